SELECT team.id AS "#k0", team.name AS name, team.headquarters AS headquarters, team.id AS id
FROM team
WHERE team.id = ANY (CAST($1::VARCHAR AS INTEGER[]));

SELECT team.name AS "#k0", team.name AS name, team.headquarters AS headquarters, team.id AS id
FROM team
WHERE team.name = $1::VARCHAR;

