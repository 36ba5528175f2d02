INSERT INTO "order" (user_id, status, total, id) VALUES (?, ?, ?, ?);

INSERT INTO order_item (order_id, product_id, quantity, price) VALUES (?, ?, ?, ?), (?, ?, ?, ?);

SELECT "order".id AS "#k0", "order".user_id AS user_id, "order".status AS status, "order".total AS total, "order".id AS id
FROM "order"
WHERE "order".id = ?;

SELECT listed."#k0", listed.product_id, listed.quantity, listed.price, other0.id AS "#j0_0", other0.sku AS "#j0_1"
FROM (SELECT order_item.order_id AS "#k0", order_item.product_id AS product_id, order_item.quantity AS quantity, order_item.price AS price
FROM order_item
WHERE order_item.order_id = ? ORDER BY order_item.order_id ASC, order_item.product_id ASC
 LIMIT ? OFFSET ?) AS listed LEFT OUTER JOIN product AS other0 ON other0.id = listed.product_id;

SELECT product.id, product.price, product.is_active, (SELECT user.is_active
FROM user
WHERE user.id = ?) AS buyer_is_active
FROM product
WHERE product.id IN (?, ?) ORDER BY product.id;

SELECT user.id AS "#k0", user.credits AS credits
FROM user
WHERE user.id = ?;

