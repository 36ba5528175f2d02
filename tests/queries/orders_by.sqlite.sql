SELECT hero.name AS name, hero.age AS age
FROM hero
WHERE hero.deleted_at IS NULL ORDER BY hero.age DESC, hero.id DESC
 LIMIT ? OFFSET ?;

SELECT listed.name, listed.age, listed.team_id, other0.id AS "#j0_0", other0.name AS "#j0_1"
FROM (SELECT hero.name AS name, hero.age AS age, hero.team_id AS team_id
FROM hero
WHERE hero.deleted_at IS NULL ORDER BY (SELECT team_1.name
FROM team AS team_1
WHERE team_1.id = hero.team_id) ASC NULLS LAST, hero.age DESC NULLS FIRST, hero.id DESC
 LIMIT ? OFFSET ?) AS listed LEFT OUTER JOIN team AS other0 ON other0.id = listed.team_id;

SELECT team.name AS name
FROM team ORDER BY (SELECT count(*) AS count_1
FROM hero AS hero_1
WHERE hero_1.team_id = team.id AND hero_1.deleted_at IS NULL) DESC, team.name ASC, team.id ASC
 LIMIT ? OFFSET ?;

