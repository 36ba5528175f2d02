SELECT halves.name, halves.age
FROM (SELECT anon_1.name AS name, anon_1.age AS age, anon_1."#s0" AS "#s0", anon_1."#s1" AS "#s1"
FROM (SELECT hero.name AS name, hero.age AS age, hero.age AS "#s0", hero.id AS "#s1"
FROM hero
WHERE hero.deleted_at IS NULL AND hero.age IS NOT NULL ORDER BY hero.age DESC, hero.id DESC
 LIMIT $1::INTEGER) AS anon_1 UNION ALL SELECT anon_2.name AS name, anon_2.age AS age, anon_2."#s0" AS "#s0", anon_2."#s1" AS "#s1"
FROM (SELECT hero.name AS name, hero.age AS age, hero.age AS "#s0", hero.id AS "#s1"
FROM hero
WHERE hero.deleted_at IS NULL AND hero.age IS NULL ORDER BY hero.age DESC, hero.id DESC
 LIMIT $1::INTEGER) AS anon_2) AS halves ORDER BY halves."#s0" DESC NULLS LAST, halves."#s1" DESC
 LIMIT $2::INTEGER;

SELECT listed.name, listed.age, listed.team_id, beside0."#j0_0", beside0."#j0_1"
FROM (SELECT page.name AS name, page.age AS age, page.team_id AS team_id
FROM (SELECT hero.name AS name, hero.age AS age, hero.team_id AS team_id
FROM hero
WHERE hero.deleted_at IS NULL ORDER BY (SELECT team_1.name
FROM team AS team_1
WHERE team_1.id = hero.team_id) ASC, hero.age DESC, hero.id DESC
 LIMIT 101) AS page
 LIMIT $1::INTEGER) AS listed LEFT OUTER JOIN LATERAL (SELECT other0.id AS "#j0_0", other0.name AS "#j0_1"
FROM team AS other0
WHERE other0.id = listed.team_id
 LIMIT $2::INTEGER) AS beside0 ON true;

SELECT page.name
FROM (SELECT team.name AS name
FROM team ORDER BY (SELECT count(*) AS count_1
FROM hero AS hero_1
WHERE hero_1.team_id = team.id AND hero_1.deleted_at IS NULL) DESC, team.name ASC, team.id ASC
 LIMIT 101) AS page
 LIMIT $1::INTEGER;

