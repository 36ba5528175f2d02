SELECT figures."#m0" AS "#f0", figures."#m1" AS "#f1", figures."#m2" AS "#f2", figures."#m3" AS "#f3", figures."#m4" AS "#f4", figures."#m5" AS "#f5", listed."#there", listed."#g0", listed."#m0"
FROM (SELECT count(*) AS "#m0", count(DISTINCT hero.age) AS "#m1", min(hero.age) AS "#m2", max(hero.age) AS "#m3", sum(hero.age) AS "#m4", count(hero.age) AS "#m5"
FROM hero
WHERE hero.deleted_at IS NULL) AS figures LEFT OUTER JOIN (SELECT hero.team_id AS "#g0", count(*) AS "#m0", 1 AS "#there"
FROM hero
WHERE hero.deleted_at IS NULL GROUP BY hero.team_id ORDER BY count(*) DESC, hero.team_id ASC
 LIMIT $1::INTEGER) AS listed ON true;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM hero
WHERE hero.deleted_at IS NULL AND casefold(hero.name COLLATE "pg_unicode_fast") LIKE casefold($1::VARCHAR COLLATE "pg_unicode_fast")) AS figures LEFT OUTER JOIN (SELECT hero.id AS id, 1 AS "#there"
FROM hero
WHERE hero.deleted_at IS NULL AND casefold(hero.name COLLATE "pg_unicode_fast") LIKE casefold($1::VARCHAR COLLATE "pg_unicode_fast") ORDER BY coalesce(CAST($2::INTEGER * word_similarity(casefold($3::VARCHAR COLLATE "pg_unicode_fast"), casefold(hero.name COLLATE "pg_unicode_fast")) AS INTEGER) / $4::INTEGER, $5::INTEGER) DESC, hero.id ASC
 LIMIT $6::INTEGER) AS listed ON true;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM hero
WHERE hero.deleted_at IS NULL AND hero.age >= $1::INTEGER) AS figures LEFT OUTER JOIN (SELECT hero.id AS id, 1 AS "#there"
FROM hero
WHERE hero.deleted_at IS NULL AND hero.age >= $1::INTEGER ORDER BY hero.id ASC
 LIMIT $2::INTEGER) AS listed ON true;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM hero
WHERE hero.deleted_at IS NULL) AS figures LEFT OUTER JOIN (SELECT hero.id AS id, 1 AS "#there"
FROM hero
WHERE hero.deleted_at IS NULL ORDER BY hero.id ASC
 LIMIT $1::INTEGER OFFSET $2::INTEGER) AS listed ON true;

SELECT listed.name, listed.age, listed.team_id, listed.id, beside0."#j0_0", beside0."#j0_1"
FROM (SELECT halves.name AS name, halves.age AS age, halves.team_id AS team_id, halves.id AS id
FROM (SELECT anon_1.name AS name, anon_1.age AS age, anon_1.team_id AS team_id, anon_1.id AS id, anon_1."#s0" AS "#s0", anon_1."#s1" AS "#s1"
FROM (SELECT hero.name AS name, hero.age AS age, hero.team_id AS team_id, hero.id AS id, hero.age AS "#s0", hero.id AS "#s1"
FROM hero
WHERE hero.deleted_at IS NULL AND hero.age IS NOT NULL ORDER BY hero.age DESC, hero.id DESC
 LIMIT $1::INTEGER) AS anon_1 UNION ALL SELECT anon_2.name AS name, anon_2.age AS age, anon_2.team_id AS team_id, anon_2.id AS id, anon_2."#s0" AS "#s0", anon_2."#s1" AS "#s1"
FROM (SELECT hero.name AS name, hero.age AS age, hero.team_id AS team_id, hero.id AS id, hero.age AS "#s0", hero.id AS "#s1"
FROM hero
WHERE hero.deleted_at IS NULL AND hero.age IS NULL ORDER BY hero.age DESC, hero.id DESC
 LIMIT $1::INTEGER) AS anon_2) AS halves ORDER BY halves."#s0" DESC NULLS LAST, halves."#s1" DESC
 LIMIT $2::INTEGER) AS listed LEFT OUTER JOIN LATERAL (SELECT other0.id AS "#j0_0", other0.name AS "#j0_1"
FROM team AS other0
WHERE other0.id = listed.team_id
 LIMIT $3::INTEGER) AS beside0 ON true;

SELECT page.id
FROM (SELECT hero.id AS id
FROM hero
WHERE hero.deleted_at IS NULL AND (hero.id) < ($1::INTEGER) ORDER BY hero.id DESC
 LIMIT 11) AS page
 LIMIT $2::INTEGER;

SELECT page.id
FROM (SELECT hero.id AS id
FROM hero
WHERE hero.deleted_at IS NULL AND (hero.id) > ($1::INTEGER) ORDER BY hero.id ASC
 LIMIT 11) AS page
 LIMIT $2::INTEGER;

