SELECT hero.name AS name
FROM hero
WHERE hero.deleted_at IS NULL AND (casefold(hero.name) LIKE casefold(?) ESCAPE '\' OR (EXISTS (SELECT ? AS anon_1
FROM team AS team_1
WHERE team_1.id = hero.team_id AND team_1.name = ? AND (SELECT count(*) AS count_1
FROM hero AS hero_1
WHERE hero_1.team_id = team_1.id AND hero_1.deleted_at IS NULL AND 1 = 1) > ?))) ORDER BY hero.id ASC
 LIMIT ? OFFSET ?;

SELECT hero.name AS name, hero.age AS age
FROM hero
WHERE hero.deleted_at IS NULL AND ((hero.age NOT IN (SELECT anon_1.value
FROM json_each(?) AS anon_1)) OR hero.age IS NULL) ORDER BY hero.id ASC
 LIMIT ? OFFSET ?;

SELECT hero.name AS name, hero.age AS age
FROM hero
WHERE hero.deleted_at IS NULL AND (hero.age > ?) IS NOT 1 ORDER BY hero.id ASC
 LIMIT ? OFFSET ?;

SELECT post.slug AS slug
FROM post
WHERE EXISTS (SELECT ? AS anon_1
FROM user AS user_1
WHERE user_1.id = post.author_id AND (EXISTS (SELECT ? AS anon_2
FROM "order" AS order_1
WHERE order_1.user_id = user_1.id AND (EXISTS (SELECT ? AS anon_3
FROM order_item AS order_item_1
WHERE order_item_1.order_id = order_1.id AND (EXISTS (SELECT ? AS anon_4
FROM product AS product_1
WHERE product_1.id = order_item_1.product_id AND (EXISTS (SELECT ? AS anon_5
FROM category AS category_1
WHERE category_1.id = product_1.category_id AND category_1.slug = ?))))))))) ORDER BY post.id ASC
 LIMIT ? OFFSET ?;

SELECT team.name AS name
FROM team
WHERE (SELECT max(hero_1.age) AS max_1
FROM hero AS hero_1
WHERE hero_1.team_id = team.id AND hero_1.deleted_at IS NULL AND 1 = 1) >= ? ORDER BY team.id ASC
 LIMIT ? OFFSET ?;

SELECT team.name AS name
FROM team
WHERE NOT (EXISTS (SELECT ? AS anon_1
FROM hero AS hero_1
WHERE hero_1.team_id = team.id AND hero_1.deleted_at IS NULL AND (hero_1.age > ?) IS NOT 1)) ORDER BY team.id ASC
 LIMIT ? OFFSET ?;

SELECT team.name AS name
FROM team
WHERE NOT (EXISTS (SELECT ? AS anon_1
FROM hero AS hero_1
WHERE hero_1.team_id = team.id AND hero_1.deleted_at IS NULL AND hero_1.name LIKE ? ESCAPE '\')) ORDER BY team.id ASC
 LIMIT ? OFFSET ?;

SELECT user.username AS username
FROM user
WHERE (SELECT sum(order_1.total) AS sum_1
FROM "order" AS order_1
WHERE order_1.user_id = user.id AND order_1.status = ?) > ? ORDER BY user.id ASC
 LIMIT ? OFFSET ?;

