SELECT "order".id AS "#k0", "order".total AS total, "order".id AS id
FROM "order"
WHERE "order".id = ANY ($1::UUID[]);

SELECT anon_1.k0, page.quantity
FROM unnest($1::UUID[]) AS anon_1(k0) JOIN LATERAL (SELECT order_item.quantity AS quantity
FROM order_item
WHERE order_item.order_id = anon_1.k0 ORDER BY order_item.order_id ASC, order_item.product_id ASC
 LIMIT $2::INTEGER) AS page ON true;

SELECT hero.id AS "#k0", hero.id AS id
FROM hero
WHERE hero.id = ANY ($1::INTEGER[]) AND hero.deleted_at IS NULL;

SELECT hero.id AS "#k0", hero.name AS name, hero.id AS id
FROM hero
WHERE hero.id = ANY ($1::INTEGER[]) AND hero.deleted_at IS NULL;

SELECT hero.id AS "#k0", hero.name AS name, hero.team_id AS team_id, hero.id AS id
FROM hero
WHERE hero.id = ANY ($1::INTEGER[]) AND hero.deleted_at IS NULL;

SELECT order_item.order_id AS "#k0", order_item.product_id AS "#k1", order_item.order_id AS order_id, order_item.product_id AS product_id
FROM order_item
WHERE (order_item.order_id, order_item.product_id) IN (SELECT anon_1.k0, anon_1.k1
FROM unnest($1::UUID[], $2::INTEGER[]) AS anon_1(k0, k1));

SELECT team.id AS "#k0", team.name AS name
FROM team
WHERE team.id = ANY ($1::INTEGER[]);

