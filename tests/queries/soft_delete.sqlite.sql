INSERT INTO hero (secret_name, name) VALUES (?, ?) RETURNING id AS "#k0", name AS name, id AS id;

SELECT hero.id AS "#k0", hero.id AS id
FROM hero
WHERE hero.id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) AND hero.deleted_at IS NULL;

SELECT hero.name AS "#k0", hero.id AS id
FROM hero
WHERE hero.name IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) AND hero.deleted_at IS NULL;

SELECT hero.team_id AS "#k0", count(*) AS "#m0"
FROM hero
WHERE hero.team_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) AND hero.deleted_at IS NULL GROUP BY hero.team_id;

SELECT parents.k0, hero.name AS name
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents CROSS JOIN hero ON hero.id IN (SELECT hero_1.id
FROM hero AS hero_1
WHERE hero_1.team_id = parents.k0 AND hero_1.deleted_at IS NULL ORDER BY hero_1.id ASC
 LIMIT ? OFFSET ?) ORDER BY hero.id ASC;

SELECT team.id AS "#k0", team.id AS id
FROM team
WHERE team.id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents);

UPDATE hero SET deleted_at=? WHERE hero.id = ? AND hero.deleted_at IS NULL RETURNING id AS "#k0", name AS name, id AS id;

