SELECT figures."#m0" AS "#f0", figures."#m1" AS "#f1", listed."#there", listed."#g0", listed."#m0"
FROM (SELECT count(*) AS "#m0", count(DISTINCT item.description) AS "#m1"
FROM item) AS figures LEFT OUTER JOIN (SELECT item.description AS "#g0", count(*) AS "#m0", 1 AS "#there"
FROM item GROUP BY item.description ORDER BY count(*) DESC, item.description ASC NULLS LAST
 LIMIT ? OFFSET ?) AS listed ON 1 = 1;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM item
WHERE item.name = ? OR item.description = ?) AS figures LEFT OUTER JOIN (SELECT item.id AS id, 1 AS "#there"
FROM item
WHERE item.name = ? OR item.description = ? ORDER BY item.id ASC
 LIMIT ? OFFSET ?) AS listed ON 1 = 1;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM item) AS figures LEFT OUTER JOIN (SELECT item.id AS id, 1 AS "#there"
FROM item ORDER BY item.id ASC
 LIMIT ? OFFSET ?) AS listed ON 1 = 1;

SELECT item.id AS id
FROM item
WHERE (item.id) < (?) ORDER BY item.id DESC
 LIMIT ? OFFSET ?;

SELECT item.id AS id
FROM item
WHERE (item.id) > (?) ORDER BY item.id ASC
 LIMIT ? OFFSET ?;

SELECT item.name AS name, item.description AS description, item.id AS id
FROM item ORDER BY item.description ASC NULLS LAST, item.id ASC
 LIMIT ? OFFSET ?;

