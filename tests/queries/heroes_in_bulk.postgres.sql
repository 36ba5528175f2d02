INSERT INTO hero (secret_name, name) VALUES ($1::VARCHAR, $2::VARCHAR) RETURNING hero.id AS "#k0", hero.id AS id;

INSERT INTO hero (secret_name, name) VALUES ($1::VARCHAR, $2::VARCHAR) RETURNING hero.id AS "#k0", hero.id AS id;

INSERT INTO hero (secret_name, name) VALUES ($1::VARCHAR, $2::VARCHAR) RETURNING hero.id AS "#k0", hero.name AS name, hero.id AS id;

SELECT count(*) AS "#m0"
FROM hero
WHERE hero.deleted_at IS NULL;

SELECT hero.id AS "#k0", hero.id AS id
FROM hero
WHERE hero.id = $1::INTEGER AND hero.deleted_at IS NULL;

UPDATE hero SET age=$1::INTEGER WHERE hero.id = $2::INTEGER AND hero.deleted_at IS NULL RETURNING hero.id AS "#k0", hero.id AS id;

UPDATE hero SET age=$1::INTEGER WHERE hero.id = $2::INTEGER AND hero.deleted_at IS NULL RETURNING hero.id AS "#k0", hero.name AS name, hero.id AS id;

UPDATE hero SET deleted_at=$1::TIMESTAMP WITH TIME ZONE WHERE hero.id = $2::INTEGER AND hero.deleted_at IS NULL RETURNING hero.id AS "#k0", hero.id AS id;

