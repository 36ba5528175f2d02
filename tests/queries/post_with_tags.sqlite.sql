DELETE FROM post_tag WHERE post_tag.post_id = ? AND ((post_tag.tag_id) NOT IN (VALUES (?)));

DELETE FROM post_tag WHERE post_tag.post_id = ? AND (post_tag.tag_id) IN (VALUES (?));

INSERT INTO post (author_id, title, slug, body) VALUES (?, ?, ?, ?) RETURNING id AS "#k0", slug AS slug, id AS id;

INSERT INTO post_tag (post_id, tag_id) VALUES (?, ?) ON CONFLICT DO NOTHING;

INSERT INTO post_tag (post_id, tag_id) VALUES (?, ?) ON CONFLICT DO NOTHING;

INSERT INTO post_tag (post_id, tag_id) VALUES (?, ?), (?, ?) ON CONFLICT DO NOTHING;

INSERT INTO tag (name) VALUES (?) RETURNING id AS "#k0", id AS id;

SELECT parents.k0, tag.name AS name
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents CROSS JOIN tag ON tag.id IN (SELECT tag_1.id
FROM post_tag JOIN tag AS tag_1 ON post_tag.tag_id = tag_1.id
WHERE post_tag.post_id = parents.k0 ORDER BY tag_1.id ASC
 LIMIT ? OFFSET ?) ORDER BY tag.id ASC;

SELECT parents.k0, tag.name AS name
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents CROSS JOIN tag ON tag.id IN (SELECT tag_1.id
FROM post_tag JOIN tag AS tag_1 ON post_tag.tag_id = tag_1.id
WHERE post_tag.post_id = parents.k0 ORDER BY tag_1.id ASC
 LIMIT ? OFFSET ?) ORDER BY tag.id ASC;

SELECT parents.k0, tag.name AS name
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents CROSS JOIN tag ON tag.id IN (SELECT tag_1.id
FROM post_tag JOIN tag AS tag_1 ON post_tag.tag_id = tag_1.id
WHERE post_tag.post_id = parents.k0 ORDER BY tag_1.id ASC
 LIMIT ? OFFSET ?) ORDER BY tag.id ASC;

SELECT post.id AS "#k0", post.id AS id
FROM post
WHERE post.id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents);

SELECT post.id AS "#k0", post.id AS id
FROM post
WHERE post.id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents);

SELECT post.id AS "#k0", post.id AS id
FROM post
WHERE post.id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents);

SELECT tag.id AS "#k0", tag.id AS id
FROM tag
WHERE tag.id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents);

SELECT tag.name AS "#k0", tag.id AS id
FROM tag
WHERE tag.name IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents);

SELECT tag.name AS "#k0", tag.id AS id
FROM tag
WHERE tag.name IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents);

SELECT tag.name AS "#k0", tag.id AS id
FROM tag
WHERE tag.name IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents);

