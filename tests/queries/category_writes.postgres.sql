DELETE FROM category WHERE category.id = $1::INTEGER RETURNING category.id AS "#k0", category.id AS id;

DELETE FROM category WHERE category.id = $1::INTEGER RETURNING category.id AS "#k0", category.id AS id;

INSERT INTO category (name, slug, parent_id) VALUES ($1::VARCHAR, $2::VARCHAR, $3::INTEGER) RETURNING category.id AS "#k0", category.id AS id;

INSERT INTO category (name, slug, parent_id) VALUES ($1::VARCHAR, $2::VARCHAR, $3::INTEGER) RETURNING category.id AS "#k0", category.id AS id;

INSERT INTO category (name, slug, parent_id) VALUES ($1::VARCHAR, $2::VARCHAR, $3::INTEGER) RETURNING category.id AS "#k0", category.name AS name, category.slug AS slug, category.parent_id AS parent_id, category.id AS id;

SELECT category.id AS "#k0", category.id AS id
FROM category
WHERE category.id = $1::INTEGER;

SELECT category.id AS "#k0", category.name AS name
FROM category
WHERE category.id = $1::INTEGER;

SELECT category.id AS "#k0", category.name AS name
FROM category
WHERE category.id = $1::INTEGER;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM category) AS figures LEFT OUTER JOIN (SELECT page.id AS id, 1 AS "#there"
FROM (SELECT category.id AS id
FROM category ORDER BY category.id ASC
 LIMIT 101) AS page
 LIMIT $1::INTEGER) AS listed ON true;

UPDATE category SET parent_id=$1::INTEGER WHERE category.id = $2::INTEGER RETURNING category.id AS "#k0", category.name AS name, category.slug AS slug, category.parent_id AS parent_id, category.id AS id;

