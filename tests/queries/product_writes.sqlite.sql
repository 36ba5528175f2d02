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

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM product) AS figures LEFT OUTER JOIN (SELECT product.id AS id, 1 AS "#there"
FROM product ORDER BY product.id ASC
 LIMIT ? OFFSET ?) AS listed ON 1 = 1;

SELECT product.id AS "#k0", product.id AS id, product.version AS version
FROM product
WHERE product.id = ?;

UPDATE product SET price=?, attributes=?, version=(product.version + ?) WHERE product.id = ? RETURNING id AS "#k0", sku AS sku, name AS name, description AS description, price AS price, is_active AS is_active, attributes AS attributes, category_id AS category_id, id AS id, version AS version;

