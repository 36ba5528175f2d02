SELECT figures."#m0" AS "#f0", figures."#m1" AS "#f1", figures."#m2" AS "#f2", listed."#there", listed."#g0", listed."#m0"
FROM (SELECT count(*) AS "#m0", sum(order_item.quantity) AS "#m1", sum(order_item.price) AS "#m2"
FROM order_item) AS figures LEFT OUTER JOIN (SELECT order_item.product_id AS "#g0", count(*) AS "#m0", 1 AS "#there"
FROM order_item GROUP BY order_item.product_id ORDER BY count(*) DESC, order_item.product_id ASC NULLS LAST
 LIMIT ? OFFSET ?) AS listed ON 1 = 1;

SELECT figures."#m0" AS "#f0", listed."#there", listed.order_id, listed.product_id
FROM (SELECT count(*) AS "#m0"
FROM order_item
WHERE EXISTS (SELECT ? AS anon_1
FROM product AS product_1
WHERE product_1.id = order_item.product_id AND product_1.sku = ?)) AS figures LEFT OUTER JOIN (SELECT order_item.order_id AS order_id, order_item.product_id AS product_id, 1 AS "#there"
FROM order_item
WHERE EXISTS (SELECT ? AS anon_2
FROM product AS product_2
WHERE product_2.id = order_item.product_id AND product_2.sku = ?) ORDER BY order_item.order_id ASC, order_item.product_id ASC
 LIMIT ? OFFSET ?) AS listed ON 1 = 1;

SELECT figures."#m0" AS "#f0", listed."#there", listed.order_id, listed.product_id
FROM (SELECT count(*) AS "#m0"
FROM order_item) AS figures LEFT OUTER JOIN (SELECT order_item.order_id AS order_id, order_item.product_id AS product_id, 1 AS "#there"
FROM order_item ORDER BY order_item.order_id ASC, order_item.product_id ASC
 LIMIT ? OFFSET ?) AS listed ON 1 = 1;

SELECT listed.order_id, listed.product_id, listed.quantity, listed.price, other0.id AS "#j0_0", other0.total AS "#j0_1", other1.id AS "#j1_0", other1.sku AS "#j1_1"
FROM (SELECT order_item.order_id AS order_id, order_item.product_id AS product_id, order_item.quantity AS quantity, order_item.price AS price
FROM order_item ORDER BY order_item.quantity DESC, order_item.order_id DESC, order_item.product_id DESC
 LIMIT ? OFFSET ?) AS listed LEFT OUTER JOIN "order" AS other0 ON other0.id = listed.order_id LEFT OUTER JOIN product AS other1 ON other1.id = listed.product_id;

SELECT order_item.order_id AS order_id, order_item.product_id AS product_id
FROM order_item
WHERE (order_item.order_id, order_item.product_id) < (?, ?) ORDER BY order_item.order_id DESC, order_item.product_id DESC
 LIMIT ? OFFSET ?;

SELECT order_item.order_id AS order_id, order_item.product_id AS product_id
FROM order_item
WHERE (order_item.order_id, order_item.product_id) > (?, ?) ORDER BY order_item.order_id ASC, order_item.product_id ASC
 LIMIT ? OFFSET ?;

