INSERT INTO product (sku, name, description, price, is_active, attributes, category_id, version) VALUES ($1::VARCHAR, $2::VARCHAR, $3::VARCHAR, $4::NUMERIC(12, 2), $5::BOOLEAN, $6::JSONB, $7::INTEGER, $8::INTEGER) ON CONFLICT (sku) DO NOTHING RETURNING product.id AS "#k0", product.sku AS sku, product.id AS id;

INSERT INTO product (sku, name, description, price, is_active, attributes, category_id, version) VALUES ($1::VARCHAR, $2::VARCHAR, $3::VARCHAR, $4::NUMERIC(12, 2), $5::BOOLEAN, $6::JSONB, $7::INTEGER, $8::INTEGER) ON CONFLICT (sku) DO NOTHING RETURNING product.id AS "#k0", product.sku AS sku, product.id AS id;

SELECT count(*) AS "#m0"
FROM product;

UPDATE product SET name=$1::VARCHAR, price=$2::NUMERIC(12, 2), category_id=$3::INTEGER, version=(product.version + $4::INTEGER) WHERE product.sku = $5::VARCHAR RETURNING product.id AS "#k0", product.sku AS sku, product.id AS id;

