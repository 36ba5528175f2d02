INSERT INTO hero (secret_name, name, team_id) VALUES ($1::VARCHAR, $2::VARCHAR, $3::INTEGER) RETURNING hero.id AS "#k0", hero.id AS id;

INSERT INTO hero (secret_name, name, team_id) VALUES ($1::VARCHAR, $2::VARCHAR, $3::INTEGER) RETURNING hero.id AS "#k0", hero.id AS id;

INSERT INTO hero (secret_name, name, team_id) VALUES ($1::VARCHAR, $2::VARCHAR, $3::INTEGER) RETURNING hero.id AS "#k0", hero.name AS name, hero.age AS age, hero.team_id AS team_id, hero.id AS id;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM hero
WHERE hero.deleted_at IS NULL) AS figures LEFT OUTER JOIN (SELECT page.id AS id, 1 AS "#there"
FROM (SELECT hero.id AS id
FROM hero
WHERE hero.deleted_at IS NULL ORDER BY hero.id ASC
 LIMIT 101) AS page
 LIMIT $1::INTEGER) AS listed ON true;

SELECT hero.id AS "#k0", hero.id AS id
FROM hero
WHERE hero.id = $1::INTEGER AND hero.deleted_at IS NULL;

SELECT team.id AS "#k0", team.name AS name
FROM team
WHERE team.id = $1::INTEGER;

UPDATE hero SET age=$1::INTEGER, team_id=$2::INTEGER WHERE hero.id = $3::INTEGER AND hero.deleted_at IS NULL RETURNING hero.id AS "#k0", hero.name AS name, hero.age AS age, hero.team_id AS team_id, hero.id AS id;

UPDATE hero SET deleted_at=$1::TIMESTAMP WITH TIME ZONE WHERE hero.id = $2::INTEGER AND hero.deleted_at IS NULL RETURNING hero.id AS "#k0", hero.id AS id;

UPDATE hero SET deleted_at=$1::TIMESTAMP WITH TIME ZONE WHERE hero.id = $2::INTEGER AND hero.deleted_at IS NULL RETURNING hero.id AS "#k0", hero.id AS id;

