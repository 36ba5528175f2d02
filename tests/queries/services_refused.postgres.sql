SELECT "user".email, "user".username
FROM "user"
WHERE "user".email = $1::VARCHAR OR "user".username = $2::VARCHAR;

SELECT "user".email, "user".username, "user".full_name, "user".is_active, "user".id, "user".role, "user".hashed_password, "user".credits, "user".created_at
FROM "user"
WHERE "user".id IN ($1::INTEGER, $2::INTEGER) ORDER BY "user".id FOR NO KEY UPDATE;

SELECT hero.secret_name, hero.name, hero.age, hero.team_id, hero.id, hero.deleted_at
FROM hero
WHERE hero.id = $1::INTEGER AND hero.deleted_at IS NULL FOR UPDATE;

SELECT hero.secret_name, hero.name, hero.age, hero.team_id, hero.id, hero.deleted_at
FROM hero
WHERE hero.id = $1::INTEGER AND hero.deleted_at IS NULL FOR UPDATE;

SELECT product.id, product.price, product.is_active, (SELECT "user".is_active
FROM "user"
WHERE "user".id = $1::INTEGER) AS buyer_is_active
FROM product
WHERE product.id IN ($2::INTEGER) ORDER BY product.id FOR SHARE;

SELECT team.id
FROM team
WHERE team.id = $1::INTEGER;

