SELECT item.id AS "#k0", item.name AS name, item.description AS description, item.id AS id
FROM item
WHERE item.id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents);

