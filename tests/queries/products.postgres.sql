SELECT figures."#m0" AS "#f0", figures."#m1" AS "#f1", figures."#m2" AS "#f2", figures."#m3" AS "#f3", figures."#m4" AS "#f4", figures."#m5" AS "#f5", listed."#there", listed."#g0", listed."#m0"
FROM (SELECT count(*) AS "#m0", CAST(min(product.price) AS TEXT) AS "#m1", CAST(max(product.price) AS TEXT) AS "#m2", CAST(sum(product.price) AS TEXT) AS "#m3", sum(product.version) AS "#m4", count(product.price) AS "#m5"
FROM product) AS figures LEFT OUTER JOIN (SELECT product.is_active AS "#g0", count(*) AS "#m0", 1 AS "#there"
FROM product GROUP BY product.is_active ORDER BY count(*) DESC, product.is_active ASC
 LIMIT $1::INTEGER) AS listed ON true;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM product
WHERE casefold(product.name COLLATE "pg_unicode_fast") LIKE casefold($1::VARCHAR COLLATE "pg_unicode_fast") OR casefold(product.description COLLATE "pg_unicode_fast") LIKE casefold($1::VARCHAR COLLATE "pg_unicode_fast")) AS figures LEFT OUTER JOIN (SELECT product.id AS id, 1 AS "#there"
FROM product
WHERE casefold(product.name COLLATE "pg_unicode_fast") LIKE casefold($1::VARCHAR COLLATE "pg_unicode_fast") OR casefold(product.description COLLATE "pg_unicode_fast") LIKE casefold($1::VARCHAR COLLATE "pg_unicode_fast") ORDER BY greatest(coalesce(CAST($2::INTEGER * word_similarity(casefold($3::VARCHAR COLLATE "pg_unicode_fast"), casefold(product.name COLLATE "pg_unicode_fast")) AS INTEGER) / $4::INTEGER, $5::INTEGER), coalesce(CAST($6::INTEGER * word_similarity(casefold($3::VARCHAR COLLATE "pg_unicode_fast"), casefold(product.description COLLATE "pg_unicode_fast")) AS INTEGER) / $7::INTEGER, $8::INTEGER)) DESC, product.id ASC
 LIMIT $9::INTEGER) AS listed ON true;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM product
WHERE product.price < $1::NUMERIC(12, 2) AND (CAST(product.attributes AS JSONB) #> $2::TEXT[]) = CAST($3::VARCHAR AS JSONB)) AS figures LEFT OUTER JOIN (SELECT product.id AS id, 1 AS "#there"
FROM product
WHERE product.price < $1::NUMERIC(12, 2) AND (CAST(product.attributes AS JSONB) #> $4::TEXT[]) = CAST($3::VARCHAR AS JSONB) ORDER BY product.id ASC
 LIMIT $5::INTEGER) AS listed ON true;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM product) AS figures LEFT OUTER JOIN (SELECT product.id AS id, 1 AS "#there"
FROM product ORDER BY product.id ASC
 LIMIT $1::INTEGER OFFSET $2::INTEGER) AS listed ON true;

SELECT listed.sku, listed.name, listed.description, listed.price, listed.is_active, listed.attributes, listed.category_id, listed.id, listed.version, beside0."#j0_0", beside0."#j0_1"
FROM (SELECT page.sku AS sku, page.name AS name, page.description AS description, page.price AS price, page.is_active AS is_active, page.attributes AS attributes, page.category_id AS category_id, page.id AS id, page.version AS version
FROM (SELECT product.sku AS sku, product.name AS name, product.description AS description, CAST(product.price AS TEXT) AS price, product.is_active AS is_active, product.attributes AS attributes, product.category_id AS category_id, product.id AS id, product.version AS version
FROM product ORDER BY product.price DESC, product.id DESC
 LIMIT 11) AS page
 LIMIT $1::INTEGER) AS listed LEFT OUTER JOIN LATERAL (SELECT other0.id AS "#j0_0", other0.slug AS "#j0_1"
FROM category AS other0
WHERE other0.id = listed.category_id
 LIMIT $2::INTEGER) AS beside0 ON true;

SELECT page.id
FROM (SELECT product.id AS id
FROM product
WHERE (product.id) < ($1::INTEGER) ORDER BY product.id DESC
 LIMIT 11) AS page
 LIMIT $2::INTEGER;

SELECT page.id
FROM (SELECT product.id AS id
FROM product
WHERE (product.id) > ($1::INTEGER) ORDER BY product.id ASC
 LIMIT 11) AS page
 LIMIT $2::INTEGER;

