SELECT "order".user_id AS "#k0", count(*) AS "#m0"
FROM "order"
WHERE "order".user_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) AND ("order".status != ? OR "order".status IS NULL) GROUP BY "order".user_id;

SELECT "order".user_id AS "#k0", count(*) AS "#m0"
FROM "order"
WHERE "order".user_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) GROUP BY "order".user_id;

SELECT "order".user_id AS "#k0", count(*) AS "#m0", sum("order".total) AS "#m1", max("order".updated_at) AS "#m2"
FROM "order"
WHERE "order".user_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) GROUP BY "order".user_id;

SELECT page."#k0", page."#g0", page."#m0"
FROM (SELECT "order".user_id AS "#k0", strftime('%Y-%m-01', "order".created_at) AS "#g0", count(*) AS "#m0", row_number() OVER (PARTITION BY "order".user_id ORDER BY count(*) DESC, strftime('%Y-%m-01', "order".created_at) ASC NULLS LAST) AS "#row"
FROM "order"
WHERE "order".user_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) GROUP BY "order".user_id, strftime('%Y-%m-01', "order".created_at)) AS page
WHERE page."#row" <= ? ORDER BY page."#row";

SELECT parents.k0, "order".id AS id
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents CROSS JOIN "order" ON "order".id IN (SELECT order_1.id
FROM "order" AS order_1
WHERE order_1.user_id = parents.k0 AND (order_1.id) < (?) ORDER BY order_1.id DESC
 LIMIT ? OFFSET ?) ORDER BY "order".id DESC;

SELECT parents.k0, "order".id AS id
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents CROSS JOIN "order" ON "order".id IN (SELECT order_1.id
FROM "order" AS order_1
WHERE order_1.user_id = parents.k0 AND (order_1.id) > (?) ORDER BY order_1.id ASC
 LIMIT ? OFFSET ?) ORDER BY "order".id ASC;

SELECT parents.k0, "order".id AS id
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents CROSS JOIN "order" ON "order".id IN (SELECT order_1.id
FROM "order" AS order_1
WHERE order_1.user_id = parents.k0 AND (order_1.status != ? OR order_1.status IS NULL) ORDER BY order_1.id ASC
 LIMIT ? OFFSET ?) ORDER BY "order".id ASC;

SELECT parents.k0, "order".id AS id
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents CROSS JOIN "order" ON "order".id IN (SELECT order_1.id
FROM "order" AS order_1
WHERE order_1.user_id = parents.k0 ORDER BY order_1.id ASC
 LIMIT ? OFFSET ?) ORDER BY "order".id ASC;

SELECT parents.k0, "order".user_id AS user_id, "order".status AS status, "order".total AS total, "order".id AS id, "order".created_at AS created_at, "order".updated_at AS updated_at
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents CROSS JOIN "order" ON "order".id IN (SELECT order_1.id
FROM "order" AS order_1
WHERE order_1.user_id = parents.k0 ORDER BY order_1.created_at DESC, order_1.id DESC
 LIMIT ? OFFSET ?) ORDER BY "order".created_at DESC, "order".id DESC;

SELECT user.id AS "#k0", user.username AS username
FROM user
WHERE user.id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents);

SELECT user.id AS id
FROM user ORDER BY user.id ASC
 LIMIT ? OFFSET ?;

