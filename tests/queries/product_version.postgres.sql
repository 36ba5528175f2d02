DELETE FROM product WHERE product.id = $1::INTEGER AND product.version = $2::INTEGER RETURNING product.id AS "#k0", product.id AS id;

SELECT product.id AS "#k0", product.version AS version
FROM product
WHERE product.id = $1::INTEGER;

SELECT product.id AS "#k0", product.version AS version
FROM product
WHERE product.id = $1::INTEGER;

UPDATE product SET price=$1::NUMERIC(12, 2), version=(product.version + $2::INTEGER) WHERE product.id = $3::INTEGER AND product.version = $4::INTEGER RETURNING product.id AS "#k0", CAST(product.price AS TEXT) AS price, product.version AS version;

UPDATE product SET price=$1::NUMERIC(12, 2), version=(product.version + $2::INTEGER) WHERE product.id = $3::INTEGER AND product.version = $4::INTEGER RETURNING product.id AS "#k0", product.version AS version;

