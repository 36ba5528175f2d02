SELECT hero.name AS name, hero.age AS age
FROM hero
WHERE hero.deleted_at IS NULL ORDER BY hero.age DESC, hero.id DESC
 LIMIT ? OFFSET ?;

SELECT hero.name AS name, hero.age AS age, hero.team_id AS team_id
FROM hero
WHERE hero.deleted_at IS NULL ORDER BY (SELECT team_1.name
FROM team AS team_1
WHERE team_1.id = hero.team_id) ASC NULLS LAST, hero.age DESC NULLS FIRST, hero.id DESC
 LIMIT ? OFFSET ?;

SELECT team.id AS "#k0", team.name AS name
FROM team
WHERE team.id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents);

SELECT team.name AS name
FROM team ORDER BY (SELECT count(*) AS count_1
FROM hero AS hero_1
WHERE hero_1.team_id = team.id AND hero_1.deleted_at IS NULL) DESC, team.name ASC, team.id ASC
 LIMIT ? OFFSET ?;

