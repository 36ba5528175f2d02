SELECT tag.id AS "#k0", tag.name AS name, tag.id AS id
FROM tag
WHERE tag.id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents);

SELECT tag.name AS "#k0", tag.name AS name, tag.id AS id
FROM tag
WHERE tag.name = ?;

