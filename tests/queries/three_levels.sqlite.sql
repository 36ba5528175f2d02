SELECT page."#k0", page.name, page.team_id
FROM (SELECT hero.team_id AS "#k0", hero.name AS name, hero.team_id AS team_id, row_number() OVER (PARTITION BY hero.team_id ORDER BY hero.id ASC) AS "#row"
FROM hero
WHERE hero.team_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) AND hero.deleted_at IS NULL) AS page
WHERE page."#row" > ? AND page."#row" <= ? ORDER BY page."#row";

SELECT team.id AS "#k0", team.name AS name
FROM team
WHERE team.id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents);

SELECT team.name AS name, team.id AS id
FROM team ORDER BY team.id ASC
 LIMIT ? OFFSET ?;

