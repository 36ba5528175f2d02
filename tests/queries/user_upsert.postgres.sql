INSERT INTO "user" (email, username, full_name, is_active, role, hashed_password, credits) VALUES ($1::VARCHAR, $2::VARCHAR, $3::VARCHAR, $4::BOOLEAN, $5, $6::VARCHAR, $7::NUMERIC(12, 2)) ON CONFLICT (username) DO NOTHING RETURNING "user".id AS "#k0", "user".email AS email, "user".id AS id;

INSERT INTO "user" (email, username, is_active, role, hashed_password, credits) VALUES ($1::VARCHAR, $2::VARCHAR, $3::BOOLEAN, $4, $5::VARCHAR, $6::NUMERIC(12, 2)) ON CONFLICT (username) DO NOTHING RETURNING "user".id AS "#k0", "user".email AS email, "user".id AS id;

SELECT count(*) AS "#m0"
FROM "user";

UPDATE "user" SET email=$1::VARCHAR, full_name=$2::VARCHAR, hashed_password=$3::VARCHAR WHERE "user".username = $4::VARCHAR RETURNING "user".id AS "#k0", "user".email AS email, "user".id AS id;

