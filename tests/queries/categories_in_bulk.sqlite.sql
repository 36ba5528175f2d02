DELETE FROM category WHERE category.id = ? RETURNING id AS "#k0", id AS id;

INSERT INTO category (name, slug) VALUES (?, ?) RETURNING id AS "#k0", id AS id;

INSERT INTO category (name, slug) VALUES (?, ?) RETURNING id AS "#k0", id AS id;

INSERT INTO category (name, slug) VALUES (?, ?) RETURNING id AS "#k0", name AS name, id AS id;

SELECT category.id AS "#k0", category.id AS id
FROM category
WHERE category.id = ?;

SELECT count(*) AS "#m0"
FROM category;

UPDATE category SET name=? WHERE category.id = ? RETURNING id AS "#k0", id AS id;

UPDATE category SET name=? WHERE category.id = ? RETURNING id AS "#k0", name AS name, id AS id;

