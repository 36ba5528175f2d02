INSERT INTO hero (secret_name, name) VALUES (?, ?) RETURNING id AS "#k0", id AS id;

INSERT INTO hero (secret_name, name) VALUES (?, ?) RETURNING id AS "#k0", id AS id;

INSERT INTO hero (secret_name, name) VALUES (?, ?) RETURNING id AS "#k0", name AS name, id AS id;

SELECT count(*) AS "#m0"
FROM hero
WHERE hero.deleted_at IS NULL;

SELECT hero.id AS "#k0", hero.id AS id
FROM hero
WHERE hero.id = ? AND hero.deleted_at IS NULL;

UPDATE hero SET age=? WHERE hero.id = ? AND hero.deleted_at IS NULL RETURNING id AS "#k0", id AS id;

UPDATE hero SET age=? WHERE hero.id = ? AND hero.deleted_at IS NULL RETURNING id AS "#k0", name AS name, id AS id;

UPDATE hero SET deleted_at=? WHERE hero.id = ? AND hero.deleted_at IS NULL RETURNING id AS "#k0", id AS id;

