SELECT item.id AS "#k0", item.name AS name, item.description AS description, item.id AS id
FROM item
WHERE item.id = ANY (CAST($1::VARCHAR AS INTEGER[]));

