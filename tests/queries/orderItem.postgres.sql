SELECT listed."#k0", listed."#k1", listed.order_id, listed.product_id, listed.quantity, listed.price, beside0."#j0_0", beside0."#j0_1", beside1."#j1_0", beside1."#j1_1"
FROM (SELECT order_item.order_id AS "#k0", order_item.product_id AS "#k1", order_item.order_id AS order_id, order_item.product_id AS product_id, order_item.quantity AS quantity, CAST(order_item.price AS TEXT) AS price
FROM order_item
WHERE (order_item.order_id, order_item.product_id) IN (SELECT anon_1.k0, anon_1.k1
FROM unnest($1::UUID[], CAST($2::VARCHAR AS INTEGER[])) AS anon_1(k0, k1))) AS listed LEFT OUTER JOIN LATERAL (SELECT other0.id AS "#j0_0", CAST(other0.total AS TEXT) AS "#j0_1"
FROM "order" AS other0
WHERE other0.id = listed.order_id
 LIMIT $3::INTEGER) AS beside0 ON true LEFT OUTER JOIN LATERAL (SELECT other1.id AS "#j1_0", other1.sku AS "#j1_1"
FROM product AS other1
WHERE other1.id = listed.product_id
 LIMIT $4::INTEGER) AS beside1 ON true;

