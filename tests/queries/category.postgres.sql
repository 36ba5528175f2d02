SELECT listed."#k0", listed.name, listed.slug, listed.parent_id, listed.id, beside0."#j0_0", beside0."#j0_1"
FROM (SELECT category.id AS "#k0", category.name AS name, category.slug AS slug, category.parent_id AS parent_id, category.id AS id
FROM category
WHERE category.id = ANY (CAST($1::VARCHAR AS INTEGER[]))) AS listed LEFT OUTER JOIN LATERAL (SELECT other0.id AS "#j0_0", other0.name AS "#j0_1"
FROM category AS other0
WHERE other0.id = listed.parent_id
 LIMIT $2::INTEGER) AS beside0 ON true;

SELECT listed."#k0", listed.name, listed.slug, listed.parent_id, listed.id, beside0."#j0_0", beside0."#j0_1"
FROM (SELECT category.slug AS "#k0", category.name AS name, category.slug AS slug, category.parent_id AS parent_id, category.id AS id
FROM category
WHERE category.slug = ANY ($1::VARCHAR(100)[])) AS listed LEFT OUTER JOIN LATERAL (SELECT other0.id AS "#j0_0", other0.name AS "#j0_1"
FROM category AS other0
WHERE other0.id = listed.parent_id
 LIMIT $2::INTEGER) AS beside0 ON true;

