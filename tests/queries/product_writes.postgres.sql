DELETE FROM product WHERE product.id = $1::INTEGER RETURNING product.id AS "#k0", product.id AS id;

DELETE FROM product WHERE product.id = $1::INTEGER RETURNING product.id AS "#k0", product.id AS id;

INSERT INTO product (sku, name, description, price, is_active, attributes, category_id, version) VALUES ($1::VARCHAR, $2::VARCHAR, $3::VARCHAR, $4::NUMERIC(12, 2), $5::BOOLEAN, $6::JSONB, $7::INTEGER, $8::INTEGER) RETURNING product.id AS "#k0", product.id AS id;

INSERT INTO product (sku, name, description, price, is_active, attributes, category_id, version) VALUES ($1::VARCHAR, $2::VARCHAR, $3::VARCHAR, $4::NUMERIC(12, 2), $5::BOOLEAN, $6::JSONB, $7::INTEGER, $8::INTEGER) RETURNING product.id AS "#k0", product.id AS id;

INSERT INTO product (sku, name, description, price, is_active, attributes, category_id, version) VALUES ($1::VARCHAR, $2::VARCHAR, $3::VARCHAR, $4::NUMERIC(12, 2), $5::BOOLEAN, $6::JSONB, $7::INTEGER, $8::INTEGER) RETURNING product.id AS "#k0", product.sku AS sku, product.name AS name, product.description AS description, CAST(product.price AS TEXT) AS price, product.is_active AS is_active, product.attributes AS attributes, product.category_id AS category_id, product.id AS id, product.version AS version;

SELECT category.id AS "#k0", category.slug AS slug
FROM category
WHERE category.id = $1::INTEGER;

SELECT category.id AS "#k0", category.slug AS slug
FROM category
WHERE category.id = $1::INTEGER;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM product) AS figures LEFT OUTER JOIN (SELECT page.id AS id, 1 AS "#there"
FROM (SELECT product.id AS id
FROM product ORDER BY product.id ASC
 LIMIT 101) AS page
 LIMIT $1::INTEGER) AS listed ON true;

SELECT product.id AS "#k0", product.id AS id, product.version AS version
FROM product
WHERE product.id = $1::INTEGER;

UPDATE product SET price=$1::NUMERIC(12, 2), attributes=$2::JSONB, version=(product.version + $3::INTEGER) WHERE product.id = $4::INTEGER RETURNING product.id AS "#k0", product.sku AS sku, product.name AS name, product.description AS description, CAST(product.price AS TEXT) AS price, product.is_active AS is_active, product.attributes AS attributes, product.category_id AS category_id, product.id AS id, product.version AS version;

