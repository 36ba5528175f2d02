SELECT listed."#k0", listed.name, listed.age, listed.team_id, listed.id, other0.id AS "#j0_0", other0.name AS "#j0_1"
FROM (SELECT hero.id AS "#k0", hero.name AS name, hero.age AS age, hero.team_id AS team_id, hero.id AS id
FROM hero
WHERE hero.id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) AND hero.deleted_at IS NULL) AS listed LEFT OUTER JOIN team AS other0 ON other0.id = listed.team_id;

SELECT listed."#k0", listed.name, listed.age, listed.team_id, listed.id, other0.id AS "#j0_0", other0.name AS "#j0_1"
FROM (SELECT hero.name AS "#k0", hero.name AS name, hero.age AS age, hero.team_id AS team_id, hero.id AS id
FROM hero
WHERE hero.name IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) AND hero.deleted_at IS NULL) AS listed LEFT OUTER JOIN team AS other0 ON other0.id = listed.team_id;

