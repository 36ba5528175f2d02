SELECT listed."#k0", listed.user_id, listed.status, listed.total, listed.id, listed.created_at, listed.updated_at, beside0."#j0_0", beside0."#j0_1"
FROM (SELECT "order".id AS "#k0", "order".user_id AS user_id, "order".status AS status, CAST("order".total AS TEXT) AS total, "order".id AS id, "order".created_at AS created_at, "order".updated_at AS updated_at
FROM "order"
WHERE "order".id = ANY ($1::UUID[])) AS listed LEFT OUTER JOIN LATERAL (SELECT other0.id AS "#j0_0", other0.username AS "#j0_1"
FROM "user" AS other0
WHERE other0.id = listed.user_id
 LIMIT $2::INTEGER) AS beside0 ON true;

