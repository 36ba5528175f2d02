SELECT figures."#m0" AS "#f0", figures."#m1" AS "#f1", figures."#m2" AS "#f2", figures."#m3" AS "#f3", listed."#there", listed."#g0", listed."#m0"
FROM (SELECT count(*) AS "#m0", count(DISTINCT team.name) AS "#m1", min(team.name) AS "#m2", max(team.headquarters) AS "#m3"
FROM team) AS figures LEFT OUTER JOIN (SELECT team.headquarters AS "#g0", count(*) AS "#m0", 1 AS "#there"
FROM team GROUP BY team.headquarters ORDER BY count(*) DESC, team.headquarters ASC
 LIMIT $1::INTEGER) AS listed ON true;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM team
WHERE casefold(team.name COLLATE "pg_unicode_fast") LIKE casefold($1::VARCHAR COLLATE "pg_unicode_fast")) AS figures LEFT OUTER JOIN (SELECT team.id AS id, 1 AS "#there"
FROM team
WHERE casefold(team.name COLLATE "pg_unicode_fast") LIKE casefold($1::VARCHAR COLLATE "pg_unicode_fast") ORDER BY coalesce(CAST($2::INTEGER * word_similarity(casefold($3::VARCHAR COLLATE "pg_unicode_fast"), casefold(team.name COLLATE "pg_unicode_fast")) AS INTEGER) / $4::INTEGER, $5::INTEGER) DESC, team.id ASC
 LIMIT $6::INTEGER) AS listed ON true;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM team
WHERE team.headquarters LIKE $1::VARCHAR) AS figures LEFT OUTER JOIN (SELECT team.id AS id, 1 AS "#there"
FROM team
WHERE team.headquarters LIKE $1::VARCHAR ORDER BY team.id ASC
 LIMIT $2::INTEGER) AS listed ON true;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM team) AS figures LEFT OUTER JOIN (SELECT team.id AS id, 1 AS "#there"
FROM team ORDER BY team.id ASC
 LIMIT $1::INTEGER OFFSET $2::INTEGER) AS listed ON true;

SELECT page.id
FROM (SELECT team.id AS id
FROM team
WHERE (team.id) < ($1::INTEGER) ORDER BY team.id DESC
 LIMIT 11) AS page
 LIMIT $2::INTEGER;

SELECT page.id
FROM (SELECT team.id AS id
FROM team
WHERE (team.id) > ($1::INTEGER) ORDER BY team.id ASC
 LIMIT 11) AS page
 LIMIT $2::INTEGER;

SELECT page.name, page.headquarters, page.id
FROM (SELECT team.name AS name, team.headquarters AS headquarters, team.id AS id
FROM team ORDER BY team.name DESC, team.id DESC
 LIMIT 11) AS page
 LIMIT $1::INTEGER;

