DELETE FROM team WHERE team.id = ? RETURNING id AS "#k0", id AS id;

DELETE FROM team WHERE team.id = ? RETURNING id AS "#k0", id AS id;

INSERT INTO team (name, headquarters) VALUES (?, ?) RETURNING id AS "#k0", id AS id;

INSERT INTO team (name, headquarters) VALUES (?, ?) RETURNING id AS "#k0", id AS id;

INSERT INTO team (name, headquarters) VALUES (?, ?) RETURNING id AS "#k0", name AS name, headquarters AS headquarters, id AS id;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM team) AS figures LEFT OUTER JOIN (SELECT team.id AS id, 1 AS "#there"
FROM team ORDER BY team.id ASC
 LIMIT ? OFFSET ?) AS listed ON 1 = 1;

SELECT team.id AS "#k0", team.id AS id
FROM team
WHERE team.id = ?;

UPDATE team SET headquarters=? WHERE team.id = ? RETURNING id AS "#k0", name AS name, headquarters AS headquarters, id AS id;

