INSERT INTO team (name, headquarters) VALUES (?, ?) ON CONFLICT (name) DO NOTHING RETURNING id AS "#k0", name AS name, id AS id;

INSERT INTO team (name, headquarters) VALUES (?, ?) ON CONFLICT (name) DO NOTHING RETURNING id AS "#k0", name AS name, id AS id;

SELECT count(*) AS "#m0"
FROM team;

UPDATE team SET headquarters=? WHERE team.name = ? RETURNING id AS "#k0", name AS name, id AS id;

