SELECT count(*) AS "#m0"
FROM item;

SELECT count(*) AS "#m0"
FROM item
WHERE item.name = ? OR item.description = ?;

SELECT count(*) AS "#m0", count(DISTINCT item.description) AS "#m1"
FROM item;

SELECT item.description AS "#g0", count(*) AS "#m0"
FROM item GROUP BY item.description ORDER BY count(*) DESC, item.description ASC NULLS LAST
 LIMIT ? OFFSET ?;

SELECT item.id AS id
FROM item
WHERE (item.id) < (?) ORDER BY item.id DESC
 LIMIT ? OFFSET ?;

SELECT item.id AS id
FROM item
WHERE (item.id) > (?) ORDER BY item.id ASC
 LIMIT ? OFFSET ?;

SELECT item.id AS id
FROM item
WHERE item.name = ? OR item.description = ? ORDER BY item.id ASC
 LIMIT ? OFFSET ?;

SELECT item.id AS id
FROM item ORDER BY item.id ASC
 LIMIT ? OFFSET ?;

SELECT item.name AS name, item.description AS description, item.id AS id
FROM item ORDER BY item.description ASC NULLS LAST, item.id ASC
 LIMIT ? OFFSET ?;

