INSERT INTO hero (secret_name, name) VALUES (?, ?) RETURNING name AS name, id AS id;

SELECT hero.id AS "#k0", hero.id AS id
FROM hero
WHERE hero.id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) AND hero.deleted_at IS NULL;

SELECT hero.name AS "#k0", hero.id AS id
FROM hero
WHERE hero.name IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) AND hero.deleted_at IS NULL;

SELECT hero.team_id AS "#k0", count(*) AS "#m0"
FROM hero
WHERE hero.team_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) AND hero.deleted_at IS NULL GROUP BY hero.team_id;

SELECT page."#k0", page.name
FROM (SELECT hero.team_id AS "#k0", hero.name AS name, row_number() OVER (PARTITION BY hero.team_id ORDER BY hero.id ASC) AS "#row"
FROM hero
WHERE hero.team_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) AND hero.deleted_at IS NULL) AS page
WHERE page."#row" > ? AND page."#row" <= ? ORDER BY page."#row";

SELECT team.id AS "#k0", team.id AS id
FROM team
WHERE team.id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents);

UPDATE hero SET deleted_at=? WHERE hero.id = ? AND hero.deleted_at IS NULL RETURNING name AS name, id AS id;

