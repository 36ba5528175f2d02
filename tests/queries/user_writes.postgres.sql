DELETE FROM "user" WHERE "user".id = $1::INTEGER RETURNING "user".id AS "#k0", "user".id AS id;

DELETE FROM "user" WHERE "user".id = $1::INTEGER RETURNING "user".id AS "#k0", "user".id AS id;

INSERT INTO "user" (email, username, is_active, role, hashed_password, credits) VALUES ($1::VARCHAR, $2::VARCHAR, $3::BOOLEAN, $4, $5::VARCHAR, $6::NUMERIC(12, 2)) RETURNING "user".id AS "#k0", "user".email AS email, "user".username AS username, "user".full_name AS full_name, "user".is_active AS is_active, "user".id AS id, "user".role AS role, CAST("user".credits AS TEXT) AS credits, "user".created_at AS created_at;

INSERT INTO "user" (email, username, is_active, role, hashed_password, credits) VALUES ($1::VARCHAR, $2::VARCHAR, $3::BOOLEAN, $4, $5::VARCHAR, $6::NUMERIC(12, 2)) RETURNING "user".id AS "#k0", "user".id AS id;

INSERT INTO "user" (email, username, is_active, role, hashed_password, credits) VALUES ($1::VARCHAR, $2::VARCHAR, $3::BOOLEAN, $4, $5::VARCHAR, $6::NUMERIC(12, 2)) RETURNING "user".id AS "#k0", "user".id AS id;

SELECT "user".id AS "#k0", "user".id AS id
FROM "user"
WHERE "user".id = $1::INTEGER;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM "user") AS figures LEFT OUTER JOIN (SELECT page.id AS id, 1 AS "#there"
FROM (SELECT "user".id AS id
FROM "user" ORDER BY "user".id ASC
 LIMIT 101) AS page
 LIMIT $1::INTEGER) AS listed ON true;

SELECT profile.user_id AS "#k0", profile.bio AS bio
FROM profile
WHERE profile.user_id = $1::INTEGER;

SELECT profile.user_id AS "#k0", profile.bio AS bio
FROM profile
WHERE profile.user_id = $1::INTEGER;

UPDATE "user" SET full_name=$1::VARCHAR, is_active=$2::BOOLEAN WHERE "user".id = $3::INTEGER RETURNING "user".id AS "#k0", "user".email AS email, "user".username AS username, "user".full_name AS full_name, "user".is_active AS is_active, "user".id AS id, "user".role AS role, CAST("user".credits AS TEXT) AS credits, "user".created_at AS created_at;

