SELECT hero.id AS "#k0", hero.name AS name, hero.age AS age, hero.team_id AS team_id, hero.id AS id
FROM hero
WHERE hero.id = ANY (CAST($1::VARCHAR AS INTEGER[])) AND hero.deleted_at IS NULL;

SELECT hero.name AS "#k0", hero.name AS name, hero.age AS age, hero.team_id AS team_id, hero.id AS id
FROM hero
WHERE hero.name = ANY ($1::VARCHAR(100)[]) AND hero.deleted_at IS NULL;

SELECT team.id AS "#k0", team.name AS name
FROM team
WHERE team.id = ANY (CAST($1::VARCHAR AS INTEGER[]));

