SELECT "user".id, "user".hashed_password
FROM "user"
WHERE "user".username = $1::VARCHAR AND "user".is_active;

