INSERT INTO category (name, slug) VALUES ($1::VARCHAR, $2::VARCHAR) ON CONFLICT (slug) DO NOTHING RETURNING category.id AS "#k0", category.name AS name, category.id AS id;

INSERT INTO category (name, slug) VALUES ($1::VARCHAR, $2::VARCHAR) ON CONFLICT (slug) DO NOTHING RETURNING category.id AS "#k0", category.name AS name, category.id AS id;

SELECT count(*) AS "#m0"
FROM category;

UPDATE category SET name=$1::VARCHAR WHERE category.slug = $2::VARCHAR RETURNING category.id AS "#k0", category.name AS name, category.id AS id;

