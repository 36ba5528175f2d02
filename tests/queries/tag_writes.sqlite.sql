DELETE FROM tag WHERE tag.id = ? RETURNING id AS "#k0", id AS id;

DELETE FROM tag WHERE tag.id = ? RETURNING id AS "#k0", id AS id;

INSERT INTO tag (name) VALUES (?) RETURNING id AS "#k0", id AS id;

INSERT INTO tag (name) VALUES (?) RETURNING id AS "#k0", id AS id;

INSERT INTO tag (name) VALUES (?) RETURNING id AS "#k0", name AS name, id AS id;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM tag) AS figures LEFT OUTER JOIN (SELECT tag.id AS id, 1 AS "#there"
FROM tag ORDER BY tag.id ASC
 LIMIT ? OFFSET ?) AS listed ON 1 = 1;

SELECT tag.id AS "#k0", tag.id AS id
FROM tag
WHERE tag.id = ?;

UPDATE tag SET name=? WHERE tag.id = ? RETURNING id AS "#k0", name AS name, id AS id;

