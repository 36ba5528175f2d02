DELETE FROM "user" WHERE "user".id = $1::INTEGER RETURNING "user".id AS "#k0", "user".id AS id;

INSERT INTO "user" (email, username, is_active, role, hashed_password, credits) VALUES ($1::VARCHAR, $2::VARCHAR, $3::BOOLEAN, $4, $5::VARCHAR, $6::NUMERIC(12, 2)) RETURNING "user".id AS "#k0", "user".email AS email, "user".id AS id;

INSERT INTO "user" (email, username, is_active, role, hashed_password, credits) VALUES ($1::VARCHAR, $2::VARCHAR, $3::BOOLEAN, $4, $5::VARCHAR, $6::NUMERIC(12, 2)) RETURNING "user".id AS "#k0", "user".id AS id;

INSERT INTO "user" (email, username, is_active, role, hashed_password, credits) VALUES ($1::VARCHAR, $2::VARCHAR, $3::BOOLEAN, $4, $5::VARCHAR, $6::NUMERIC(12, 2)) RETURNING "user".id AS "#k0", "user".id AS id;

SELECT "user".id AS "#k0", "user".id AS id
FROM "user"
WHERE "user".id = $1::INTEGER;

SELECT count(*) AS "#m0"
FROM "user";

UPDATE "user" SET full_name=$1::VARCHAR WHERE "user".id = $2::INTEGER RETURNING "user".id AS "#k0", "user".email AS email, "user".id AS id;

UPDATE "user" SET full_name=$1::VARCHAR WHERE "user".id = $2::INTEGER RETURNING "user".id AS "#k0", "user".id AS id;

