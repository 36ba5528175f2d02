SELECT "order".id AS "#k0", "order".total AS total
FROM "order"
WHERE "order".id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents);

SELECT order_item.product_id AS "#k0", count(*) AS "#m0"
FROM order_item
WHERE order_item.product_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) AND (EXISTS (SELECT ? AS anon_1
FROM product AS product_1
WHERE product_1.id = order_item.product_id AND product_1.sku = ?)) GROUP BY order_item.product_id;

SELECT order_item.product_id AS "#k0", count(*) AS "#m0"
FROM order_item
WHERE order_item.product_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) GROUP BY order_item.product_id;

SELECT order_item.product_id AS "#k0", count(*) AS "#m0", sum(order_item.quantity) AS "#m1", sum(order_item.price) AS "#m2"
FROM order_item
WHERE order_item.product_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) GROUP BY order_item.product_id;

SELECT page."#k0", page."#g0", page."#m0"
FROM (SELECT order_item.product_id AS "#k0", order_item.product_id AS "#g0", count(*) AS "#m0", row_number() OVER (PARTITION BY order_item.product_id ORDER BY count(*) DESC, order_item.product_id ASC NULLS LAST) AS "#row"
FROM order_item
WHERE order_item.product_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) GROUP BY order_item.product_id, order_item.product_id) AS page
WHERE page."#row" <= ? ORDER BY page."#row";

SELECT page."#k0", page.order_id, page.product_id
FROM (SELECT order_item.product_id AS "#k0", order_item.order_id AS order_id, order_item.product_id AS product_id, row_number() OVER (PARTITION BY order_item.product_id ORDER BY order_item.order_id ASC, order_item.product_id ASC) AS "#row"
FROM order_item
WHERE order_item.product_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) AND (EXISTS (SELECT ? AS anon_1
FROM product AS product_1
WHERE product_1.id = order_item.product_id AND product_1.sku = ?))) AS page
WHERE page."#row" > ? AND page."#row" <= ? ORDER BY page."#row";

SELECT page."#k0", page.order_id, page.product_id
FROM (SELECT order_item.product_id AS "#k0", order_item.order_id AS order_id, order_item.product_id AS product_id, row_number() OVER (PARTITION BY order_item.product_id ORDER BY order_item.order_id ASC, order_item.product_id ASC) AS "#row"
FROM order_item
WHERE order_item.product_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) AND (order_item.order_id, order_item.product_id) > (?, ?)) AS page
WHERE page."#row" > ? AND page."#row" <= ? ORDER BY page."#row";

SELECT page."#k0", page.order_id, page.product_id
FROM (SELECT order_item.product_id AS "#k0", order_item.order_id AS order_id, order_item.product_id AS product_id, row_number() OVER (PARTITION BY order_item.product_id ORDER BY order_item.order_id ASC, order_item.product_id ASC) AS "#row"
FROM order_item
WHERE order_item.product_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents)) AS page
WHERE page."#row" > ? AND page."#row" <= ? ORDER BY page."#row";

SELECT page."#k0", page.order_id, page.product_id
FROM (SELECT order_item.product_id AS "#k0", order_item.order_id AS order_id, order_item.product_id AS product_id, row_number() OVER (PARTITION BY order_item.product_id ORDER BY order_item.order_id DESC, order_item.product_id DESC) AS "#row"
FROM order_item
WHERE order_item.product_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) AND (order_item.order_id, order_item.product_id) < (?, ?)) AS page
WHERE page."#row" > ? AND page."#row" <= ? ORDER BY page."#row";

SELECT page."#k0", page.order_id, page.product_id, page.quantity, page.price
FROM (SELECT order_item.product_id AS "#k0", order_item.order_id AS order_id, order_item.product_id AS product_id, order_item.quantity AS quantity, order_item.price AS price, row_number() OVER (PARTITION BY order_item.product_id ORDER BY order_item.quantity DESC, order_item.order_id DESC, order_item.product_id DESC) AS "#row"
FROM order_item
WHERE order_item.product_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents)) AS page
WHERE page."#row" > ? AND page."#row" <= ? ORDER BY page."#row";

SELECT product.id AS "#k0", product.sku AS sku
FROM product
WHERE product.id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents);

SELECT product.id AS id
FROM product ORDER BY product.id ASC
 LIMIT ? OFFSET ?;

