DELETE FROM category WHERE category.id = ? RETURNING id AS "#k0", id AS id;

DELETE FROM category WHERE category.id = ? RETURNING id AS "#k0", id AS id;

INSERT INTO category (name, slug, parent_id) VALUES (?, ?, ?) RETURNING id AS "#k0", id AS id;

INSERT INTO category (name, slug, parent_id) VALUES (?, ?, ?) RETURNING id AS "#k0", id AS id;

INSERT INTO category (name, slug, parent_id) VALUES (?, ?, ?) RETURNING id AS "#k0", name AS name, slug AS slug, parent_id AS parent_id, id AS id;

SELECT category.id AS "#k0", category.id AS id
FROM category
WHERE category.id = ?;

SELECT category.id AS "#k0", category.name AS name
FROM category
WHERE category.id = ?;

SELECT category.id AS "#k0", category.name AS name
FROM category
WHERE category.id = ?;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM category) AS figures LEFT OUTER JOIN (SELECT category.id AS id, 1 AS "#there"
FROM category ORDER BY category.id ASC
 LIMIT ? OFFSET ?) AS listed ON 1 = 1;

UPDATE category SET parent_id=? WHERE category.id = ? RETURNING id AS "#k0", name AS name, slug AS slug, parent_id AS parent_id, id AS id;

