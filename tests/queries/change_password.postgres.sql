SELECT "user".id, "user".hashed_password
FROM "user"
WHERE "user".id = $1::INTEGER AND "user".is_active;

