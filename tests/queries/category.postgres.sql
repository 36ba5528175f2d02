SELECT category.id AS "#k0", category.name AS name
FROM category
WHERE category.id = $1::INTEGER;

SELECT category.id AS "#k0", category.name AS name, category.slug AS slug, category.parent_id AS parent_id, category.id AS id
FROM category
WHERE category.id = ANY (CAST($1::VARCHAR AS INTEGER[]));

SELECT category.slug AS "#k0", category.name AS name, category.slug AS slug, category.parent_id AS parent_id, category.id AS id
FROM category
WHERE category.slug = ANY ($1::VARCHAR(100)[]);

