DELETE FROM item WHERE item.id = ? RETURNING id AS "#k0", id AS id;

DELETE FROM item WHERE item.id = ? RETURNING id AS "#k0", id AS id;

INSERT INTO item (name) VALUES (?) RETURNING id AS "#k0", name AS name, description AS description, id AS id;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM item) AS figures LEFT OUTER JOIN (SELECT item.id AS id, 1 AS "#there"
FROM item ORDER BY item.id ASC
 LIMIT ? OFFSET ?) AS listed ON 1 = 1;

SELECT item.id AS "#k0", item.id AS id
FROM item
WHERE item.id = ?;

UPDATE item SET description=? WHERE item.id = ? RETURNING id AS "#k0", name AS name, description AS description, id AS id;

