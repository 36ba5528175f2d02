SELECT category.id AS "#k0", category.name AS name
FROM category
WHERE category.id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents);

SELECT category.id AS id
FROM category ORDER BY category.id ASC
 LIMIT ? OFFSET ?;

SELECT category.parent_id AS "#k0", count(*) AS "#m0"
FROM category
WHERE category.parent_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) AND (EXISTS (SELECT ? AS anon_1
FROM category AS category_1
WHERE category_1.id = category.parent_id AND category_1.slug = ?)) GROUP BY category.parent_id;

SELECT category.parent_id AS "#k0", count(*) AS "#m0"
FROM category
WHERE category.parent_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) GROUP BY category.parent_id;

SELECT category.parent_id AS "#k0", count(*) AS "#m0", count(DISTINCT category.slug) AS "#m1"
FROM category
WHERE category.parent_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) GROUP BY category.parent_id;

SELECT page."#k0", page."#g0", page."#m0"
FROM (SELECT category.parent_id AS "#k0", category.parent_id AS "#g0", count(*) AS "#m0", row_number() OVER (PARTITION BY category.parent_id ORDER BY count(*) DESC, category.parent_id ASC NULLS LAST) AS "#row"
FROM category
WHERE category.parent_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) GROUP BY category.parent_id, category.parent_id) AS page
WHERE page."#row" <= ? ORDER BY page."#row";

SELECT parents.k0, category.id AS id
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents CROSS JOIN category ON category.id IN (SELECT category_1.id
FROM category AS category_1
WHERE category_1.parent_id = parents.k0 AND (EXISTS (SELECT ? AS anon_1
FROM category AS category_2
WHERE category_2.id = category_1.parent_id AND category_2.slug = ?)) ORDER BY category_1.id ASC
 LIMIT ? OFFSET ?) ORDER BY category.id ASC;

SELECT parents.k0, category.id AS id
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents CROSS JOIN category ON category.id IN (SELECT category_1.id
FROM category AS category_1
WHERE category_1.parent_id = parents.k0 AND (category_1.id) < (?) ORDER BY category_1.id DESC
 LIMIT ? OFFSET ?) ORDER BY category.id DESC;

SELECT parents.k0, category.id AS id
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents CROSS JOIN category ON category.id IN (SELECT category_1.id
FROM category AS category_1
WHERE category_1.parent_id = parents.k0 AND (category_1.id) > (?) ORDER BY category_1.id ASC
 LIMIT ? OFFSET ?) ORDER BY category.id ASC;

SELECT parents.k0, category.id AS id
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents CROSS JOIN category ON category.id IN (SELECT category_1.id
FROM category AS category_1
WHERE category_1.parent_id = parents.k0 ORDER BY category_1.id ASC
 LIMIT ? OFFSET ?) ORDER BY category.id ASC;

SELECT parents.k0, category.name AS name, category.slug AS slug, category.parent_id AS parent_id, category.id AS id, (SELECT count(*) AS count_1
FROM category AS category_1
WHERE category_1.parent_id = category.id) AS "#o0"
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents CROSS JOIN category ON category.id IN (SELECT category_2.id
FROM category AS category_2
WHERE category_2.parent_id = parents.k0 ORDER BY (SELECT count(*) AS count_2
FROM category AS category_3
WHERE category_3.parent_id = category_2.id) DESC, category_2.id DESC
 LIMIT ? OFFSET ?) ORDER BY (SELECT count(*) AS count_3
FROM category AS category_4
WHERE category_4.parent_id = category.id) DESC, category.id DESC;

