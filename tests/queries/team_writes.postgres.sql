DELETE FROM team WHERE team.id = $1::INTEGER RETURNING team.id AS "#k0", team.id AS id;

DELETE FROM team WHERE team.id = $1::INTEGER RETURNING team.id AS "#k0", team.id AS id;

INSERT INTO team (name, headquarters) VALUES ($1::VARCHAR, $2::VARCHAR) RETURNING team.id AS "#k0", team.id AS id;

INSERT INTO team (name, headquarters) VALUES ($1::VARCHAR, $2::VARCHAR) RETURNING team.id AS "#k0", team.id AS id;

INSERT INTO team (name, headquarters) VALUES ($1::VARCHAR, $2::VARCHAR) RETURNING team.id AS "#k0", team.name AS name, team.headquarters AS headquarters, team.id AS id;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM team) AS figures LEFT OUTER JOIN (SELECT page.id AS id, 1 AS "#there"
FROM (SELECT team.id AS id
FROM team ORDER BY team.id ASC
 LIMIT 101) AS page
 LIMIT $1::INTEGER) AS listed ON true;

SELECT team.id AS "#k0", team.id AS id
FROM team
WHERE team.id = $1::INTEGER;

UPDATE team SET headquarters=$1::VARCHAR WHERE team.id = $2::INTEGER RETURNING team.id AS "#k0", team.name AS name, team.headquarters AS headquarters, team.id AS id;

