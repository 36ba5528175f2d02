DELETE FROM post_tag WHERE post_tag.post_id = $1::INTEGER AND ((post_tag.tag_id) NOT IN (($2)));

DELETE FROM post_tag WHERE post_tag.post_id = $1::INTEGER AND (post_tag.tag_id) IN (($2));

INSERT INTO post (author_id, title, slug, body) VALUES ($1::INTEGER, $2::VARCHAR, $3::VARCHAR, $4::VARCHAR) RETURNING post.id AS "#k0", post.slug AS slug, post.id AS id;

INSERT INTO post_tag (post_id, tag_id) VALUES ($1::INTEGER, $2::INTEGER) ON CONFLICT DO NOTHING;

INSERT INTO post_tag (post_id, tag_id) VALUES ($1::INTEGER, $2::INTEGER) ON CONFLICT DO NOTHING;

INSERT INTO post_tag (post_id, tag_id) VALUES ($1::INTEGER, $2::INTEGER), ($3::INTEGER, $4::INTEGER) ON CONFLICT DO NOTHING;

INSERT INTO tag (name) VALUES ($1::VARCHAR) RETURNING tag.id AS "#k0", tag.id AS id;

SELECT post.id AS "#k0", post.id AS id
FROM post
WHERE post.id = $1::INTEGER;

SELECT post.id AS "#k0", post.id AS id
FROM post
WHERE post.id = $1::INTEGER;

SELECT post.id AS "#k0", post.id AS id
FROM post
WHERE post.id = $1::INTEGER;

SELECT post_tag.post_id AS "#k0", tag.name AS name
FROM post_tag JOIN tag ON post_tag.tag_id = tag.id
WHERE post_tag.post_id = $1::INTEGER ORDER BY tag.id ASC
 LIMIT $2::INTEGER;

SELECT post_tag.post_id AS "#k0", tag.name AS name
FROM post_tag JOIN tag ON post_tag.tag_id = tag.id
WHERE post_tag.post_id = $1::INTEGER ORDER BY tag.id ASC
 LIMIT $2::INTEGER;

SELECT post_tag.post_id AS "#k0", tag.name AS name
FROM post_tag JOIN tag ON post_tag.tag_id = tag.id
WHERE post_tag.post_id = $1::INTEGER ORDER BY tag.id ASC
 LIMIT $2::INTEGER;

SELECT tag.id AS "#k0", tag.id AS id
FROM tag
WHERE tag.id = ANY (CAST($1::VARCHAR AS INTEGER[]));

SELECT tag.name AS "#k0", tag.id AS id
FROM tag
WHERE tag.name = $1::VARCHAR;

SELECT tag.name AS "#k0", tag.id AS id
FROM tag
WHERE tag.name = $1::VARCHAR;

SELECT tag.name AS "#k0", tag.id AS id
FROM tag
WHERE tag.name = $1::VARCHAR;

