SELECT "order".id AS "#k0", CAST("order".total AS TEXT) AS total
FROM "order"
WHERE "order".id = ANY ($1::UUID[]);

SELECT anon_1.place, page.order_id, page.product_id
FROM unnest($1::UUID[]) WITH ORDINALITY AS anon_1(k0, place) JOIN LATERAL (SELECT order_item.order_id AS order_id, order_item.product_id AS product_id
FROM order_item
WHERE order_item.order_id = anon_1.k0 AND (EXISTS (SELECT $2::INTEGER AS anon_2
FROM product AS product_1
WHERE product_1.id = order_item.product_id AND product_1.sku = $3::VARCHAR)) ORDER BY order_item.order_id ASC, order_item.product_id ASC
 LIMIT $4::INTEGER) AS page ON true;

SELECT anon_1.place, page.order_id, page.product_id
FROM unnest($1::UUID[]) WITH ORDINALITY AS anon_1(k0, place) JOIN LATERAL (SELECT order_item.order_id AS order_id, order_item.product_id AS product_id
FROM order_item
WHERE order_item.order_id = anon_1.k0 AND (order_item.order_id, order_item.product_id) < ($2::UUID, $3::INTEGER) ORDER BY order_item.order_id DESC, order_item.product_id DESC
 LIMIT $4::INTEGER) AS page ON true;

SELECT anon_1.place, page.order_id, page.product_id
FROM unnest($1::UUID[]) WITH ORDINALITY AS anon_1(k0, place) JOIN LATERAL (SELECT order_item.order_id AS order_id, order_item.product_id AS product_id
FROM order_item
WHERE order_item.order_id = anon_1.k0 AND (order_item.order_id, order_item.product_id) > ($2::UUID, $3::INTEGER) ORDER BY order_item.order_id ASC, order_item.product_id ASC
 LIMIT $4::INTEGER) AS page ON true;

SELECT anon_1.place, page.order_id, page.product_id
FROM unnest($1::UUID[]) WITH ORDINALITY AS anon_1(k0, place) JOIN LATERAL (SELECT order_item.order_id AS order_id, order_item.product_id AS product_id
FROM order_item
WHERE order_item.order_id = anon_1.k0 ORDER BY order_item.order_id ASC, order_item.product_id ASC
 LIMIT $2::INTEGER OFFSET $3::INTEGER) AS page ON true;

SELECT anon_1.place, page.order_id, page.product_id, page.quantity, page.price
FROM unnest($1::UUID[]) WITH ORDINALITY AS anon_1(k0, place) JOIN LATERAL (SELECT order_item.order_id AS order_id, order_item.product_id AS product_id, order_item.quantity AS quantity, CAST(order_item.price AS TEXT) AS price
FROM order_item
WHERE order_item.order_id = anon_1.k0 ORDER BY order_item.quantity DESC, order_item.order_id DESC, order_item.product_id DESC
 LIMIT $2::INTEGER) AS page ON true;

SELECT order_item.order_id AS "#k0", count(*) AS "#m0"
FROM order_item
WHERE order_item.order_id = ANY ($1::UUID[]) AND (EXISTS (SELECT $2::INTEGER AS anon_1
FROM product AS product_1
WHERE product_1.id = order_item.product_id AND product_1.sku = $3::VARCHAR)) GROUP BY order_item.order_id;

SELECT order_item.order_id AS "#k0", count(*) AS "#m0"
FROM order_item
WHERE order_item.order_id = ANY ($1::UUID[]) GROUP BY order_item.order_id;

SELECT order_item.order_id AS "#k0", count(*) AS "#m0", sum(order_item.quantity) AS "#m1", CAST(sum(order_item.price) AS TEXT) AS "#m2"
FROM order_item
WHERE order_item.order_id = ANY ($1::UUID[]) GROUP BY order_item.order_id;

SELECT page."#k0", page."#g0", page."#m0"
FROM (SELECT order_item.order_id AS "#k0", order_item.product_id AS "#g0", count(*) AS "#m0", row_number() OVER (PARTITION BY order_item.order_id ORDER BY count(*) DESC, order_item.product_id ASC) AS "#row"
FROM order_item
WHERE order_item.order_id = ANY ($1::UUID[]) GROUP BY order_item.order_id, order_item.product_id) AS page
WHERE page."#row" <= $2::INTEGER ORDER BY page."#row";

SELECT page.id
FROM (SELECT "order".id AS id
FROM "order" ORDER BY "order".id ASC
 LIMIT 101) AS page
 LIMIT $1::INTEGER;

SELECT product.id AS "#k0", product.sku AS sku
FROM product
WHERE product.id = $1::INTEGER;

