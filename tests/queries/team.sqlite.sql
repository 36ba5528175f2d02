SELECT team.id AS "#k0", team.name AS name, team.headquarters AS headquarters, team.id AS id
FROM team
WHERE team.id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents);

SELECT team.name AS "#k0", team.name AS name, team.headquarters AS headquarters, team.id AS id
FROM team
WHERE team.name = ?;

