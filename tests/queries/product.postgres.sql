SELECT category.id AS "#k0", category.slug AS slug
FROM category
WHERE category.id = ANY (CAST($1::VARCHAR AS INTEGER[]));

SELECT product.id AS "#k0", product.sku AS sku, product.name AS name, product.description AS description, CAST(product.price AS TEXT) AS price, product.is_active AS is_active, product.attributes AS attributes, product.category_id AS category_id, product.id AS id, product.version AS version
FROM product
WHERE product.id = ANY (CAST($1::VARCHAR AS INTEGER[]));

SELECT product.sku AS "#k0", product.sku AS sku, product.name AS name, product.description AS description, CAST(product.price AS TEXT) AS price, product.is_active AS is_active, product.attributes AS attributes, product.category_id AS category_id, product.id AS id, product.version AS version
FROM product
WHERE product.sku = $1::VARCHAR;

