SELECT anon_1.place, page.sku
FROM unnest(CAST($1::VARCHAR AS INTEGER[])) WITH ORDINALITY AS anon_1(k0, place) JOIN LATERAL (SELECT product.sku AS sku
FROM product
WHERE product.category_id = anon_1.k0 ORDER BY product.id ASC
 LIMIT $2::INTEGER) AS page ON true;

SELECT page.name, page.parent_id, page.id
FROM (SELECT category.name AS name, category.parent_id AS parent_id, category.id AS id
FROM category ORDER BY category.id ASC
 LIMIT 101) AS page
 LIMIT $1::INTEGER;

WITH RECURSIVE walked("#k0", "#depth", "#at0", "#on0") AS
(SELECT category.id AS "#k0", $1::INTEGER AS "#depth", category.id AS "#at0", category.parent_id AS "#on0"
FROM category
WHERE category.id = ANY (CAST($2::VARCHAR AS INTEGER[])) UNION ALL SELECT walked."#k0" AS "#k0", walked."#depth" + $3::INTEGER AS "#depth", category_1.id AS id, category_1.parent_id AS parent_id
FROM walked, category AS category_1
WHERE category_1.id = walked."#on0" AND walked."#depth" < $4::INTEGER)
 SELECT page."#k0", page."#at0", page.name
FROM (SELECT walked."#k0" AS "#k0", walked."#at0" AS "#at0", category.name AS name, row_number() OVER (PARTITION BY walked."#k0" ORDER BY walked."#depth", walked."#at0") AS "#row"
FROM walked JOIN category ON category.id = walked."#at0") AS page
WHERE page."#row" <= $5::INTEGER ORDER BY page."#row";

WITH RECURSIVE walked("#k0", "#depth", "#at0", "#on0") AS
(SELECT category.id AS "#k0", $1::INTEGER AS "#depth", category.id AS "#at0", category.parent_id AS "#on0"
FROM category
WHERE category.id = ANY (CAST($2::VARCHAR AS INTEGER[])) UNION ALL SELECT walked."#k0" AS "#k0", walked."#depth" + $3::INTEGER AS "#depth", category_1.id AS id, category_1.parent_id AS parent_id
FROM walked, category AS category_1
WHERE category_1.id = walked."#on0" AND walked."#depth" < $4::INTEGER)
 SELECT page."#k0", page."#at0", page.name
FROM (SELECT walked."#k0" AS "#k0", walked."#at0" AS "#at0", category.name AS name, row_number() OVER (PARTITION BY walked."#k0" ORDER BY walked."#depth", walked."#at0") AS "#row"
FROM walked JOIN category ON category.id = walked."#at0") AS page
WHERE page."#row" <= $5::INTEGER ORDER BY page."#row";

WITH RECURSIVE walked("#k0", "#depth", "#at0", "#on0") AS
(SELECT category.parent_id AS "#k0", $1::INTEGER AS "#depth", category.id AS "#at0", category.id AS "#on0"
FROM category
WHERE category.parent_id = ANY (CAST($2::VARCHAR AS INTEGER[])) UNION ALL SELECT walked."#k0" AS "#k0", walked."#depth" + $3::INTEGER AS "#depth", category_1.id AS id, category_1.id AS id__1
FROM walked, category AS category_1
WHERE category_1.parent_id = walked."#on0" AND walked."#depth" < $4::INTEGER)
 SELECT page."#k0", page."#at0", page.slug
FROM (SELECT walked."#k0" AS "#k0", walked."#at0" AS "#at0", category.slug AS slug, row_number() OVER (PARTITION BY walked."#k0" ORDER BY walked."#depth", walked."#at0") AS "#row"
FROM walked JOIN category ON category.id = walked."#at0") AS page
WHERE page."#row" <= $5::INTEGER ORDER BY page."#row";

WITH RECURSIVE walked("#k0", "#depth", "#at0", "#on0") AS
(SELECT category.parent_id AS "#k0", $1::INTEGER AS "#depth", category.id AS "#at0", category.id AS "#on0"
FROM category
WHERE category.parent_id = ANY (CAST($2::VARCHAR AS INTEGER[])) UNION ALL SELECT walked."#k0" AS "#k0", walked."#depth" + $3::INTEGER AS "#depth", category_1.id AS id, category_1.id AS id__1
FROM walked, category AS category_1
WHERE category_1.parent_id = walked."#on0" AND walked."#depth" < $4::INTEGER)
 SELECT page."#k0", page."#at0", page.slug, page.id
FROM (SELECT walked."#k0" AS "#k0", walked."#at0" AS "#at0", category.slug AS slug, category.id AS id, row_number() OVER (PARTITION BY walked."#k0" ORDER BY walked."#depth", walked."#at0") AS "#row"
FROM walked JOIN category ON category.id = walked."#at0") AS page
WHERE page."#row" <= $5::INTEGER ORDER BY page."#row";

