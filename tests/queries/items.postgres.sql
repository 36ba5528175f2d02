SELECT count(*) AS "#m0"
FROM item;

SELECT count(*) AS "#m0"
FROM item
WHERE item.name = $1::VARCHAR OR item.description = $2::VARCHAR;

SELECT count(*) AS "#m0", count(DISTINCT item.description) AS "#m1"
FROM item;

SELECT item.description AS "#g0", count(*) AS "#m0"
FROM item GROUP BY item.description ORDER BY count(*) DESC, item.description ASC
 LIMIT $1::INTEGER;

SELECT item.id AS id
FROM item
WHERE item.name = $1::VARCHAR OR item.description = $2::VARCHAR ORDER BY item.id ASC
 LIMIT $3::INTEGER;

SELECT item.id AS id
FROM item ORDER BY item.id ASC
 LIMIT $1::INTEGER OFFSET $2::INTEGER;

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

