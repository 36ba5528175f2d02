SELECT anon_1.place, page.id
FROM unnest(CAST($1::VARCHAR AS INTEGER[])) WITH ORDINALITY AS anon_1(k0, place) JOIN LATERAL (SELECT category.id AS id
FROM category
WHERE category.parent_id = anon_1.k0 AND (EXISTS (SELECT $2::INTEGER AS anon_2
FROM category AS category_1
WHERE category_1.id = category.parent_id AND category_1.slug = $3::VARCHAR)) ORDER BY category.id ASC
 LIMIT $4::INTEGER) AS page ON true;

SELECT anon_1.place, page.id
FROM unnest(CAST($1::VARCHAR AS INTEGER[])) WITH ORDINALITY AS anon_1(k0, place) JOIN LATERAL (SELECT category.id AS id
FROM category
WHERE category.parent_id = anon_1.k0 AND (category.id) < ($2::INTEGER) ORDER BY category.id DESC
 LIMIT $3::INTEGER) AS page ON true;

SELECT anon_1.place, page.id
FROM unnest(CAST($1::VARCHAR AS INTEGER[])) WITH ORDINALITY AS anon_1(k0, place) JOIN LATERAL (SELECT category.id AS id
FROM category
WHERE category.parent_id = anon_1.k0 AND (category.id) > ($2::INTEGER) ORDER BY category.id ASC
 LIMIT $3::INTEGER) AS page ON true;

SELECT anon_1.place, page.id
FROM unnest(CAST($1::VARCHAR AS INTEGER[])) WITH ORDINALITY AS anon_1(k0, place) JOIN LATERAL (SELECT category.id AS id
FROM category
WHERE category.parent_id = anon_1.k0 ORDER BY category.id ASC
 LIMIT $2::INTEGER OFFSET $3::INTEGER) AS page ON true;

SELECT anon_1.place, page.name, page.slug, page.parent_id, page.id, page."#o0"
FROM unnest(CAST($1::VARCHAR AS INTEGER[])) WITH ORDINALITY AS anon_1(k0, place) JOIN LATERAL (SELECT category.name AS name, category.slug AS slug, category.parent_id AS parent_id, category.id AS id, (SELECT count(*) AS count_1
FROM category AS category_1
WHERE category_1.parent_id = category.id) AS "#o0"
FROM category
WHERE category.parent_id = anon_1.k0 ORDER BY (SELECT count(*) AS count_2
FROM category AS category_2
WHERE category_2.parent_id = category.id) DESC, category.id DESC
 LIMIT $2::INTEGER) AS page ON true;

SELECT category.id AS "#k0", category.name AS name
FROM category
WHERE category.id = ANY (CAST($1::VARCHAR AS INTEGER[]));

SELECT category.parent_id AS "#k0", count(*) AS "#m0"
FROM category
WHERE category.parent_id = ANY (CAST($1::VARCHAR AS INTEGER[])) AND (EXISTS (SELECT $2::INTEGER AS anon_1
FROM category AS category_1
WHERE category_1.id = category.parent_id AND category_1.slug = $3::VARCHAR)) GROUP BY category.parent_id;

SELECT category.parent_id AS "#k0", count(*) AS "#m0"
FROM category
WHERE category.parent_id = ANY (CAST($1::VARCHAR AS INTEGER[])) GROUP BY category.parent_id;

SELECT category.parent_id AS "#k0", count(*) AS "#m0", count(DISTINCT category.slug) AS "#m1"
FROM category
WHERE category.parent_id = ANY (CAST($1::VARCHAR AS INTEGER[])) GROUP BY category.parent_id;

SELECT page."#k0", page."#g0", page."#m0"
FROM (SELECT category.parent_id AS "#k0", category.parent_id AS "#g0", count(*) AS "#m0", row_number() OVER (PARTITION BY category.parent_id ORDER BY count(*) DESC, category.parent_id ASC) AS "#row"
FROM category
WHERE category.parent_id = ANY (CAST($1::VARCHAR AS INTEGER[])) GROUP BY category.parent_id, category.parent_id) AS page
WHERE page."#row" <= $2::INTEGER ORDER BY page."#row";

SELECT page.id
FROM (SELECT category.id AS id
FROM category ORDER BY category.id ASC
 LIMIT 101) AS page
 LIMIT $1::INTEGER;

