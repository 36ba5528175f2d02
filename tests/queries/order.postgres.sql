SELECT "order".id AS "#k0", "order".user_id AS user_id, "order".status AS status, CAST("order".total AS TEXT) AS total, "order".id AS id, "order".created_at AS created_at, "order".updated_at AS updated_at
FROM "order"
WHERE "order".id = ANY ($1::UUID[]);

SELECT "user".id AS "#k0", "user".username AS username
FROM "user"
WHERE "user".id = $1::INTEGER;

