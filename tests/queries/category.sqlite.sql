SELECT category.id AS "#k0", category.name AS name
FROM category
WHERE category.id = ?;

SELECT category.id AS "#k0", category.name AS name, category.slug AS slug, category.parent_id AS parent_id, category.id AS id
FROM category
WHERE category.id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents);

SELECT category.slug AS "#k0", category.name AS name, category.slug AS slug, category.parent_id AS parent_id, category.id AS id
FROM category
WHERE category.slug IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents);

