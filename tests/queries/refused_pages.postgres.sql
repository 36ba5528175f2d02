SELECT team.id AS "#k0", team.id AS id
FROM team
WHERE team.id = ANY ($1::INTEGER[]);

SELECT team.id AS "#k0", team.name AS name
FROM team
WHERE team.id = ANY ($1::INTEGER[]);

