SELECT listed."#k0", listed.name, listed.age, listed.team_id, listed.id, beside0."#j0_0", beside0."#j0_1"
FROM (SELECT hero.id AS "#k0", hero.name AS name, hero.age AS age, hero.team_id AS team_id, hero.id AS id
FROM hero
WHERE hero.id = ANY (CAST($1::VARCHAR AS INTEGER[])) AND hero.deleted_at IS NULL) AS listed LEFT OUTER JOIN LATERAL (SELECT other0.id AS "#j0_0", other0.name AS "#j0_1"
FROM team AS other0
WHERE other0.id = listed.team_id
 LIMIT $2::INTEGER) AS beside0 ON true;

SELECT listed."#k0", listed.name, listed.age, listed.team_id, listed.id, beside0."#j0_0", beside0."#j0_1"
FROM (SELECT hero.name AS "#k0", hero.name AS name, hero.age AS age, hero.team_id AS team_id, hero.id AS id
FROM hero
WHERE hero.name = ANY ($1::VARCHAR(100)[]) AND hero.deleted_at IS NULL) AS listed LEFT OUTER JOIN LATERAL (SELECT other0.id AS "#j0_0", other0.name AS "#j0_1"
FROM team AS other0
WHERE other0.id = listed.team_id
 LIMIT $2::INTEGER) AS beside0 ON true;

