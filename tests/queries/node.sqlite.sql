SELECT "order".id AS "#k0", "order".total AS total, "order".id AS id
FROM "order"
WHERE "order".id = ?;

SELECT hero.id AS "#k0", hero.id AS id
FROM hero
WHERE hero.id = ? AND hero.deleted_at IS NULL;

SELECT hero.id AS "#k0", hero.name AS name, hero.id AS id
FROM hero
WHERE hero.id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) AND hero.deleted_at IS NULL;

SELECT listed."#k0", listed.name, listed.team_id, listed.id, other0.id AS "#j0_0", other0.name AS "#j0_1"
FROM (SELECT hero.id AS "#k0", hero.name AS name, hero.team_id AS team_id, hero.id AS id
FROM hero
WHERE hero.id = ? AND hero.deleted_at IS NULL) AS listed LEFT OUTER JOIN team AS other0 ON other0.id = listed.team_id;

SELECT order_item.order_id AS "#k0", order_item.product_id AS "#k1", order_item.order_id AS order_id, order_item.product_id AS product_id
FROM order_item
WHERE order_item.order_id = ? AND order_item.product_id = ?;

SELECT order_item.order_id AS "#k0", order_item.quantity AS quantity
FROM order_item
WHERE order_item.order_id = ? ORDER BY order_item.order_id ASC, order_item.product_id ASC
 LIMIT ? OFFSET ?;

