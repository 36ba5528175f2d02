INSERT INTO "order" (user_id, status, total, id) VALUES ($1::INTEGER, $2, $3::NUMERIC(12, 2), $4::UUID);

INSERT INTO order_item (order_id, product_id, quantity, price) VALUES ($1::UUID, $2::INTEGER, $3::INTEGER, $4::NUMERIC(12, 2)), ($5::UUID, $6::INTEGER, $7::INTEGER, $8::NUMERIC(12, 2));

SELECT "order".id AS "#k0", "order".user_id AS user_id, "order".status AS status, CAST("order".total AS TEXT) AS total, "order".id AS id
FROM "order"
WHERE "order".id = $1::UUID;

SELECT "user".id AS "#k0", CAST("user".credits AS TEXT) AS credits
FROM "user"
WHERE "user".id = $1::INTEGER;

SELECT listed."#k0", listed.product_id, listed.quantity, listed.price, beside0."#j0_0", beside0."#j0_1"
FROM (SELECT order_item.order_id AS "#k0", order_item.product_id AS product_id, order_item.quantity AS quantity, CAST(order_item.price AS TEXT) AS price
FROM order_item
WHERE order_item.order_id = $1::UUID ORDER BY order_item.order_id ASC, order_item.product_id ASC
 LIMIT $2::INTEGER) AS listed LEFT OUTER JOIN LATERAL (SELECT other0.id AS "#j0_0", other0.sku AS "#j0_1"
FROM product AS other0
WHERE other0.id = listed.product_id
 LIMIT $3::INTEGER) AS beside0 ON true;

SELECT product.id, product.price, product.is_active, (SELECT "user".is_active
FROM "user"
WHERE "user".id = $1::INTEGER) AS buyer_is_active
FROM product
WHERE product.id IN ($2::INTEGER, $3::INTEGER) ORDER BY product.id FOR SHARE;

