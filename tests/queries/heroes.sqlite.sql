SELECT count(*) AS "#m0"
FROM hero
WHERE hero.deleted_at IS NULL;

SELECT count(*) AS "#m0"
FROM hero
WHERE hero.deleted_at IS NULL AND casefold(hero.name) LIKE casefold(?) ESCAPE '\';

SELECT count(*) AS "#m0"
FROM hero
WHERE hero.deleted_at IS NULL AND hero.age >= ?;

SELECT count(*) AS "#m0", count(DISTINCT hero.age) AS "#m1", min(hero.age) AS "#m2", max(hero.age) AS "#m3", sum(hero.age) AS "#m4", count(hero.age) AS "#m5"
FROM hero
WHERE hero.deleted_at IS NULL;

SELECT hero.id AS id
FROM hero
WHERE hero.deleted_at IS NULL AND (hero.id) < (?) ORDER BY hero.id DESC
 LIMIT ? OFFSET ?;

SELECT hero.id AS id
FROM hero
WHERE hero.deleted_at IS NULL AND (hero.id) > (?) ORDER BY hero.id ASC
 LIMIT ? OFFSET ?;

SELECT hero.id AS id
FROM hero
WHERE hero.deleted_at IS NULL AND casefold(hero.name) LIKE casefold(?) ESCAPE '\' ORDER BY coalesce(CASE WHEN (casefold(hero.name) = casefold(?)) THEN ? WHEN (casefold(hero.name) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(hero.name) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?) DESC, hero.id ASC
 LIMIT ? OFFSET ?;

SELECT hero.id AS id
FROM hero
WHERE hero.deleted_at IS NULL AND hero.age >= ? ORDER BY hero.id ASC
 LIMIT ? OFFSET ?;

SELECT hero.id AS id
FROM hero
WHERE hero.deleted_at IS NULL ORDER BY hero.id ASC
 LIMIT ? OFFSET ?;

SELECT hero.name AS name, hero.age AS age, hero.team_id AS team_id, hero.id AS id
FROM hero
WHERE hero.deleted_at IS NULL ORDER BY hero.age DESC, hero.id DESC
 LIMIT ? OFFSET ?;

SELECT hero.team_id AS "#g0", count(*) AS "#m0"
FROM hero
WHERE hero.deleted_at IS NULL GROUP BY hero.team_id ORDER BY count(*) DESC, hero.team_id ASC NULLS LAST
 LIMIT ? OFFSET ?;

SELECT team.id AS "#k0", team.name AS name
FROM team
WHERE team.id = ?;

