SELECT "user".email AS "#k0", "user".email AS email, "user".username AS username, "user".full_name AS full_name, "user".is_active AS is_active, "user".id AS id, "user".role AS role, CAST("user".credits AS TEXT) AS credits, "user".created_at AS created_at
FROM "user"
WHERE "user".email = $1::VARCHAR;

SELECT "user".id AS "#k0", "user".email AS email, "user".username AS username, "user".full_name AS full_name, "user".is_active AS is_active, "user".id AS id, "user".role AS role, CAST("user".credits AS TEXT) AS credits, "user".created_at AS created_at
FROM "user"
WHERE "user".id = ANY (CAST($1::VARCHAR AS INTEGER[]));

SELECT "user".username AS "#k0", "user".email AS email, "user".username AS username, "user".full_name AS full_name, "user".is_active AS is_active, "user".id AS id, "user".role AS role, CAST("user".credits AS TEXT) AS credits, "user".created_at AS created_at
FROM "user"
WHERE "user".username = ANY ($1::VARCHAR(50)[]);

SELECT profile.user_id AS "#k0", profile.bio AS bio
FROM profile
WHERE profile.user_id = ANY (CAST($1::VARCHAR AS INTEGER[]));

