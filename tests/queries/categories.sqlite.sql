SELECT category.id AS id
FROM category
WHERE (category.id) < (?) ORDER BY category.id DESC
 LIMIT ? OFFSET ?;

SELECT category.id AS id
FROM category
WHERE (category.id) > (?) ORDER BY category.id ASC
 LIMIT ? OFFSET ?;

SELECT figures."#m0" AS "#f0", figures."#m1" AS "#f1", listed."#there", listed."#g0", listed."#m0"
FROM (SELECT count(*) AS "#m0", count(DISTINCT category.slug) AS "#m1"
FROM category) AS figures LEFT OUTER JOIN (SELECT category.parent_id AS "#g0", count(*) AS "#m0", 1 AS "#there"
FROM category GROUP BY category.parent_id ORDER BY count(*) DESC, category.parent_id ASC NULLS LAST
 LIMIT ? OFFSET ?) AS listed ON 1 = 1;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM category
WHERE EXISTS (SELECT ? AS anon_1
FROM category AS category_1
WHERE category_1.id = category.parent_id AND category_1.slug = ?)) AS figures LEFT OUTER JOIN (SELECT category.id AS id, 1 AS "#there"
FROM category
WHERE EXISTS (SELECT ? AS anon_2
FROM category AS category_2
WHERE category_2.id = category.parent_id AND category_2.slug = ?) ORDER BY category.id ASC
 LIMIT ? OFFSET ?) AS listed ON 1 = 1;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM category) AS figures LEFT OUTER JOIN (SELECT category.id AS id, 1 AS "#there"
FROM category ORDER BY category.id ASC
 LIMIT ? OFFSET ?) AS listed ON 1 = 1;

SELECT listed.name, listed.slug, listed.parent_id, listed.id, listed."#o0", other0.id AS "#j0_0", other0.name AS "#j0_1"
FROM (SELECT category.name AS name, category.slug AS slug, category.parent_id AS parent_id, category.id AS id, (SELECT count(*) AS count_1
FROM category AS category_1
WHERE category_1.parent_id = category.id) AS "#o0"
FROM category ORDER BY (SELECT count(*) AS count_2
FROM category AS category_2
WHERE category_2.parent_id = category.id) DESC, category.id DESC
 LIMIT ? OFFSET ?) AS listed LEFT OUTER JOIN category AS other0 ON other0.id = listed.parent_id;

