DELETE FROM product WHERE product.id = ? RETURNING id AS "#k0", id AS id;

DELETE FROM product WHERE product.id = ? RETURNING id AS "#k0", id AS id;

INSERT INTO product (sku, name, description, price, is_active, attributes, category_id, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id AS "#k0", id AS id;

INSERT INTO product (sku, name, description, price, is_active, attributes, category_id, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id AS "#k0", id AS id;

INSERT INTO product (sku, name, description, price, is_active, attributes, category_id, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id AS "#k0", sku AS sku, name AS name, description AS description, price AS price, is_active AS is_active, attributes AS attributes, category_id AS category_id, id AS id, version AS version;

SELECT category.id AS "#k0", category.slug AS slug
FROM category
WHERE category.id = ?;

SELECT category.id AS "#k0", category.slug AS slug
FROM category
WHERE category.id = ?;

SELECT count(*) AS "#m0"
FROM product;

SELECT product.id AS "#k0", product.id AS id, product.version AS version
FROM product
WHERE product.id = ?;

SELECT product.id AS id
FROM product ORDER BY product.id ASC
 LIMIT ? OFFSET ?;

UPDATE product SET price=?, attributes=?, version=(product.version + ?) WHERE product.id = ? RETURNING id AS "#k0", sku AS sku, name AS name, description AS description, price AS price, is_active AS is_active, attributes AS attributes, category_id AS category_id, id AS id, version AS version;

