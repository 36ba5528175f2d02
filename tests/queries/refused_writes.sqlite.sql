DELETE FROM team WHERE team.id = ? RETURNING id AS "#k0", id AS id;

DELETE FROM team WHERE team.id = ? RETURNING id AS "#k0", id AS id;

INSERT INTO hero (secret_name, name) VALUES (?, ?) RETURNING id AS "#k0", id AS id;

INSERT INTO hero (secret_name, name) VALUES (?, ?) RETURNING id AS "#k0", id AS id;

UPDATE category SET parent_id=? WHERE category.id = ? RETURNING id AS "#k0", id AS id;

UPDATE category SET parent_id=? WHERE category.id = ? RETURNING id AS "#k0", id AS id;

