INSERT INTO hero (secret_name, name) VALUES ($1::VARCHAR, $2::VARCHAR) ON CONFLICT (name) WHERE deleted_at IS NULL DO NOTHING RETURNING hero.id AS "#k0", hero.name AS name, hero.id AS id;

INSERT INTO hero (secret_name, name, age) VALUES ($1::VARCHAR, $2::VARCHAR, $3::INTEGER) ON CONFLICT (name) WHERE deleted_at IS NULL DO NOTHING RETURNING hero.id AS "#k0", hero.name AS name, hero.id AS id;

SELECT count(*) AS "#m0"
FROM hero
WHERE hero.deleted_at IS NULL;

UPDATE hero SET secret_name=$1::VARCHAR, age=$2::INTEGER WHERE hero.name = $3::VARCHAR AND hero.deleted_at IS NULL RETURNING hero.id AS "#k0", hero.name AS name, hero.id AS id;

