SELECT figures."#m0" AS "#f0", figures."#m1" AS "#f1", listed."#there", listed."#g0", listed."#m0"
FROM (SELECT count(*) AS "#m0", count(DISTINCT category.slug) AS "#m1"
FROM category) AS figures LEFT OUTER JOIN (SELECT category.parent_id AS "#g0", count(*) AS "#m0", 1 AS "#there"
FROM category GROUP BY category.parent_id ORDER BY count(*) DESC, category.parent_id ASC
 LIMIT $1::INTEGER) AS listed ON true;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM category
WHERE EXISTS (SELECT $1::INTEGER AS anon_1
FROM category AS category_1
WHERE category_1.id = category.parent_id AND category_1.slug = $2::VARCHAR)) AS figures LEFT OUTER JOIN (SELECT category.id AS id, 1 AS "#there"
FROM category
WHERE EXISTS (SELECT $3::INTEGER AS anon_2
FROM category AS category_2
WHERE category_2.id = category.parent_id AND category_2.slug = $2::VARCHAR) ORDER BY category.id ASC
 LIMIT $4::INTEGER) AS listed ON true;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM category) AS figures LEFT OUTER JOIN (SELECT category.id AS id, 1 AS "#there"
FROM category ORDER BY category.id ASC
 LIMIT $1::INTEGER OFFSET $2::INTEGER) AS listed ON true;

SELECT listed.name, listed.slug, listed.parent_id, listed.id, listed."#o0", beside0."#j0_0", beside0."#j0_1"
FROM (SELECT page.name AS name, page.slug AS slug, page.parent_id AS parent_id, page.id AS id, page."#o0" AS "#o0"
FROM (SELECT category.name AS name, category.slug AS slug, category.parent_id AS parent_id, category.id AS id, (SELECT count(*) AS count_1
FROM category AS category_1
WHERE category_1.parent_id = category.id) AS "#o0"
FROM category ORDER BY (SELECT count(*) AS count_2
FROM category AS category_2
WHERE category_2.parent_id = category.id) DESC, category.id DESC
 LIMIT 11) AS page
 LIMIT $1::INTEGER) AS listed LEFT OUTER JOIN LATERAL (SELECT other0.id AS "#j0_0", other0.name AS "#j0_1"
FROM category AS other0
WHERE other0.id = listed.parent_id
 LIMIT $2::INTEGER) AS beside0 ON true;

SELECT page.id
FROM (SELECT category.id AS id
FROM category
WHERE (category.id) < ($1::INTEGER) ORDER BY category.id DESC
 LIMIT 11) AS page
 LIMIT $2::INTEGER;

SELECT page.id
FROM (SELECT category.id AS id
FROM category
WHERE (category.id) > ($1::INTEGER) ORDER BY category.id ASC
 LIMIT 11) AS page
 LIMIT $2::INTEGER;

