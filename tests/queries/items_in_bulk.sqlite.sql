DELETE FROM item WHERE item.id = ? RETURNING id AS "#k0", id AS id;

INSERT INTO item (name) VALUES (?) RETURNING id AS "#k0", name AS name, id AS id;

SELECT count(*) AS "#m0"
FROM item;

SELECT item.id AS "#k0", item.id AS id
FROM item
WHERE item.id = ?;

UPDATE item SET name=? WHERE item.id = ? RETURNING id AS "#k0", id AS id;

UPDATE item SET name=? WHERE item.id = ? RETURNING id AS "#k0", name AS name, id AS id;

