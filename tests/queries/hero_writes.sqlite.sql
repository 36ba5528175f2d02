INSERT INTO hero (secret_name, name, team_id) VALUES (?, ?, ?) RETURNING id AS "#k0", id AS id;

INSERT INTO hero (secret_name, name, team_id) VALUES (?, ?, ?) RETURNING id AS "#k0", id AS id;

INSERT INTO hero (secret_name, name, team_id) VALUES (?, ?, ?) RETURNING id AS "#k0", name AS name, age AS age, team_id AS team_id, id AS id;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM hero
WHERE hero.deleted_at IS NULL) AS figures LEFT OUTER JOIN (SELECT hero.id AS id, 1 AS "#there"
FROM hero
WHERE hero.deleted_at IS NULL ORDER BY hero.id ASC
 LIMIT ? OFFSET ?) AS listed ON 1 = 1;

SELECT hero.id AS "#k0", hero.id AS id
FROM hero
WHERE hero.id = ? AND hero.deleted_at IS NULL;

SELECT team.id AS "#k0", team.name AS name
FROM team
WHERE team.id = ?;

UPDATE hero SET age=?, team_id=? WHERE hero.id = ? AND hero.deleted_at IS NULL RETURNING id AS "#k0", name AS name, age AS age, team_id AS team_id, id AS id;

UPDATE hero SET deleted_at=? WHERE hero.id = ? AND hero.deleted_at IS NULL RETURNING id AS "#k0", id AS id;

UPDATE hero SET deleted_at=? WHERE hero.id = ? AND hero.deleted_at IS NULL RETURNING id AS "#k0", id AS id;

