SELECT tag.id AS "#k0", tag.name AS name, tag.id AS id
FROM tag
WHERE tag.id = ANY (CAST($1::VARCHAR AS INTEGER[]));

SELECT tag.name AS "#k0", tag.name AS name, tag.id AS id
FROM tag
WHERE tag.name = $1::VARCHAR;

