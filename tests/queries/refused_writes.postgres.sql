DELETE FROM team WHERE team.id = $1::INTEGER RETURNING team.id AS "#k0", team.id AS id;

DELETE FROM team WHERE team.id = $1::INTEGER RETURNING team.id AS "#k0", team.id AS id;

INSERT INTO hero (secret_name, name) VALUES ($1::VARCHAR, $2::VARCHAR) RETURNING hero.id AS "#k0", hero.id AS id;

INSERT INTO hero (secret_name, name) VALUES ($1::VARCHAR, $2::VARCHAR) RETURNING hero.id AS "#k0", hero.id AS id;

UPDATE category SET parent_id=$1::INTEGER WHERE category.id = $2::INTEGER RETURNING category.id AS "#k0", category.id AS id;

UPDATE category SET parent_id=$1::INTEGER WHERE category.id = $2::INTEGER RETURNING category.id AS "#k0", category.id AS id;

