SELECT anon_1.k0, page.name
FROM unnest($1::INTEGER[]) AS anon_1(k0) JOIN LATERAL (SELECT hero.name AS name
FROM hero
WHERE hero.team_id = anon_1.k0 AND hero.deleted_at IS NULL ORDER BY hero.id ASC
 LIMIT $2::INTEGER) AS page ON true;

SELECT anon_1.k0, page.team_id
FROM unnest($1::INTEGER[]) AS anon_1(k0) JOIN LATERAL (SELECT hero.team_id AS team_id
FROM hero
WHERE hero.team_id = anon_1.k0 AND hero.deleted_at IS NULL ORDER BY hero.id ASC
 LIMIT $2::INTEGER) AS page ON true;

SELECT hero.team_id AS team_id
FROM hero
WHERE hero.deleted_at IS NULL ORDER BY hero.id ASC
 LIMIT $1::INTEGER;

SELECT team.id AS "#k0", team.id AS id
FROM team
WHERE team.id = ANY ($1::INTEGER[]);

