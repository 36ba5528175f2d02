SELECT figures."#m0" AS "#f0", figures."#m1" AS "#f1", figures."#m2" AS "#f2", figures."#m3" AS "#f3", figures."#m4" AS "#f4", figures."#m5" AS "#f5", listed."#there", listed."#g0", listed."#m0"
FROM (SELECT count(*) AS "#m0", min(product.price) AS "#m1", max(product.price) AS "#m2", sum(product.price) AS "#m3", sum(product.version) AS "#m4", count(product.price) AS "#m5"
FROM product) AS figures LEFT OUTER JOIN (SELECT product.is_active AS "#g0", count(*) AS "#m0", 1 AS "#there"
FROM product GROUP BY product.is_active ORDER BY count(*) DESC, product.is_active ASC NULLS LAST
 LIMIT ? OFFSET ?) AS listed ON 1 = 1;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM product
WHERE casefold(product.name) LIKE casefold(?) ESCAPE '\' OR casefold(product.description) LIKE casefold(?) ESCAPE '\') AS figures LEFT OUTER JOIN (SELECT product.id AS id, 1 AS "#there"
FROM product
WHERE casefold(product.name) LIKE casefold(?) ESCAPE '\' OR casefold(product.description) LIKE casefold(?) ESCAPE '\' ORDER BY max(coalesce(CASE WHEN (casefold(product.name) = casefold(?)) THEN ? WHEN (casefold(product.name) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(product.name) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?), coalesce(CASE WHEN (casefold(product.description) = casefold(?)) THEN ? WHEN (casefold(product.description) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(product.description) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?)) DESC, product.id ASC
 LIMIT ? OFFSET ?) AS listed ON 1 = 1;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM product
WHERE product.price < ? AND json_equal(json_at(product.attributes, ?), ?) = 1) AS figures LEFT OUTER JOIN (SELECT product.id AS id, 1 AS "#there"
FROM product
WHERE product.price < ? AND json_equal(json_at(product.attributes, ?), ?) = 1 ORDER BY product.id ASC
 LIMIT ? OFFSET ?) AS listed ON 1 = 1;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM product) AS figures LEFT OUTER JOIN (SELECT product.id AS id, 1 AS "#there"
FROM product ORDER BY product.id ASC
 LIMIT ? OFFSET ?) AS listed ON 1 = 1;

SELECT listed.sku, listed.name, listed.description, listed.price, listed.is_active, listed.attributes, listed.category_id, listed.id, listed.version, other0.id AS "#j0_0", other0.slug AS "#j0_1"
FROM (SELECT product.sku AS sku, product.name AS name, product.description AS description, product.price AS price, product.is_active AS is_active, product.attributes AS attributes, product.category_id AS category_id, product.id AS id, product.version AS version
FROM product ORDER BY product.price DESC, product.id DESC
 LIMIT ? OFFSET ?) AS listed LEFT OUTER JOIN category AS other0 ON other0.id = listed.category_id;

SELECT product.id AS id
FROM product
WHERE (product.id) < (?) ORDER BY product.id DESC
 LIMIT ? OFFSET ?;

SELECT product.id AS id
FROM product
WHERE (product.id) > (?) ORDER BY product.id ASC
 LIMIT ? OFFSET ?;

