DELETE FROM post WHERE post.id = ? RETURNING id AS "#k0", id AS id;

DELETE FROM post WHERE post.id = ? RETURNING id AS "#k0", id AS id;

INSERT INTO post (author_id, title, slug, body) VALUES (?, ?, ?, ?) RETURNING id AS "#k0", author_id AS author_id, title AS title, slug AS slug, body AS body, id AS id, published_at AS published_at;

INSERT INTO post (author_id, title, slug, body) VALUES (?, ?, ?, ?) RETURNING id AS "#k0", id AS id;

INSERT INTO post (author_id, title, slug, body) VALUES (?, ?, ?, ?) RETURNING id AS "#k0", id AS id;

SELECT count(*) AS "#m0"
FROM post;

SELECT post.id AS "#k0", post.id AS id
FROM post
WHERE post.id = ?;

SELECT post.id AS id
FROM post ORDER BY post.id ASC
 LIMIT ? OFFSET ?;

SELECT user.id AS "#k0", user.username AS username
FROM user
WHERE user.id = ?;

SELECT user.id AS "#k0", user.username AS username
FROM user
WHERE user.id = ?;

UPDATE post SET title=? WHERE post.id = ? RETURNING id AS "#k0", author_id AS author_id, title AS title, slug AS slug, body AS body, id AS id, published_at AS published_at;

