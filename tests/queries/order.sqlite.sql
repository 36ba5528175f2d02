SELECT listed."#k0", listed.user_id, listed.status, listed.total, listed.id, listed.created_at, listed.updated_at, other0.id AS "#j0_0", other0.username AS "#j0_1"
FROM (SELECT "order".id AS "#k0", "order".user_id AS user_id, "order".status AS status, "order".total AS total, "order".id AS id, "order".created_at AS created_at, "order".updated_at AS updated_at
FROM "order"
WHERE "order".id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents)) AS listed LEFT OUTER JOIN user AS other0 ON other0.id = listed.user_id;

