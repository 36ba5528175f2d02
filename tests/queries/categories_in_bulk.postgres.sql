DELETE FROM category WHERE category.id = $1::INTEGER RETURNING category.id AS "#k0", category.id AS id;

INSERT INTO category (name, slug) VALUES ($1::VARCHAR, $2::VARCHAR) RETURNING category.id AS "#k0", category.id AS id;

INSERT INTO category (name, slug) VALUES ($1::VARCHAR, $2::VARCHAR) RETURNING category.id AS "#k0", category.id AS id;

INSERT INTO category (name, slug) VALUES ($1::VARCHAR, $2::VARCHAR) RETURNING category.id AS "#k0", category.name AS name, category.id AS id;

SELECT category.id AS "#k0", category.id AS id
FROM category
WHERE category.id = $1::INTEGER;

SELECT count(*) AS "#m0"
FROM category;

UPDATE category SET name=$1::VARCHAR WHERE category.id = $2::INTEGER RETURNING category.id AS "#k0", category.id AS id;

UPDATE category SET name=$1::VARCHAR WHERE category.id = $2::INTEGER RETURNING category.id AS "#k0", category.name AS name, category.id AS id;

