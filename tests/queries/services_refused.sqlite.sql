SELECT hero.secret_name, hero.name, hero.age, hero.team_id, hero.id, hero.deleted_at
FROM hero
WHERE hero.id = ? AND hero.deleted_at IS NULL;

SELECT hero.secret_name, hero.name, hero.age, hero.team_id, hero.id, hero.deleted_at
FROM hero
WHERE hero.id = ? AND hero.deleted_at IS NULL;

SELECT product.id, product.price, product.is_active, (SELECT user.is_active
FROM user
WHERE user.id = ?) AS buyer_is_active
FROM product
WHERE product.id IN (?) ORDER BY product.id;

SELECT team.id
FROM team
WHERE team.id = ?;

SELECT user.email, user.username
FROM user
WHERE user.email = ? OR user.username = ?;

SELECT user.email, user.username, user.full_name, user.is_active, user.id, user.role, user.hashed_password, user.credits, user.created_at
FROM user
WHERE user.id IN (?, ?) ORDER BY user.id;

