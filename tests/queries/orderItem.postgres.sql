SELECT "order".id AS "#k0", CAST("order".total AS TEXT) AS total
FROM "order"
WHERE "order".id = $1::UUID;

SELECT order_item.order_id AS "#k0", order_item.product_id AS "#k1", order_item.order_id AS order_id, order_item.product_id AS product_id, order_item.quantity AS quantity, CAST(order_item.price AS TEXT) AS price
FROM order_item
WHERE (order_item.order_id, order_item.product_id) IN (SELECT anon_1.k0, anon_1.k1
FROM unnest($1::UUID[], CAST($2::VARCHAR AS INTEGER[])) AS anon_1(k0, k1));

SELECT product.id AS "#k0", product.sku AS sku
FROM product
WHERE product.id = $1::INTEGER;

