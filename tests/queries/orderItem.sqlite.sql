SELECT "order".id AS "#k0", "order".total AS total
FROM "order"
WHERE "order".id = ?;

SELECT order_item.order_id AS "#k0", order_item.product_id AS "#k1", order_item.order_id AS order_id, order_item.product_id AS product_id, order_item.quantity AS quantity, order_item.price AS price
FROM order_item
WHERE (order_item.order_id, order_item.product_id) IN (SELECT parents.k0, parents.k1
FROM (SELECT json_extract(keys.value, ?) AS k0, json_extract(keys.value, ?) AS k1
FROM json_each(?) AS keys) AS parents);

SELECT product.id AS "#k0", product.sku AS sku
FROM product
WHERE product.id = ?;

