SELECT "order".id AS "#k0", "order".total AS total
FROM "order"
WHERE "order".id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents);

SELECT "order".id AS id
FROM "order" ORDER BY "order".id ASC
 LIMIT ? OFFSET ?;

SELECT order_item.order_id AS "#k0", count(*) AS "#m0"
FROM order_item
WHERE order_item.order_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) AND (EXISTS (SELECT ? AS anon_1
FROM product AS product_1
WHERE product_1.id = order_item.product_id AND product_1.sku = ?)) GROUP BY order_item.order_id;

SELECT order_item.order_id AS "#k0", count(*) AS "#m0"
FROM order_item
WHERE order_item.order_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) GROUP BY order_item.order_id;

SELECT order_item.order_id AS "#k0", count(*) AS "#m0", sum(order_item.quantity) AS "#m1", sum(order_item.price) AS "#m2"
FROM order_item
WHERE order_item.order_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) GROUP BY order_item.order_id;

SELECT page."#k0", page."#g0", page."#m0"
FROM (SELECT order_item.order_id AS "#k0", order_item.product_id AS "#g0", count(*) AS "#m0", row_number() OVER (PARTITION BY order_item.order_id ORDER BY count(*) DESC, order_item.product_id ASC NULLS LAST) AS "#row"
FROM order_item
WHERE order_item.order_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) GROUP BY order_item.order_id, order_item.product_id) AS page
WHERE page."#row" <= ? ORDER BY page."#row";

SELECT parents.k0, order_item.order_id AS order_id, order_item.product_id AS product_id
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents CROSS JOIN order_item ON (order_item.order_id, order_item.product_id) IN (SELECT order_item_1.order_id, order_item_1.product_id
FROM order_item AS order_item_1
WHERE order_item_1.order_id = parents.k0 AND (EXISTS (SELECT ? AS anon_1
FROM product AS product_1
WHERE product_1.id = order_item_1.product_id AND product_1.sku = ?)) ORDER BY order_item_1.order_id ASC, order_item_1.product_id ASC
 LIMIT ? OFFSET ?) ORDER BY order_item.order_id ASC, order_item.product_id ASC;

SELECT parents.k0, order_item.order_id AS order_id, order_item.product_id AS product_id
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents CROSS JOIN order_item ON (order_item.order_id, order_item.product_id) IN (SELECT order_item_1.order_id, order_item_1.product_id
FROM order_item AS order_item_1
WHERE order_item_1.order_id = parents.k0 AND (order_item_1.order_id, order_item_1.product_id) < (?, ?) ORDER BY order_item_1.order_id DESC, order_item_1.product_id DESC
 LIMIT ? OFFSET ?) ORDER BY order_item.order_id DESC, order_item.product_id DESC;

SELECT parents.k0, order_item.order_id AS order_id, order_item.product_id AS product_id
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents CROSS JOIN order_item ON (order_item.order_id, order_item.product_id) IN (SELECT order_item_1.order_id, order_item_1.product_id
FROM order_item AS order_item_1
WHERE order_item_1.order_id = parents.k0 AND (order_item_1.order_id, order_item_1.product_id) > (?, ?) ORDER BY order_item_1.order_id ASC, order_item_1.product_id ASC
 LIMIT ? OFFSET ?) ORDER BY order_item.order_id ASC, order_item.product_id ASC;

SELECT parents.k0, order_item.order_id AS order_id, order_item.product_id AS product_id
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents CROSS JOIN order_item ON (order_item.order_id, order_item.product_id) IN (SELECT order_item_1.order_id, order_item_1.product_id
FROM order_item AS order_item_1
WHERE order_item_1.order_id = parents.k0 ORDER BY order_item_1.order_id ASC, order_item_1.product_id ASC
 LIMIT ? OFFSET ?) ORDER BY order_item.order_id ASC, order_item.product_id ASC;

SELECT parents.k0, order_item.order_id AS order_id, order_item.product_id AS product_id, order_item.quantity AS quantity, order_item.price AS price
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents CROSS JOIN order_item ON (order_item.order_id, order_item.product_id) IN (SELECT order_item_1.order_id, order_item_1.product_id
FROM order_item AS order_item_1
WHERE order_item_1.order_id = parents.k0 ORDER BY order_item_1.quantity DESC, order_item_1.order_id DESC, order_item_1.product_id DESC
 LIMIT ? OFFSET ?) ORDER BY order_item.quantity DESC, order_item.order_id DESC, order_item.product_id DESC;

SELECT product.id AS "#k0", product.sku AS sku
FROM product
WHERE product.id = ?;

