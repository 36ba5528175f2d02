DELETE FROM product WHERE product.id = ? AND product.version = ? RETURNING id AS "#k0", id AS id;

SELECT product.id AS "#k0", product.version AS version
FROM product
WHERE product.id = ?;

SELECT product.id AS "#k0", product.version AS version
FROM product
WHERE product.id = ?;

UPDATE product SET price=?, version=(product.version + ?) WHERE product.id = ? AND product.version = ? RETURNING id AS "#k0", price AS price, version AS version;

UPDATE product SET price=?, version=(product.version + ?) WHERE product.id = ? AND product.version = ? RETURNING id AS "#k0", version AS version;

