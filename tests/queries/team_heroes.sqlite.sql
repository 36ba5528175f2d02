SELECT hero.team_id AS "#k0", count(*) AS "#m0"
FROM hero
WHERE hero.team_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) AND hero.deleted_at IS NULL AND casefold(hero.name) LIKE casefold(?) ESCAPE '\' GROUP BY hero.team_id;

SELECT hero.team_id AS "#k0", count(*) AS "#m0"
FROM hero
WHERE hero.team_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) AND hero.deleted_at IS NULL AND hero.age >= ? GROUP BY hero.team_id;

SELECT hero.team_id AS "#k0", count(*) AS "#m0"
FROM hero
WHERE hero.team_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) AND hero.deleted_at IS NULL GROUP BY hero.team_id;

SELECT hero.team_id AS "#k0", count(*) AS "#m0", count(DISTINCT hero.age) AS "#m1", min(hero.age) AS "#m2", max(hero.age) AS "#m3", sum(hero.age) AS "#m4", count(hero.age) AS "#m5"
FROM hero
WHERE hero.team_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) AND hero.deleted_at IS NULL GROUP BY hero.team_id;

SELECT page."#k0", page."#g0", page."#m0"
FROM (SELECT hero.team_id AS "#k0", hero.team_id AS "#g0", count(*) AS "#m0", row_number() OVER (PARTITION BY hero.team_id ORDER BY count(*) DESC, hero.team_id ASC NULLS LAST) AS "#row"
FROM hero
WHERE hero.team_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) AND hero.deleted_at IS NULL GROUP BY hero.team_id, hero.team_id) AS page
WHERE page."#row" <= ? ORDER BY page."#row";

SELECT parents.k0, hero.id AS id
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents CROSS JOIN hero ON hero.id IN (SELECT hero_1.id
FROM hero AS hero_1
WHERE hero_1.team_id = parents.k0 AND hero_1.deleted_at IS NULL AND (hero_1.id) < (?) ORDER BY hero_1.id DESC
 LIMIT ? OFFSET ?) ORDER BY hero.id DESC;

SELECT parents.k0, hero.id AS id
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents CROSS JOIN hero ON hero.id IN (SELECT hero_1.id
FROM hero AS hero_1
WHERE hero_1.team_id = parents.k0 AND hero_1.deleted_at IS NULL AND (hero_1.id) > (?) ORDER BY hero_1.id ASC
 LIMIT ? OFFSET ?) ORDER BY hero.id ASC;

SELECT parents.k0, hero.id AS id
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents CROSS JOIN hero ON hero.id IN (SELECT hero_1.id
FROM hero AS hero_1
WHERE hero_1.team_id = parents.k0 AND hero_1.deleted_at IS NULL AND casefold(hero_1.name) LIKE casefold(?) ESCAPE '\' ORDER BY coalesce(CASE WHEN (casefold(hero_1.name) = casefold(?)) THEN ? WHEN (casefold(hero_1.name) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(hero_1.name) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?) DESC, hero_1.id ASC
 LIMIT ? OFFSET ?) ORDER BY coalesce(CASE WHEN (casefold(hero.name) = casefold(?)) THEN ? WHEN (casefold(hero.name) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(hero.name) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?) DESC, hero.id ASC;

SELECT parents.k0, hero.id AS id
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents CROSS JOIN hero ON hero.id IN (SELECT hero_1.id
FROM hero AS hero_1
WHERE hero_1.team_id = parents.k0 AND hero_1.deleted_at IS NULL AND hero_1.age >= ? ORDER BY hero_1.id ASC
 LIMIT ? OFFSET ?) ORDER BY hero.id ASC;

SELECT parents.k0, hero.id AS id
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents CROSS JOIN hero ON hero.id IN (SELECT hero_1.id
FROM hero AS hero_1
WHERE hero_1.team_id = parents.k0 AND hero_1.deleted_at IS NULL ORDER BY hero_1.id ASC
 LIMIT ? OFFSET ?) ORDER BY hero.id ASC;

SELECT parents.k0, hero.name AS name, hero.age AS age, hero.team_id AS team_id, hero.id AS id
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents CROSS JOIN hero ON hero.id IN (SELECT hero_1.id
FROM hero AS hero_1
WHERE hero_1.team_id = parents.k0 AND hero_1.deleted_at IS NULL ORDER BY hero_1.age DESC, hero_1.id DESC
 LIMIT ? OFFSET ?) ORDER BY hero.age DESC, hero.id DESC;

SELECT team.id AS "#k0", team.name AS name
FROM team
WHERE team.id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents);

SELECT team.id AS id
FROM team ORDER BY team.id ASC
 LIMIT ? OFFSET ?;

