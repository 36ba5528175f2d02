SELECT category.id AS "#k0", category.slug AS slug
FROM category
WHERE category.id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents);

SELECT category.id AS id
FROM category ORDER BY category.id ASC
 LIMIT ? OFFSET ?;

SELECT page."#k0", page."#g0", page."#m0"
FROM (SELECT product.category_id AS "#k0", product.is_active AS "#g0", count(*) AS "#m0", row_number() OVER (PARTITION BY product.category_id ORDER BY count(*) DESC, product.is_active ASC NULLS LAST) AS "#row"
FROM product
WHERE product.category_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) GROUP BY product.category_id, product.is_active) AS page
WHERE page."#row" <= ? ORDER BY page."#row";

SELECT page."#k0", page.id
FROM (SELECT product.category_id AS "#k0", product.id AS id, row_number() OVER (PARTITION BY product.category_id ORDER BY max(coalesce(CASE WHEN (casefold(product.name) = casefold(?)) THEN ? WHEN (casefold(product.name) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(product.name) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?), coalesce(CASE WHEN (casefold(product.description) = casefold(?)) THEN ? WHEN (casefold(product.description) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(product.description) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?)) DESC, product.id ASC) AS "#row"
FROM product
WHERE product.category_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) AND (casefold(product.name) LIKE casefold(?) ESCAPE '\' OR casefold(product.description) LIKE casefold(?) ESCAPE '\')) AS page
WHERE page."#row" > ? AND page."#row" <= ? ORDER BY page."#row";

SELECT page."#k0", page.id
FROM (SELECT product.category_id AS "#k0", product.id AS id, row_number() OVER (PARTITION BY product.category_id ORDER BY product.id ASC) AS "#row"
FROM product
WHERE product.category_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) AND (product.id) > (?)) AS page
WHERE page."#row" > ? AND page."#row" <= ? ORDER BY page."#row";

SELECT page."#k0", page.id
FROM (SELECT product.category_id AS "#k0", product.id AS id, row_number() OVER (PARTITION BY product.category_id ORDER BY product.id ASC) AS "#row"
FROM product
WHERE product.category_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) AND product.price < ? AND json_equal(json_at(product.attributes, ?), ?) = 1) AS page
WHERE page."#row" > ? AND page."#row" <= ? ORDER BY page."#row";

SELECT page."#k0", page.id
FROM (SELECT product.category_id AS "#k0", product.id AS id, row_number() OVER (PARTITION BY product.category_id ORDER BY product.id ASC) AS "#row"
FROM product
WHERE product.category_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents)) AS page
WHERE page."#row" > ? AND page."#row" <= ? ORDER BY page."#row";

SELECT page."#k0", page.id
FROM (SELECT product.category_id AS "#k0", product.id AS id, row_number() OVER (PARTITION BY product.category_id ORDER BY product.id DESC) AS "#row"
FROM product
WHERE product.category_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) AND (product.id) < (?)) AS page
WHERE page."#row" > ? AND page."#row" <= ? ORDER BY page."#row";

SELECT page."#k0", page.sku, page.name, page.description, page.price, page.is_active, page.attributes, page.category_id, page.id, page.version
FROM (SELECT product.category_id AS "#k0", product.sku AS sku, product.name AS name, product.description AS description, product.price AS price, product.is_active AS is_active, product.attributes AS attributes, product.category_id AS category_id, product.id AS id, product.version AS version, row_number() OVER (PARTITION BY product.category_id ORDER BY product.price DESC, product.id DESC) AS "#row"
FROM product
WHERE product.category_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents)) AS page
WHERE page."#row" > ? AND page."#row" <= ? ORDER BY page."#row";

SELECT product.category_id AS "#k0", count(*) AS "#m0"
FROM product
WHERE product.category_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) AND (casefold(product.name) LIKE casefold(?) ESCAPE '\' OR casefold(product.description) LIKE casefold(?) ESCAPE '\') GROUP BY product.category_id;

SELECT product.category_id AS "#k0", count(*) AS "#m0"
FROM product
WHERE product.category_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) AND product.price < ? AND json_equal(json_at(product.attributes, ?), ?) = 1 GROUP BY product.category_id;

SELECT product.category_id AS "#k0", count(*) AS "#m0"
FROM product
WHERE product.category_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) GROUP BY product.category_id;

SELECT product.category_id AS "#k0", count(*) AS "#m0", min(product.price) AS "#m1", max(product.price) AS "#m2", sum(product.price) AS "#m3", sum(product.version) AS "#m4", count(product.price) AS "#m5"
FROM product
WHERE product.category_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) GROUP BY product.category_id;

