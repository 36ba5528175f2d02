DELETE FROM team WHERE team.id = ? RETURNING id AS "#k0", id AS id;

INSERT INTO team (name, headquarters) VALUES (?, ?) RETURNING id AS "#k0", id AS id;

INSERT INTO team (name, headquarters) VALUES (?, ?) RETURNING id AS "#k0", id AS id;

INSERT INTO team (name, headquarters) VALUES (?, ?) RETURNING id AS "#k0", name AS name, id AS id;

SELECT count(*) AS "#m0"
FROM team;

SELECT team.id AS "#k0", team.id AS id
FROM team
WHERE team.id = ?;

UPDATE team SET headquarters=? WHERE team.id = ? RETURNING id AS "#k0", id AS id;

UPDATE team SET headquarters=? WHERE team.id = ? RETURNING id AS "#k0", name AS name, id AS id;

