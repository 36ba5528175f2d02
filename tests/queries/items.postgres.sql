SELECT figures."#m0" AS "#f0", figures."#m1" AS "#f1", listed."#there", listed."#g0", listed."#m0"
FROM (SELECT count(*) AS "#m0", count(DISTINCT item.description) AS "#m1"
FROM item) AS figures LEFT OUTER JOIN (SELECT item.description AS "#g0", count(*) AS "#m0", 1 AS "#there"
FROM item GROUP BY item.description ORDER BY count(*) DESC, item.description ASC
 LIMIT $1::INTEGER) AS listed ON true;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM item
WHERE item.name = $1::VARCHAR OR item.description = $2::VARCHAR) AS figures LEFT OUTER JOIN (SELECT item.id AS id, 1 AS "#there"
FROM item
WHERE item.name = $1::VARCHAR OR item.description = $2::VARCHAR ORDER BY item.id ASC
 LIMIT $3::INTEGER) AS listed ON true;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM item) AS figures LEFT OUTER JOIN (SELECT item.id AS id, 1 AS "#there"
FROM item ORDER BY item.id ASC
 LIMIT $1::INTEGER OFFSET $2::INTEGER) AS listed ON true;

SELECT page.id
FROM (SELECT item.id AS id
FROM item
WHERE (item.id) < ($1::INTEGER) ORDER BY item.id DESC
 LIMIT 11) AS page
 LIMIT $2::INTEGER;

SELECT page.id
FROM (SELECT item.id AS id
FROM item
WHERE (item.id) > ($1::INTEGER) ORDER BY item.id ASC
 LIMIT 11) AS page
 LIMIT $2::INTEGER;

SELECT page.name, page.description, page.id
FROM (SELECT item.name AS name, item.description AS description, item.id AS id
FROM item ORDER BY item.description ASC, item.id ASC
 LIMIT 11) AS page
 LIMIT $1::INTEGER;

