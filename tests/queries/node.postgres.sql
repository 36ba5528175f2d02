SELECT "order".id AS "#k0", CAST("order".total AS TEXT) AS total, "order".id AS id
FROM "order"
WHERE "order".id = $1::UUID;

SELECT hero.id AS "#k0", hero.id AS id
FROM hero
WHERE hero.id = $1::INTEGER AND hero.deleted_at IS NULL;

SELECT hero.id AS "#k0", hero.name AS name, hero.id AS id
FROM hero
WHERE hero.id = ANY (CAST($1::VARCHAR AS INTEGER[])) AND hero.deleted_at IS NULL;

SELECT listed."#k0", listed.name, listed.team_id, listed.id, beside0."#j0_0", beside0."#j0_1"
FROM (SELECT hero.id AS "#k0", hero.name AS name, hero.team_id AS team_id, hero.id AS id
FROM hero
WHERE hero.id = $1::INTEGER AND hero.deleted_at IS NULL) AS listed LEFT OUTER JOIN LATERAL (SELECT other0.id AS "#j0_0", other0.name AS "#j0_1"
FROM team AS other0
WHERE other0.id = listed.team_id
 LIMIT $2::INTEGER) AS beside0 ON true;

SELECT order_item.order_id AS "#k0", order_item.product_id AS "#k1", order_item.order_id AS order_id, order_item.product_id AS product_id
FROM order_item
WHERE order_item.order_id = $1::UUID AND order_item.product_id = $2::INTEGER;

SELECT order_item.order_id AS "#k0", order_item.quantity AS quantity
FROM order_item
WHERE order_item.order_id = $1::UUID ORDER BY order_item.order_id ASC, order_item.product_id ASC
 LIMIT $2::INTEGER;

