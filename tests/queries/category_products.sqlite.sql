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

SELECT parents.k0, product.id AS id
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents CROSS JOIN product ON product.id IN (SELECT product_1.id
FROM product AS product_1
WHERE product_1.category_id = parents.k0 AND (casefold(product_1.name) LIKE casefold(?) ESCAPE '\' OR casefold(product_1.description) LIKE casefold(?) ESCAPE '\') ORDER BY max(coalesce(CASE WHEN (casefold(product_1.name) = casefold(?)) THEN ? WHEN (casefold(product_1.name) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(product_1.name) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?), coalesce(CASE WHEN (casefold(product_1.description) = casefold(?)) THEN ? WHEN (casefold(product_1.description) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(product_1.description) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?)) DESC, product_1.id ASC
 LIMIT ? OFFSET ?) ORDER BY max(coalesce(CASE WHEN (casefold(product.name) = casefold(?)) THEN ? WHEN (casefold(product.name) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(product.name) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?), coalesce(CASE WHEN (casefold(product.description) = casefold(?)) THEN ? WHEN (casefold(product.description) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(product.description) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?)) DESC, product.id ASC;

SELECT parents.k0, product.id AS id
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents CROSS JOIN product ON product.id IN (SELECT product_1.id
FROM product AS product_1
WHERE product_1.category_id = parents.k0 AND (product_1.id) < (?) ORDER BY product_1.id DESC
 LIMIT ? OFFSET ?) ORDER BY product.id DESC;

SELECT parents.k0, product.id AS id
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents CROSS JOIN product ON product.id IN (SELECT product_1.id
FROM product AS product_1
WHERE product_1.category_id = parents.k0 AND (product_1.id) > (?) ORDER BY product_1.id ASC
 LIMIT ? OFFSET ?) ORDER BY product.id ASC;

SELECT parents.k0, product.id AS id
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents CROSS JOIN product ON product.id IN (SELECT product_1.id
FROM product AS product_1
WHERE product_1.category_id = parents.k0 AND product_1.price < ? AND json_equal(json_at(product_1.attributes, ?), ?) = 1 ORDER BY product_1.id ASC
 LIMIT ? OFFSET ?) ORDER BY product.id ASC;

SELECT parents.k0, product.id AS id
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents CROSS JOIN product ON product.id IN (SELECT product_1.id
FROM product AS product_1
WHERE product_1.category_id = parents.k0 ORDER BY product_1.id ASC
 LIMIT ? OFFSET ?) ORDER BY product.id ASC;

SELECT parents.k0, product.sku AS sku, product.name AS name, product.description AS description, product.price AS price, product.is_active AS is_active, product.attributes AS attributes, product.category_id AS category_id, product.id AS id, product.version AS version
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents CROSS JOIN product ON product.id IN (SELECT product_1.id
FROM product AS product_1
WHERE product_1.category_id = parents.k0 ORDER BY product_1.price DESC, product_1.id DESC
 LIMIT ? OFFSET ?) ORDER BY product.price DESC, product.id DESC;

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

