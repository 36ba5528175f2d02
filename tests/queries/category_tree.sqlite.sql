SELECT category.name AS name, category.parent_id AS parent_id, category.id AS id
FROM category ORDER BY category.id ASC
 LIMIT ? OFFSET ?;

SELECT parents.k0, product.sku AS sku
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents CROSS JOIN product ON product.id IN (SELECT product_1.id
FROM product AS product_1
WHERE product_1.category_id = parents.k0 ORDER BY product_1.id ASC
 LIMIT ? OFFSET ?) ORDER BY product.id ASC;

WITH RECURSIVE walked("#k0", "#depth", "#at0", "#on0") AS
(SELECT category.id AS "#k0", ? AS "#depth", category.id AS "#at0", category.parent_id AS "#on0"
FROM category
WHERE category.id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) UNION ALL SELECT walked."#k0" AS "#k0", walked."#depth" + ? AS "#depth", category_1.id AS id, category_1.parent_id AS parent_id
FROM walked, category AS category_1
WHERE category_1.id = walked."#on0" AND walked."#depth" < ?)
 SELECT page."#k0", page."#at0", page.name
FROM (SELECT walked."#k0" AS "#k0", walked."#at0" AS "#at0", category.name AS name, row_number() OVER (PARTITION BY walked."#k0" ORDER BY walked."#depth", walked."#at0") AS "#row"
FROM walked JOIN category ON category.id = walked."#at0") AS page
WHERE page."#row" <= ? ORDER BY page."#row";

WITH RECURSIVE walked("#k0", "#depth", "#at0", "#on0") AS
(SELECT category.id AS "#k0", ? AS "#depth", category.id AS "#at0", category.parent_id AS "#on0"
FROM category
WHERE category.id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) UNION ALL SELECT walked."#k0" AS "#k0", walked."#depth" + ? AS "#depth", category_1.id AS id, category_1.parent_id AS parent_id
FROM walked, category AS category_1
WHERE category_1.id = walked."#on0" AND walked."#depth" < ?)
 SELECT page."#k0", page."#at0", page.name
FROM (SELECT walked."#k0" AS "#k0", walked."#at0" AS "#at0", category.name AS name, row_number() OVER (PARTITION BY walked."#k0" ORDER BY walked."#depth", walked."#at0") AS "#row"
FROM walked JOIN category ON category.id = walked."#at0") AS page
WHERE page."#row" <= ? ORDER BY page."#row";

WITH RECURSIVE walked("#k0", "#depth", "#at0", "#on0") AS
(SELECT category.parent_id AS "#k0", ? AS "#depth", category.id AS "#at0", category.id AS "#on0"
FROM category
WHERE category.parent_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) UNION ALL SELECT walked."#k0" AS "#k0", walked."#depth" + ? AS "#depth", category_1.id AS id, category_1.id AS id__1
FROM walked, category AS category_1
WHERE category_1.parent_id = walked."#on0" AND walked."#depth" < ?)
 SELECT page."#k0", page."#at0", page.slug
FROM (SELECT walked."#k0" AS "#k0", walked."#at0" AS "#at0", category.slug AS slug, row_number() OVER (PARTITION BY walked."#k0" ORDER BY walked."#depth", walked."#at0") AS "#row"
FROM walked JOIN category ON category.id = walked."#at0") AS page
WHERE page."#row" <= ? ORDER BY page."#row";

WITH RECURSIVE walked("#k0", "#depth", "#at0", "#on0") AS
(SELECT category.parent_id AS "#k0", ? AS "#depth", category.id AS "#at0", category.id AS "#on0"
FROM category
WHERE category.parent_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) UNION ALL SELECT walked."#k0" AS "#k0", walked."#depth" + ? AS "#depth", category_1.id AS id, category_1.id AS id__1
FROM walked, category AS category_1
WHERE category_1.parent_id = walked."#on0" AND walked."#depth" < ?)
 SELECT page."#k0", page."#at0", page.slug, page.id
FROM (SELECT walked."#k0" AS "#k0", walked."#at0" AS "#at0", category.slug AS slug, category.id AS id, row_number() OVER (PARTITION BY walked."#k0" ORDER BY walked."#depth", walked."#at0") AS "#row"
FROM walked JOIN category ON category.id = walked."#at0") AS page
WHERE page."#row" <= ? ORDER BY page."#row";

