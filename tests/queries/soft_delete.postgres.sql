INSERT INTO hero (secret_name, name) VALUES ($1::VARCHAR, $2::VARCHAR) RETURNING hero.id AS "#k0", hero.name AS name, hero.id AS id;

SELECT anon_1.k0, page.name
FROM unnest($1::INTEGER[]) AS anon_1(k0) JOIN LATERAL (SELECT hero.name AS name
FROM hero
WHERE hero.team_id = anon_1.k0 AND hero.deleted_at IS NULL ORDER BY hero.id ASC
 LIMIT $2::INTEGER) AS page ON true;

SELECT hero.id AS "#k0", hero.id AS id
FROM hero
WHERE hero.id = ANY ($1::INTEGER[]) AND hero.deleted_at IS NULL;

SELECT hero.name AS "#k0", hero.id AS id
FROM hero
WHERE hero.name = ANY ($1::VARCHAR(100)[]) AND hero.deleted_at IS NULL;

SELECT hero.team_id AS "#k0", count(*) AS "#m0"
FROM hero
WHERE hero.team_id = ANY ($1::INTEGER[]) AND hero.deleted_at IS NULL GROUP BY hero.team_id;

SELECT team.id AS "#k0", team.id AS id
FROM team
WHERE team.id = ANY ($1::INTEGER[]);

UPDATE hero SET deleted_at=$1::TIMESTAMP WITH TIME ZONE WHERE hero.id = $2::INTEGER AND hero.deleted_at IS NULL RETURNING hero.id AS "#k0", hero.name AS name, hero.id AS id;

