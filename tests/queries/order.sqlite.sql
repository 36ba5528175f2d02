SELECT "order".id AS "#k0", "order".user_id AS user_id, "order".status AS status, "order".total AS total, "order".id AS id, "order".created_at AS created_at, "order".updated_at AS updated_at
FROM "order"
WHERE "order".id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents);

SELECT user.id AS "#k0", user.username AS username
FROM user
WHERE user.id = ?;

