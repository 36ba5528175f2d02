DELETE FROM item WHERE item.id = ? RETURNING id AS "#k0", id AS id;

DELETE FROM item WHERE item.id = ? RETURNING id AS "#k0", id AS id;

INSERT INTO item (name) VALUES (?) RETURNING id AS "#k0", name AS name, description AS description, id AS id;

SELECT count(*) AS "#m0"
FROM item;

SELECT item.id AS "#k0", item.id AS id
FROM item
WHERE item.id = ?;

SELECT item.id AS id
FROM item ORDER BY item.id ASC
 LIMIT ? OFFSET ?;

UPDATE item SET description=? WHERE item.id = ? RETURNING id AS "#k0", name AS name, description AS description, id AS id;

