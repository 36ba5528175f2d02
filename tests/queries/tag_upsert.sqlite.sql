INSERT INTO tag (name) VALUES (?) ON CONFLICT (name) DO NOTHING RETURNING id AS "#k0", name AS name, id AS id;

INSERT INTO tag (name) VALUES (?) ON CONFLICT (name) DO NOTHING RETURNING id AS "#k0", name AS name, id AS id;

SELECT count(*) AS "#m0"
FROM tag;

SELECT tag.name AS "#k0", tag.name AS name, tag.id AS id
FROM tag
WHERE tag.name = ?;

