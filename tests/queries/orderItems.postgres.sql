SELECT figures."#m0" AS "#f0", figures."#m1" AS "#f1", figures."#m2" AS "#f2", listed."#there", listed."#g0", listed."#m0"
FROM (SELECT count(*) AS "#m0", sum(order_item.quantity) AS "#m1", CAST(sum(order_item.price) AS TEXT) AS "#m2"
FROM order_item) AS figures LEFT OUTER JOIN (SELECT order_item.product_id AS "#g0", count(*) AS "#m0", 1 AS "#there"
FROM order_item GROUP BY order_item.product_id ORDER BY count(*) DESC, order_item.product_id ASC
 LIMIT $1::INTEGER) AS listed ON true;

SELECT figures."#m0" AS "#f0", listed."#there", listed.order_id, listed.product_id
FROM (SELECT count(*) AS "#m0"
FROM order_item
WHERE EXISTS (SELECT $1::INTEGER AS anon_1
FROM product AS product_1
WHERE product_1.id = order_item.product_id AND product_1.sku = $2::VARCHAR)) AS figures LEFT OUTER JOIN (SELECT order_item.order_id AS order_id, order_item.product_id AS product_id, 1 AS "#there"
FROM order_item
WHERE EXISTS (SELECT $3::INTEGER AS anon_2
FROM product AS product_2
WHERE product_2.id = order_item.product_id AND product_2.sku = $2::VARCHAR) ORDER BY order_item.order_id ASC, order_item.product_id ASC
 LIMIT $4::INTEGER) AS listed ON true;

SELECT figures."#m0" AS "#f0", listed."#there", listed.order_id, listed.product_id
FROM (SELECT count(*) AS "#m0"
FROM order_item) AS figures LEFT OUTER JOIN (SELECT order_item.order_id AS order_id, order_item.product_id AS product_id, 1 AS "#there"
FROM order_item ORDER BY order_item.order_id ASC, order_item.product_id ASC
 LIMIT $1::INTEGER OFFSET $2::INTEGER) AS listed ON true;

SELECT listed.order_id, listed.product_id, listed.quantity, listed.price, beside0."#j0_0", beside0."#j0_1", beside1."#j1_0", beside1."#j1_1"
FROM (SELECT page.order_id AS order_id, page.product_id AS product_id, page.quantity AS quantity, page.price AS price
FROM (SELECT order_item.order_id AS order_id, order_item.product_id AS product_id, order_item.quantity AS quantity, CAST(order_item.price AS TEXT) AS price
FROM order_item ORDER BY order_item.quantity DESC, order_item.order_id DESC, order_item.product_id DESC
 LIMIT 11) AS page
 LIMIT $1::INTEGER) AS listed LEFT OUTER JOIN LATERAL (SELECT other0.id AS "#j0_0", CAST(other0.total AS TEXT) AS "#j0_1"
FROM "order" AS other0
WHERE other0.id = listed.order_id
 LIMIT $2::INTEGER) AS beside0 ON true LEFT OUTER JOIN LATERAL (SELECT other1.id AS "#j1_0", other1.sku AS "#j1_1"
FROM product AS other1
WHERE other1.id = listed.product_id
 LIMIT $3::INTEGER) AS beside1 ON true;

SELECT page.order_id, page.product_id
FROM (SELECT order_item.order_id AS order_id, order_item.product_id AS product_id
FROM order_item
WHERE (order_item.order_id, order_item.product_id) < ($1::UUID, $2::INTEGER) ORDER BY order_item.order_id DESC, order_item.product_id DESC
 LIMIT 11) AS page
 LIMIT $3::INTEGER;

SELECT page.order_id, page.product_id
FROM (SELECT order_item.order_id AS order_id, order_item.product_id AS product_id
FROM order_item
WHERE (order_item.order_id, order_item.product_id) > ($1::UUID, $2::INTEGER) ORDER BY order_item.order_id ASC, order_item.product_id ASC
 LIMIT 11) AS page
 LIMIT $3::INTEGER;

