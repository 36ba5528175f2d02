DELETE FROM tag WHERE tag.id = ? RETURNING id AS "#k0", id AS id;

DELETE FROM tag WHERE tag.id = ? RETURNING id AS "#k0", id AS id;

INSERT INTO tag (name) VALUES (?) RETURNING id AS "#k0", id AS id;

INSERT INTO tag (name) VALUES (?) RETURNING id AS "#k0", id AS id;

INSERT INTO tag (name) VALUES (?) RETURNING id AS "#k0", name AS name, id AS id;

SELECT count(*) AS "#m0"
FROM tag;

SELECT tag.id AS "#k0", tag.id AS id
FROM tag
WHERE tag.id = ?;

SELECT tag.id AS id
FROM tag ORDER BY tag.id ASC
 LIMIT ? OFFSET ?;

UPDATE tag SET name=? WHERE tag.id = ? RETURNING id AS "#k0", name AS name, id AS id;

