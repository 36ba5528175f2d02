SELECT "order".id AS "#k0", CAST("order".total AS TEXT) AS total
FROM "order"
WHERE "order".id = ANY ($1::UUID[]);

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

SELECT page.order_id, page.product_id, page.quantity, page.price
FROM (SELECT order_item.order_id AS order_id, order_item.product_id AS product_id, order_item.quantity AS quantity, CAST(order_item.price AS TEXT) AS price
FROM order_item ORDER BY order_item.quantity DESC, order_item.order_id DESC, order_item.product_id DESC
 LIMIT 11) AS page
 LIMIT $1::INTEGER;

SELECT product.id AS "#k0", product.sku AS sku
FROM product
WHERE product.id = $1::INTEGER;

