SELECT "order".id AS "#k0", "order".total AS total
FROM "order"
WHERE "order".id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents);

SELECT count(*) AS "#m0"
FROM order_item;

SELECT count(*) AS "#m0"
FROM order_item
WHERE EXISTS (SELECT ? AS anon_1
FROM product AS product_1
WHERE product_1.id = order_item.product_id AND product_1.sku = ?);

SELECT count(*) AS "#m0", sum(order_item.quantity) AS "#m1", sum(order_item.price) AS "#m2"
FROM order_item;

SELECT order_item.order_id AS order_id, order_item.product_id AS product_id
FROM order_item
WHERE (order_item.order_id, order_item.product_id) < (?, ?) ORDER BY order_item.order_id DESC, order_item.product_id DESC
 LIMIT ? OFFSET ?;

SELECT order_item.order_id AS order_id, order_item.product_id AS product_id
FROM order_item
WHERE (order_item.order_id, order_item.product_id) > (?, ?) ORDER BY order_item.order_id ASC, order_item.product_id ASC
 LIMIT ? OFFSET ?;

SELECT order_item.order_id AS order_id, order_item.product_id AS product_id
FROM order_item
WHERE EXISTS (SELECT ? AS anon_1
FROM product AS product_1
WHERE product_1.id = order_item.product_id AND product_1.sku = ?) ORDER BY order_item.order_id ASC, order_item.product_id ASC
 LIMIT ? OFFSET ?;

SELECT order_item.order_id AS order_id, order_item.product_id AS product_id
FROM order_item ORDER BY order_item.order_id ASC, order_item.product_id ASC
 LIMIT ? OFFSET ?;

SELECT order_item.order_id AS order_id, order_item.product_id AS product_id, order_item.quantity AS quantity, order_item.price AS price
FROM order_item ORDER BY order_item.quantity DESC, order_item.order_id DESC, order_item.product_id DESC
 LIMIT ? OFFSET ?;

SELECT order_item.product_id AS "#g0", count(*) AS "#m0"
FROM order_item GROUP BY order_item.product_id ORDER BY count(*) DESC, order_item.product_id ASC NULLS LAST
 LIMIT ? OFFSET ?;

SELECT product.id AS "#k0", product.sku AS sku
FROM product
WHERE product.id = ?;

