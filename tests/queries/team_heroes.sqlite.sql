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

SELECT page."#k0", page.id
FROM (SELECT hero.team_id AS "#k0", hero.id AS id, row_number() OVER (PARTITION BY hero.team_id ORDER BY coalesce(CASE WHEN (casefold(hero.name) = casefold(?)) THEN ? WHEN (casefold(hero.name) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(hero.name) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?) DESC, hero.id ASC) AS "#row"
FROM hero
WHERE hero.team_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) AND hero.deleted_at IS NULL AND casefold(hero.name) LIKE casefold(?) ESCAPE '\') AS page
WHERE page."#row" > ? AND page."#row" <= ? ORDER BY page."#row";

SELECT page."#k0", page.id
FROM (SELECT hero.team_id AS "#k0", hero.id AS id, row_number() OVER (PARTITION BY hero.team_id ORDER BY hero.id ASC) AS "#row"
FROM hero
WHERE hero.team_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) AND hero.deleted_at IS NULL AND (hero.id) > (?)) AS page
WHERE page."#row" > ? AND page."#row" <= ? ORDER BY page."#row";

SELECT page."#k0", page.id
FROM (SELECT hero.team_id AS "#k0", hero.id AS id, row_number() OVER (PARTITION BY hero.team_id ORDER BY hero.id ASC) AS "#row"
FROM hero
WHERE hero.team_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) AND hero.deleted_at IS NULL AND hero.age >= ?) AS page
WHERE page."#row" > ? AND page."#row" <= ? ORDER BY page."#row";

SELECT page."#k0", page.id
FROM (SELECT hero.team_id AS "#k0", hero.id AS id, row_number() OVER (PARTITION BY hero.team_id ORDER BY hero.id ASC) AS "#row"
FROM hero
WHERE hero.team_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) AND hero.deleted_at IS NULL) AS page
WHERE page."#row" > ? AND page."#row" <= ? ORDER BY page."#row";

SELECT page."#k0", page.id
FROM (SELECT hero.team_id AS "#k0", hero.id AS id, row_number() OVER (PARTITION BY hero.team_id ORDER BY hero.id DESC) AS "#row"
FROM hero
WHERE hero.team_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) AND hero.deleted_at IS NULL AND (hero.id) < (?)) AS page
WHERE page."#row" > ? AND page."#row" <= ? ORDER BY page."#row";

SELECT page."#k0", page.name, page.age, page.team_id, page.id
FROM (SELECT hero.team_id AS "#k0", hero.name AS name, hero.age AS age, hero.team_id AS team_id, hero.id AS id, row_number() OVER (PARTITION BY hero.team_id ORDER BY hero.age DESC, hero.id DESC) AS "#row"
FROM hero
WHERE hero.team_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) AND hero.deleted_at IS NULL) AS page
WHERE page."#row" > ? AND page."#row" <= ? ORDER BY page."#row";

SELECT team.id AS "#k0", team.name AS name
FROM team
WHERE team.id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents);

SELECT team.id AS id
FROM team ORDER BY team.id ASC
 LIMIT ? OFFSET ?;

