SELECT listed."#k0", listed.email, listed.username, listed.full_name, listed.is_active, listed.id, listed.role, listed.credits, listed.created_at, beside0."#j0_0", beside0."#j0_1"
FROM (SELECT "user".email AS "#k0", "user".email AS email, "user".username AS username, "user".full_name AS full_name, "user".is_active AS is_active, "user".id AS id, "user".role AS role, CAST("user".credits AS TEXT) AS credits, "user".created_at AS created_at
FROM "user"
WHERE "user".email = $1::VARCHAR) AS listed LEFT OUTER JOIN LATERAL (SELECT other0.user_id AS "#j0_0", other0.bio AS "#j0_1"
FROM profile AS other0
WHERE other0.user_id = listed.id
 LIMIT $2::INTEGER) AS beside0 ON true;

SELECT listed."#k0", listed.email, listed.username, listed.full_name, listed.is_active, listed.id, listed.role, listed.credits, listed.created_at, beside0."#j0_0", beside0."#j0_1"
FROM (SELECT "user".id AS "#k0", "user".email AS email, "user".username AS username, "user".full_name AS full_name, "user".is_active AS is_active, "user".id AS id, "user".role AS role, CAST("user".credits AS TEXT) AS credits, "user".created_at AS created_at
FROM "user"
WHERE "user".id = ANY (CAST($1::VARCHAR AS INTEGER[]))) AS listed LEFT OUTER JOIN LATERAL (SELECT other0.user_id AS "#j0_0", other0.bio AS "#j0_1"
FROM profile AS other0
WHERE other0.user_id = listed.id
 LIMIT $2::INTEGER) AS beside0 ON true;

SELECT listed."#k0", listed.email, listed.username, listed.full_name, listed.is_active, listed.id, listed.role, listed.credits, listed.created_at, beside0."#j0_0", beside0."#j0_1"
FROM (SELECT "user".username AS "#k0", "user".email AS email, "user".username AS username, "user".full_name AS full_name, "user".is_active AS is_active, "user".id AS id, "user".role AS role, CAST("user".credits AS TEXT) AS credits, "user".created_at AS created_at
FROM "user"
WHERE "user".username = ANY ($1::VARCHAR(50)[])) AS listed LEFT OUTER JOIN LATERAL (SELECT other0.user_id AS "#j0_0", other0.bio AS "#j0_1"
FROM profile AS other0
WHERE other0.user_id = listed.id
 LIMIT $2::INTEGER) AS beside0 ON true;

