INSERT INTO team (name, headquarters) VALUES ($1::VARCHAR, $2::VARCHAR) ON CONFLICT (name) DO NOTHING RETURNING team.id AS "#k0", team.name AS name, team.id AS id;

INSERT INTO team (name, headquarters) VALUES ($1::VARCHAR, $2::VARCHAR) ON CONFLICT (name) DO NOTHING RETURNING team.id AS "#k0", team.name AS name, team.id AS id;

SELECT count(*) AS "#m0"
FROM team;

UPDATE team SET headquarters=$1::VARCHAR WHERE team.name = $2::VARCHAR RETURNING team.id AS "#k0", team.name AS name, team.id AS id;

