SELECT "user".username AS username
FROM "user"
WHERE (SELECT sum(order_1.total) AS sum_1
FROM "order" AS order_1
WHERE order_1.user_id = "user".id AND order_1.status = $1) > $2::NUMERIC(18, 2) ORDER BY "user".id ASC
 LIMIT $3::INTEGER;

SELECT hero.name AS name
FROM hero
WHERE hero.deleted_at IS NULL AND (casefold(hero.name COLLATE "pg_unicode_fast") LIKE casefold($1::VARCHAR COLLATE "pg_unicode_fast") OR (EXISTS (SELECT $2::INTEGER AS anon_1
FROM team AS team_1
WHERE team_1.id = hero.team_id AND team_1.name = $3::VARCHAR AND (SELECT count(*) AS count_1
FROM hero AS hero_1
WHERE hero_1.team_id = team_1.id AND hero_1.deleted_at IS NULL AND true) > $4::BIGINT))) ORDER BY hero.id ASC
 LIMIT $5::INTEGER;

SELECT hero.name AS name, hero.age AS age
FROM hero
WHERE hero.deleted_at IS NULL AND (hero.age != ALL ($1::INTEGER[]) OR hero.age IS NULL) ORDER BY hero.id ASC
 LIMIT $2::INTEGER;

SELECT hero.name AS name, hero.age AS age
FROM hero
WHERE hero.deleted_at IS NULL AND (hero.age > $1::INTEGER) IS NOT true ORDER BY hero.id ASC
 LIMIT $2::INTEGER;

SELECT post.slug AS slug
FROM post
WHERE EXISTS (SELECT $1::INTEGER AS anon_1
FROM "user" AS user_1
WHERE user_1.id = post.author_id AND (EXISTS (SELECT $2::INTEGER AS anon_2
FROM "order" AS order_1
WHERE order_1.user_id = user_1.id AND (EXISTS (SELECT $3::INTEGER AS anon_3
FROM order_item AS order_item_1
WHERE order_item_1.order_id = order_1.id AND (EXISTS (SELECT $4::INTEGER AS anon_4
FROM product AS product_1
WHERE product_1.id = order_item_1.product_id AND (EXISTS (SELECT $5::INTEGER AS anon_5
FROM category AS category_1
WHERE category_1.id = product_1.category_id AND category_1.slug = $6::VARCHAR))))))))) ORDER BY post.id ASC
 LIMIT $7::INTEGER;

SELECT team.name AS name
FROM team
WHERE (SELECT max(hero_1.age) AS max_1
FROM hero AS hero_1
WHERE hero_1.team_id = team.id AND hero_1.deleted_at IS NULL AND true) >= $1::BIGINT ORDER BY team.id ASC
 LIMIT $2::INTEGER;

SELECT team.name AS name
FROM team
WHERE NOT (EXISTS (SELECT $1::INTEGER AS anon_1
FROM hero AS hero_1
WHERE hero_1.team_id = team.id AND hero_1.deleted_at IS NULL AND (hero_1.age > $2::INTEGER) IS NOT true)) ORDER BY team.id ASC
 LIMIT $3::INTEGER;

SELECT team.name AS name
FROM team
WHERE NOT (EXISTS (SELECT $1::INTEGER AS anon_1
FROM hero AS hero_1
WHERE hero_1.team_id = team.id AND hero_1.deleted_at IS NULL AND hero_1.name LIKE $2::VARCHAR)) ORDER BY team.id ASC
 LIMIT $3::INTEGER;

