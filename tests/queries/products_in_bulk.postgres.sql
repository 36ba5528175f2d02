DELETE FROM product WHERE product.id = $1::INTEGER RETURNING product.id AS "#k0", product.id AS id;

INSERT INTO product (sku, name, description, price, is_active, attributes, category_id, version) VALUES ($1::VARCHAR, $2::VARCHAR, $3::VARCHAR, $4::NUMERIC(12, 2), $5::BOOLEAN, $6::JSONB, $7::INTEGER, $8::INTEGER) RETURNING product.id AS "#k0", product.id AS id;

INSERT INTO product (sku, name, description, price, is_active, attributes, category_id, version) VALUES ($1::VARCHAR, $2::VARCHAR, $3::VARCHAR, $4::NUMERIC(12, 2), $5::BOOLEAN, $6::JSONB, $7::INTEGER, $8::INTEGER) RETURNING product.id AS "#k0", product.id AS id;

INSERT INTO product (sku, name, description, price, is_active, attributes, category_id, version) VALUES ($1::VARCHAR, $2::VARCHAR, $3::VARCHAR, $4::NUMERIC(12, 2), $5::BOOLEAN, $6::JSONB, $7::INTEGER, $8::INTEGER) RETURNING product.id AS "#k0", product.sku AS sku, product.id AS id;

SELECT count(*) AS "#m0"
FROM product;

SELECT product.id AS "#k0", product.id AS id, product.version AS version
FROM product
WHERE product.id = $1::INTEGER;

UPDATE product SET price=$1::NUMERIC(12, 2), version=(product.version + $2::INTEGER) WHERE product.id = $3::INTEGER RETURNING product.id AS "#k0", product.id AS id;

UPDATE product SET price=$1::NUMERIC(12, 2), version=(product.version + $2::INTEGER) WHERE product.id = $3::INTEGER RETURNING product.id AS "#k0", product.sku AS sku, product.id AS id;

