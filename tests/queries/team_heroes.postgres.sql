SELECT anon_1.place, page.id
FROM unnest(CAST($1::VARCHAR AS INTEGER[])) WITH ORDINALITY AS anon_1(k0, place) JOIN LATERAL (SELECT hero.id AS id
FROM hero
WHERE hero.team_id = anon_1.k0 AND hero.deleted_at IS NULL AND (hero.id) < ($2::INTEGER) ORDER BY hero.id DESC
 LIMIT $3::INTEGER) AS page ON true;

SELECT anon_1.place, page.id
FROM unnest(CAST($1::VARCHAR AS INTEGER[])) WITH ORDINALITY AS anon_1(k0, place) JOIN LATERAL (SELECT hero.id AS id
FROM hero
WHERE hero.team_id = anon_1.k0 AND hero.deleted_at IS NULL AND (hero.id) > ($2::INTEGER) ORDER BY hero.id ASC
 LIMIT $3::INTEGER) AS page ON true;

SELECT anon_1.place, page.id
FROM unnest(CAST($1::VARCHAR AS INTEGER[])) WITH ORDINALITY AS anon_1(k0, place) JOIN LATERAL (SELECT hero.id AS id
FROM hero
WHERE hero.team_id = anon_1.k0 AND hero.deleted_at IS NULL AND casefold(hero.name COLLATE "pg_unicode_fast") LIKE casefold($2::VARCHAR COLLATE "pg_unicode_fast") ORDER BY coalesce(CAST($3::INTEGER * word_similarity(casefold($4::VARCHAR COLLATE "pg_unicode_fast"), casefold(hero.name COLLATE "pg_unicode_fast")) AS INTEGER) / $5::INTEGER, $6::INTEGER) DESC, hero.id ASC
 LIMIT $7::INTEGER) AS page ON true;

SELECT anon_1.place, page.id
FROM unnest(CAST($1::VARCHAR AS INTEGER[])) WITH ORDINALITY AS anon_1(k0, place) JOIN LATERAL (SELECT hero.id AS id
FROM hero
WHERE hero.team_id = anon_1.k0 AND hero.deleted_at IS NULL AND hero.age >= $2::INTEGER ORDER BY hero.id ASC
 LIMIT $3::INTEGER) AS page ON true;

SELECT anon_1.place, page.id
FROM unnest(CAST($1::VARCHAR AS INTEGER[])) WITH ORDINALITY AS anon_1(k0, place) JOIN LATERAL (SELECT hero.id AS id
FROM hero
WHERE hero.team_id = anon_1.k0 AND hero.deleted_at IS NULL ORDER BY hero.id ASC
 LIMIT $2::INTEGER OFFSET $3::INTEGER) AS page ON true;

SELECT anon_1.place, page.name, page.age, page.team_id, page.id
FROM unnest(CAST($1::VARCHAR AS INTEGER[])) WITH ORDINALITY AS anon_1(k0, place) JOIN LATERAL (SELECT hero.name AS name, hero.age AS age, hero.team_id AS team_id, hero.id AS id
FROM hero
WHERE hero.team_id = anon_1.k0 AND hero.deleted_at IS NULL ORDER BY hero.age DESC NULLS LAST, hero.id DESC
 LIMIT $2::INTEGER) AS page ON true;

SELECT hero.team_id AS "#k0", count(*) AS "#m0"
FROM hero
WHERE hero.team_id = ANY (CAST($1::VARCHAR AS INTEGER[])) AND hero.deleted_at IS NULL AND casefold(hero.name COLLATE "pg_unicode_fast") LIKE casefold($2::VARCHAR COLLATE "pg_unicode_fast") GROUP BY hero.team_id;

SELECT hero.team_id AS "#k0", count(*) AS "#m0"
FROM hero
WHERE hero.team_id = ANY (CAST($1::VARCHAR AS INTEGER[])) AND hero.deleted_at IS NULL AND hero.age >= $2::INTEGER GROUP BY hero.team_id;

SELECT hero.team_id AS "#k0", count(*) AS "#m0"
FROM hero
WHERE hero.team_id = ANY (CAST($1::VARCHAR AS INTEGER[])) AND hero.deleted_at IS NULL GROUP BY hero.team_id;

SELECT hero.team_id AS "#k0", count(*) AS "#m0", count(DISTINCT hero.age) AS "#m1", min(hero.age) AS "#m2", max(hero.age) AS "#m3", sum(hero.age) AS "#m4", count(hero.age) AS "#m5"
FROM hero
WHERE hero.team_id = ANY (CAST($1::VARCHAR AS INTEGER[])) AND hero.deleted_at IS NULL GROUP BY hero.team_id;

SELECT page."#k0", page."#g0", page."#m0"
FROM (SELECT hero.team_id AS "#k0", hero.team_id AS "#g0", count(*) AS "#m0", row_number() OVER (PARTITION BY hero.team_id ORDER BY count(*) DESC, hero.team_id ASC) AS "#row"
FROM hero
WHERE hero.team_id = ANY (CAST($1::VARCHAR AS INTEGER[])) AND hero.deleted_at IS NULL GROUP BY hero.team_id, hero.team_id) AS page
WHERE page."#row" <= $2::INTEGER ORDER BY page."#row";

SELECT page.id
FROM (SELECT team.id AS id
FROM team ORDER BY team.id ASC
 LIMIT 101) AS page
 LIMIT $1::INTEGER;

SELECT team.id AS "#k0", team.name AS name
FROM team
WHERE team.id = ANY (CAST($1::VARCHAR AS INTEGER[]));

