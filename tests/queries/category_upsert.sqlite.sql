INSERT INTO category (name, slug) VALUES (?, ?) ON CONFLICT (slug) DO NOTHING RETURNING id AS "#k0", name AS name, id AS id;

INSERT INTO category (name, slug) VALUES (?, ?) ON CONFLICT (slug) DO NOTHING RETURNING id AS "#k0", name AS name, id AS id;

SELECT count(*) AS "#m0"
FROM category;

UPDATE category SET name=? WHERE category.slug = ? RETURNING id AS "#k0", name AS name, id AS id;

