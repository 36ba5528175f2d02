SELECT anon_1.place, page.id
FROM unnest(CAST($1::VARCHAR AS INTEGER[])) WITH ORDINALITY AS anon_1(k0, place) JOIN LATERAL (SELECT product.id AS id
FROM product
WHERE product.category_id = anon_1.k0 AND (casefold(product.name COLLATE "pg_unicode_fast") LIKE casefold($2::VARCHAR COLLATE "pg_unicode_fast") OR casefold(product.description COLLATE "pg_unicode_fast") LIKE casefold($2::VARCHAR COLLATE "pg_unicode_fast")) ORDER BY greatest(coalesce(CAST($3::INTEGER * word_similarity(casefold($4::VARCHAR COLLATE "pg_unicode_fast"), casefold(product.name COLLATE "pg_unicode_fast")) AS INTEGER) / $5::INTEGER, $6::INTEGER), coalesce(CAST($7::INTEGER * word_similarity(casefold($4::VARCHAR COLLATE "pg_unicode_fast"), casefold(product.description COLLATE "pg_unicode_fast")) AS INTEGER) / $8::INTEGER, $9::INTEGER)) DESC, product.id ASC
 LIMIT $10::INTEGER) AS page ON true;

SELECT anon_1.place, page.id
FROM unnest(CAST($1::VARCHAR AS INTEGER[])) WITH ORDINALITY AS anon_1(k0, place) JOIN LATERAL (SELECT product.id AS id
FROM product
WHERE product.category_id = anon_1.k0 AND (product.id) < ($2::INTEGER) ORDER BY product.id DESC
 LIMIT $3::INTEGER) AS page ON true;

SELECT anon_1.place, page.id
FROM unnest(CAST($1::VARCHAR AS INTEGER[])) WITH ORDINALITY AS anon_1(k0, place) JOIN LATERAL (SELECT product.id AS id
FROM product
WHERE product.category_id = anon_1.k0 AND (product.id) > ($2::INTEGER) ORDER BY product.id ASC
 LIMIT $3::INTEGER) AS page ON true;

SELECT anon_1.place, page.id
FROM unnest(CAST($1::VARCHAR AS INTEGER[])) WITH ORDINALITY AS anon_1(k0, place) JOIN LATERAL (SELECT product.id AS id
FROM product
WHERE product.category_id = anon_1.k0 AND product.price < $2::NUMERIC(12, 2) AND (CAST(product.attributes AS JSONB) #> $3::TEXT[]) = CAST($4::VARCHAR AS JSONB) ORDER BY product.id ASC
 LIMIT $5::INTEGER) AS page ON true;

SELECT anon_1.place, page.id
FROM unnest(CAST($1::VARCHAR AS INTEGER[])) WITH ORDINALITY AS anon_1(k0, place) JOIN LATERAL (SELECT product.id AS id
FROM product
WHERE product.category_id = anon_1.k0 ORDER BY product.id ASC
 LIMIT $2::INTEGER OFFSET $3::INTEGER) AS page ON true;

SELECT anon_1.place, page.sku, page.name, page.description, page.price, page.is_active, page.attributes, page.category_id, page.id, page.version
FROM unnest(CAST($1::VARCHAR AS INTEGER[])) WITH ORDINALITY AS anon_1(k0, place) JOIN LATERAL (SELECT product.sku AS sku, product.name AS name, product.description AS description, CAST(product.price AS TEXT) AS price, product.is_active AS is_active, product.attributes AS attributes, product.category_id AS category_id, product.id AS id, product.version AS version
FROM product
WHERE product.category_id = anon_1.k0 ORDER BY product.price DESC, product.id DESC
 LIMIT $2::INTEGER) AS page ON true;

SELECT category.id AS "#k0", category.slug AS slug
FROM category
WHERE category.id = ANY (CAST($1::VARCHAR AS INTEGER[]));

SELECT page."#k0", page."#g0", page."#m0"
FROM (SELECT product.category_id AS "#k0", product.is_active AS "#g0", count(*) AS "#m0", row_number() OVER (PARTITION BY product.category_id ORDER BY count(*) DESC, product.is_active ASC) AS "#row"
FROM product
WHERE product.category_id = ANY (CAST($1::VARCHAR AS INTEGER[])) GROUP BY product.category_id, product.is_active) AS page
WHERE page."#row" <= $2::INTEGER ORDER BY page."#row";

SELECT page.id
FROM (SELECT category.id AS id
FROM category ORDER BY category.id ASC
 LIMIT 101) AS page
 LIMIT $1::INTEGER;

SELECT product.category_id AS "#k0", count(*) AS "#m0"
FROM product
WHERE product.category_id = ANY (CAST($1::VARCHAR AS INTEGER[])) AND (casefold(product.name COLLATE "pg_unicode_fast") LIKE casefold($2::VARCHAR COLLATE "pg_unicode_fast") OR casefold(product.description COLLATE "pg_unicode_fast") LIKE casefold($2::VARCHAR COLLATE "pg_unicode_fast")) GROUP BY product.category_id;

SELECT product.category_id AS "#k0", count(*) AS "#m0"
FROM product
WHERE product.category_id = ANY (CAST($1::VARCHAR AS INTEGER[])) AND product.price < $2::NUMERIC(12, 2) AND (CAST(product.attributes AS JSONB) #> $3::TEXT[]) = CAST($4::VARCHAR AS JSONB) GROUP BY product.category_id;

SELECT product.category_id AS "#k0", count(*) AS "#m0"
FROM product
WHERE product.category_id = ANY (CAST($1::VARCHAR AS INTEGER[])) GROUP BY product.category_id;

SELECT product.category_id AS "#k0", count(*) AS "#m0", CAST(min(product.price) AS TEXT) AS "#m1", CAST(max(product.price) AS TEXT) AS "#m2", CAST(sum(product.price) AS TEXT) AS "#m3", sum(product.version) AS "#m4", count(product.price) AS "#m5"
FROM product
WHERE product.category_id = ANY (CAST($1::VARCHAR AS INTEGER[])) GROUP BY product.category_id;

