DELETE FROM post_tag WHERE post_tag.post_id = ? AND ((post_tag.tag_id) NOT IN (VALUES (?)));

DELETE FROM post_tag WHERE post_tag.post_id = ? AND (post_tag.tag_id) IN (VALUES (?));

INSERT INTO post (author_id, title, slug, body) VALUES (?, ?, ?, ?) RETURNING id AS "#k0", slug AS slug, id AS id;

INSERT INTO post_tag (post_id, tag_id) VALUES (?, ?) ON CONFLICT DO NOTHING;

INSERT INTO post_tag (post_id, tag_id) VALUES (?, ?) ON CONFLICT DO NOTHING;

INSERT INTO post_tag (post_id, tag_id) VALUES (?, ?), (?, ?) ON CONFLICT DO NOTHING;

INSERT INTO tag (name) VALUES (?) RETURNING id AS "#k0", id AS id;

SELECT post.id AS "#k0", post.id AS id
FROM post
WHERE post.id = ?;

SELECT post.id AS "#k0", post.id AS id
FROM post
WHERE post.id = ?;

SELECT post.id AS "#k0", post.id AS id
FROM post
WHERE post.id = ?;

SELECT post_tag.post_id AS "#k0", tag.name AS name
FROM post_tag JOIN tag ON post_tag.tag_id = tag.id
WHERE post_tag.post_id = ? ORDER BY tag.id ASC
 LIMIT ? OFFSET ?;

SELECT post_tag.post_id AS "#k0", tag.name AS name
FROM post_tag JOIN tag ON post_tag.tag_id = tag.id
WHERE post_tag.post_id = ? ORDER BY tag.id ASC
 LIMIT ? OFFSET ?;

SELECT post_tag.post_id AS "#k0", tag.name AS name
FROM post_tag JOIN tag ON post_tag.tag_id = tag.id
WHERE post_tag.post_id = ? ORDER BY tag.id ASC
 LIMIT ? OFFSET ?;

SELECT tag.id AS "#k0", tag.id AS id
FROM tag
WHERE tag.id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents);

SELECT tag.name AS "#k0", tag.id AS id
FROM tag
WHERE tag.name = ?;

SELECT tag.name AS "#k0", tag.id AS id
FROM tag
WHERE tag.name = ?;

SELECT tag.name AS "#k0", tag.id AS id
FROM tag
WHERE tag.name = ?;

