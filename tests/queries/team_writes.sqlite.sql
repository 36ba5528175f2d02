DELETE FROM team WHERE team.id = ? RETURNING id AS "#k0", id AS id;

DELETE FROM team WHERE team.id = ? RETURNING id AS "#k0", id AS id;

INSERT INTO team (name, headquarters) VALUES (?, ?) RETURNING id AS "#k0", id AS id;

INSERT INTO team (name, headquarters) VALUES (?, ?) RETURNING id AS "#k0", id AS id;

INSERT INTO team (name, headquarters) VALUES (?, ?) RETURNING id AS "#k0", name AS name, headquarters AS headquarters, id AS id;

SELECT count(*) AS "#m0"
FROM team;

SELECT team.id AS "#k0", team.id AS id
FROM team
WHERE team.id = ?;

SELECT team.id AS id
FROM team ORDER BY team.id ASC
 LIMIT ? OFFSET ?;

UPDATE team SET headquarters=? WHERE team.id = ? RETURNING id AS "#k0", name AS name, headquarters AS headquarters, id AS id;

