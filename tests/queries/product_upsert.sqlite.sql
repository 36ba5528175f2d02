INSERT INTO product (sku, name, description, price, is_active, attributes, category_id, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (sku) DO NOTHING RETURNING id AS "#k0", sku AS sku, id AS id;

INSERT INTO product (sku, name, description, price, is_active, attributes, category_id, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (sku) DO NOTHING RETURNING id AS "#k0", sku AS sku, id AS id;

SELECT count(*) AS "#m0"
FROM product;

UPDATE product SET name=?, price=?, category_id=?, version=(product.version + ?) WHERE product.sku = ? RETURNING id AS "#k0", sku AS sku, id AS id;

