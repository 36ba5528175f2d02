SELECT listed."#k0", listed.sku, listed.name, listed.description, listed.price, listed.is_active, listed.attributes, listed.category_id, listed.id, listed.version, other0.id AS "#j0_0", other0.slug AS "#j0_1"
FROM (SELECT product.id AS "#k0", product.sku AS sku, product.name AS name, product.description AS description, product.price AS price, product.is_active AS is_active, product.attributes AS attributes, product.category_id AS category_id, product.id AS id, product.version AS version
FROM product
WHERE product.id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents)) AS listed LEFT OUTER JOIN category AS other0 ON other0.id = listed.category_id;

SELECT listed."#k0", listed.sku, listed.name, listed.description, listed.price, listed.is_active, listed.attributes, listed.category_id, listed.id, listed.version, other0.id AS "#j0_0", other0.slug AS "#j0_1"
FROM (SELECT product.sku AS "#k0", product.sku AS sku, product.name AS name, product.description AS description, product.price AS price, product.is_active AS is_active, product.attributes AS attributes, product.category_id AS category_id, product.id AS id, product.version AS version
FROM product
WHERE product.sku = ?) AS listed LEFT OUTER JOIN category AS other0 ON other0.id = listed.category_id;

