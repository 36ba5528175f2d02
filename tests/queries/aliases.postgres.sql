SELECT anon_1.place, page.name
FROM unnest(CAST($1::VARCHAR AS INTEGER[])) WITH ORDINALITY AS anon_1(k0, place) JOIN LATERAL (SELECT hero.name AS name
FROM hero
WHERE hero.team_id = anon_1.k0 AND hero.deleted_at IS NULL ORDER BY hero.id ASC
 LIMIT $2::INTEGER) AS page ON true;

SELECT anon_1.place, page.name
FROM unnest(CAST($1::VARCHAR AS INTEGER[])) WITH ORDINALITY AS anon_1(k0, place) JOIN LATERAL (SELECT hero.name AS name
FROM hero
WHERE hero.team_id = anon_1.k0 AND hero.deleted_at IS NULL ORDER BY hero.id ASC
 LIMIT $2::INTEGER) AS page ON true;

SELECT page.id
FROM (SELECT team.id AS id
FROM team ORDER BY team.id ASC
 LIMIT 101) AS page
 LIMIT $1::INTEGER;

