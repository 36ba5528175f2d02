SELECT figures."#m0" AS "#f0", figures."#m1" AS "#f1", figures."#m2" AS "#f2", figures."#m3" AS "#f3", figures."#m4" AS "#f4", figures."#m5" AS "#f5", listed."#there", listed."#g0", listed."#m0"
FROM (SELECT count(*) AS "#m0", count(DISTINCT hero.age) AS "#m1", min(hero.age) AS "#m2", max(hero.age) AS "#m3", sum(hero.age) AS "#m4", count(hero.age) AS "#m5"
FROM hero
WHERE hero.deleted_at IS NULL) AS figures LEFT OUTER JOIN (SELECT hero.team_id AS "#g0", count(*) AS "#m0", 1 AS "#there"
FROM hero
WHERE hero.deleted_at IS NULL GROUP BY hero.team_id ORDER BY count(*) DESC, hero.team_id ASC NULLS LAST
 LIMIT ? OFFSET ?) AS listed ON 1 = 1;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM hero
WHERE hero.deleted_at IS NULL AND casefold(hero.name) LIKE casefold(?) ESCAPE '\') AS figures LEFT OUTER JOIN (SELECT hero.id AS id, 1 AS "#there"
FROM hero
WHERE hero.deleted_at IS NULL AND casefold(hero.name) LIKE casefold(?) ESCAPE '\' ORDER BY coalesce(CASE WHEN (casefold(hero.name) = casefold(?)) THEN ? WHEN (casefold(hero.name) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(hero.name) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?) DESC, hero.id ASC
 LIMIT ? OFFSET ?) AS listed ON 1 = 1;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM hero
WHERE hero.deleted_at IS NULL AND hero.age >= ?) AS figures LEFT OUTER JOIN (SELECT hero.id AS id, 1 AS "#there"
FROM hero
WHERE hero.deleted_at IS NULL AND hero.age >= ? ORDER BY hero.id ASC
 LIMIT ? OFFSET ?) AS listed ON 1 = 1;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM hero
WHERE hero.deleted_at IS NULL) AS figures LEFT OUTER JOIN (SELECT hero.id AS id, 1 AS "#there"
FROM hero
WHERE hero.deleted_at IS NULL ORDER BY hero.id ASC
 LIMIT ? OFFSET ?) AS listed ON 1 = 1;

SELECT hero.id AS id
FROM hero
WHERE hero.deleted_at IS NULL AND (hero.id) < (?) ORDER BY hero.id DESC
 LIMIT ? OFFSET ?;

SELECT hero.id AS id
FROM hero
WHERE hero.deleted_at IS NULL AND (hero.id) > (?) ORDER BY hero.id ASC
 LIMIT ? OFFSET ?;

SELECT listed.name, listed.age, listed.team_id, listed.id, other0.id AS "#j0_0", other0.name AS "#j0_1"
FROM (SELECT hero.name AS name, hero.age AS age, hero.team_id AS team_id, hero.id AS id
FROM hero
WHERE hero.deleted_at IS NULL ORDER BY hero.age DESC, hero.id DESC
 LIMIT ? OFFSET ?) AS listed LEFT OUTER JOIN team AS other0 ON other0.id = listed.team_id;

