DELETE FROM item WHERE item.id = $1::INTEGER RETURNING item.id AS "#k0", item.id AS id;

INSERT INTO item (name) VALUES ($1::VARCHAR) RETURNING item.id AS "#k0", item.name AS name, item.id AS id;

SELECT count(*) AS "#m0"
FROM item;

SELECT item.id AS "#k0", item.id AS id
FROM item
WHERE item.id = $1::INTEGER;

UPDATE item SET name=$1::VARCHAR WHERE item.id = $2::INTEGER RETURNING item.id AS "#k0", item.id AS id;

UPDATE item SET name=$1::VARCHAR WHERE item.id = $2::INTEGER RETURNING item.id AS "#k0", item.name AS name, item.id AS id;

