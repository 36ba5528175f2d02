SELECT "order".id AS "#k0", "order".total AS total, "order".id AS id
FROM "order"
WHERE "order".id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents);

SELECT hero.id AS "#k0", hero.id AS id
FROM hero
WHERE hero.id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) AND hero.deleted_at IS NULL;

SELECT hero.id AS "#k0", hero.name AS name, hero.id AS id
FROM hero
WHERE hero.id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) AND hero.deleted_at IS NULL;

SELECT hero.id AS "#k0", hero.name AS name, hero.team_id AS team_id, hero.id AS id
FROM hero
WHERE hero.id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) AND hero.deleted_at IS NULL;

SELECT order_item.order_id AS "#k0", order_item.product_id AS "#k1", order_item.order_id AS order_id, order_item.product_id AS product_id
FROM order_item
WHERE (order_item.order_id, order_item.product_id) IN (SELECT parents.k0, parents.k1
FROM (SELECT json_extract(keys.value, ?) AS k0, json_extract(keys.value, ?) AS k1
FROM json_each(?) AS keys) AS parents);

SELECT parents.k0, order_item.quantity AS quantity
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents CROSS JOIN order_item ON (order_item.order_id, order_item.product_id) IN (SELECT order_item_1.order_id, order_item_1.product_id
FROM order_item AS order_item_1
WHERE order_item_1.order_id = parents.k0 ORDER BY order_item_1.order_id ASC, order_item_1.product_id ASC
 LIMIT ? OFFSET ?) ORDER BY order_item.order_id ASC, order_item.product_id ASC;

SELECT team.id AS "#k0", team.name AS name
FROM team
WHERE team.id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents);

