INSERT INTO hero (secret_name, name) VALUES ($1::VARCHAR, $2::VARCHAR) RETURNING hero.id AS "#k0", hero.name AS name, hero.id AS id;

SELECT hero.id AS "#k0", hero.id AS id
FROM hero
WHERE hero.id = $1::INTEGER AND hero.deleted_at IS NULL;

SELECT hero.name AS "#k0", hero.id AS id
FROM hero
WHERE hero.name = $1::VARCHAR AND hero.deleted_at IS NULL;

SELECT hero.team_id AS "#k0", count(*) AS "#m0"
FROM hero
WHERE hero.team_id = $1::INTEGER AND hero.deleted_at IS NULL GROUP BY hero.team_id;

SELECT hero.team_id AS "#k0", hero.name AS name
FROM hero
WHERE hero.team_id = $1::INTEGER AND hero.deleted_at IS NULL ORDER BY hero.id ASC
 LIMIT $2::INTEGER;

SELECT team.id AS "#k0", team.id AS id
FROM team
WHERE team.id = $1::INTEGER;

UPDATE hero SET deleted_at=$1::TIMESTAMP WITH TIME ZONE WHERE hero.id = $2::INTEGER AND hero.deleted_at IS NULL RETURNING hero.id AS "#k0", hero.name AS name, hero.id AS id;

