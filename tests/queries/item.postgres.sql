SELECT item.id AS "#k0", item.name AS name, item.description AS description, item.id AS id
FROM item
WHERE item.id = ANY ($1::INTEGER[]);

