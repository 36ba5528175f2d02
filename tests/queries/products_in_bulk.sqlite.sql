DELETE FROM product WHERE product.id = ? RETURNING id AS "#k0", id AS id;

INSERT INTO product (sku, name, description, price, is_active, attributes, category_id, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id AS "#k0", id AS id;

INSERT INTO product (sku, name, description, price, is_active, attributes, category_id, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id AS "#k0", id AS id;

INSERT INTO product (sku, name, description, price, is_active, attributes, category_id, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id AS "#k0", sku AS sku, id AS id;

SELECT count(*) AS "#m0"
FROM product;

SELECT product.id AS "#k0", product.id AS id, product.version AS version
FROM product
WHERE product.id = ?;

UPDATE product SET price=?, version=(product.version + ?) WHERE product.id = ? RETURNING id AS "#k0", id AS id;

UPDATE product SET price=?, version=(product.version + ?) WHERE product.id = ? RETURNING id AS "#k0", sku AS sku, id AS id;

