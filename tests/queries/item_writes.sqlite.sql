DELETE FROM item WHERE item.id = ? RETURNING id AS id;

DELETE FROM item WHERE item.id = ? RETURNING id AS id;

INSERT INTO item (name) VALUES (?) RETURNING name AS name, description AS description, id AS id;

SELECT count(*) AS "#m0"
FROM item;

SELECT item.id AS id
FROM item
WHERE item.id = ?;

SELECT item.id AS id
FROM item ORDER BY item.id ASC
 LIMIT ? OFFSET ?;

UPDATE item SET description=? WHERE item.id = ? RETURNING name AS name, description AS description, id AS id;

