SELECT listed."#k0", listed.sku, listed.name, listed.description, listed.price, listed.is_active, listed.attributes, listed.category_id, listed.id, listed.version, beside0."#j0_0", beside0."#j0_1"
FROM (SELECT product.id AS "#k0", product.sku AS sku, product.name AS name, product.description AS description, CAST(product.price AS TEXT) AS price, product.is_active AS is_active, product.attributes AS attributes, product.category_id AS category_id, product.id AS id, product.version AS version
FROM product
WHERE product.id = ANY (CAST($1::VARCHAR AS INTEGER[]))) AS listed LEFT OUTER JOIN LATERAL (SELECT other0.id AS "#j0_0", other0.slug AS "#j0_1"
FROM category AS other0
WHERE other0.id = listed.category_id
 LIMIT $2::INTEGER) AS beside0 ON true;

SELECT listed."#k0", listed.sku, listed.name, listed.description, listed.price, listed.is_active, listed.attributes, listed.category_id, listed.id, listed.version, beside0."#j0_0", beside0."#j0_1"
FROM (SELECT product.sku AS "#k0", product.sku AS sku, product.name AS name, product.description AS description, CAST(product.price AS TEXT) AS price, product.is_active AS is_active, product.attributes AS attributes, product.category_id AS category_id, product.id AS id, product.version AS version
FROM product
WHERE product.sku = $1::VARCHAR) AS listed LEFT OUTER JOIN LATERAL (SELECT other0.id AS "#j0_0", other0.slug AS "#j0_1"
FROM category AS other0
WHERE other0.id = listed.category_id
 LIMIT $2::INTEGER) AS beside0 ON true;

