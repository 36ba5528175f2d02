INSERT INTO hero (secret_name, name) VALUES (?, ?) ON CONFLICT (name) WHERE deleted_at IS NULL DO NOTHING RETURNING id AS "#k0", name AS name, id AS id;

INSERT INTO hero (secret_name, name, age) VALUES (?, ?, ?) ON CONFLICT (name) WHERE deleted_at IS NULL DO NOTHING RETURNING id AS "#k0", name AS name, id AS id;

SELECT count(*) AS "#m0"
FROM hero
WHERE hero.deleted_at IS NULL;

UPDATE hero SET secret_name=?, age=? WHERE hero.name = ? AND hero.deleted_at IS NULL RETURNING id AS "#k0", name AS name, id AS id;

