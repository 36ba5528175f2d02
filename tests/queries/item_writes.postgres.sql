DELETE FROM item WHERE item.id = $1::INTEGER RETURNING item.id AS "#k0", item.id AS id;

DELETE FROM item WHERE item.id = $1::INTEGER RETURNING item.id AS "#k0", item.id AS id;

INSERT INTO item (name) VALUES ($1::VARCHAR) RETURNING item.id AS "#k0", item.name AS name, item.description AS description, item.id AS id;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM item) AS figures LEFT OUTER JOIN (SELECT page.id AS id, 1 AS "#there"
FROM (SELECT item.id AS id
FROM item ORDER BY item.id ASC
 LIMIT 101) AS page
 LIMIT $1::INTEGER) AS listed ON true;

SELECT item.id AS "#k0", item.id AS id
FROM item
WHERE item.id = $1::INTEGER;

UPDATE item SET description=$1::VARCHAR WHERE item.id = $2::INTEGER RETURNING item.id AS "#k0", item.name AS name, item.description AS description, item.id AS id;

