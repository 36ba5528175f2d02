SELECT "user".id AS "#k0", "user".email AS email, "user".username AS username
FROM "user"
WHERE "user".id = $1::INTEGER;

