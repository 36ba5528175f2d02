DELETE FROM post WHERE post.id = ? RETURNING id AS "#k0", id AS id;

INSERT INTO post (author_id, title, slug, body) VALUES (?, ?, ?, ?) RETURNING id AS "#k0", id AS id;

INSERT INTO post (author_id, title, slug, body) VALUES (?, ?, ?, ?) RETURNING id AS "#k0", id AS id;

INSERT INTO post (author_id, title, slug, body) VALUES (?, ?, ?, ?) RETURNING id AS "#k0", title AS title, id AS id;

SELECT count(*) AS "#m0"
FROM post;

SELECT post.id AS "#k0", post.id AS id
FROM post
WHERE post.id = ?;

UPDATE post SET title=? WHERE post.id = ? RETURNING id AS "#k0", id AS id;

UPDATE post SET title=? WHERE post.id = ? RETURNING id AS "#k0", title AS title, id AS id;

