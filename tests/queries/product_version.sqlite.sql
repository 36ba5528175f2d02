DELETE FROM product WHERE product.id = ? AND product.version = ? RETURNING id AS "#k0", id AS id;

SELECT product.id AS "#k0", product.version AS version
FROM product
WHERE product.id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents);

SELECT product.id AS "#k0", product.version AS version
FROM product
WHERE product.id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents);

UPDATE product SET price=?, version=(product.version + ?) WHERE product.id = ? AND product.version = ? RETURNING id AS "#k0", price AS price, version AS version;

UPDATE product SET price=?, version=(product.version + ?) WHERE product.id = ? AND product.version = ? RETURNING id AS "#k0", version AS version;

