SELECT hero.team_id AS team_id
FROM hero
WHERE hero.deleted_at IS NULL ORDER BY hero.id ASC
 LIMIT ? OFFSET ?;

SELECT parents.k0, hero.name AS name
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents CROSS JOIN hero ON hero.id IN (SELECT hero_1.id
FROM hero AS hero_1
WHERE hero_1.team_id = parents.k0 AND hero_1.deleted_at IS NULL ORDER BY hero_1.id ASC
 LIMIT ? OFFSET ?) ORDER BY hero.id ASC;

SELECT parents.k0, hero.team_id AS team_id
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

