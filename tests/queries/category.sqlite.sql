SELECT listed."#k0", listed.name, listed.slug, listed.parent_id, listed.id, other0.id AS "#j0_0", other0.name AS "#j0_1"
FROM (SELECT category.id AS "#k0", category.name AS name, category.slug AS slug, category.parent_id AS parent_id, category.id AS id
FROM category
WHERE category.id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents)) AS listed LEFT OUTER JOIN category AS other0 ON other0.id = listed.parent_id;

SELECT listed."#k0", listed.name, listed.slug, listed.parent_id, listed.id, other0.id AS "#j0_0", other0.name AS "#j0_1"
FROM (SELECT category.slug AS "#k0", category.name AS name, category.slug AS slug, category.parent_id AS parent_id, category.id AS id
FROM category
WHERE category.slug IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents)) AS listed LEFT OUTER JOIN category AS other0 ON other0.id = listed.parent_id;

