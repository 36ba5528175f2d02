INSERT INTO hero (secret_name, name) VALUES (?, ?) RETURNING id AS "#k0", name AS name, id AS id;

SELECT hero.id AS "#k0", hero.id AS id
FROM hero
WHERE hero.id = ? AND hero.deleted_at IS NULL;

SELECT hero.name AS "#k0", hero.id AS id
FROM hero
WHERE hero.name = ? AND hero.deleted_at IS NULL;

SELECT hero.team_id AS "#k0", count(*) AS "#m0"
FROM hero
WHERE hero.team_id = ? AND hero.deleted_at IS NULL GROUP BY hero.team_id;

SELECT hero.team_id AS "#k0", hero.name AS name
FROM hero
WHERE hero.team_id = ? AND hero.deleted_at IS NULL ORDER BY hero.id ASC
 LIMIT ? OFFSET ?;

SELECT team.id AS "#k0", team.id AS id
FROM team
WHERE team.id = ?;

UPDATE hero SET deleted_at=? WHERE hero.id = ? AND hero.deleted_at IS NULL RETURNING id AS "#k0", name AS name, id AS id;

