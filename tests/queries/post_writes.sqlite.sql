DELETE FROM post WHERE post.id = ? RETURNING id AS "#k0", id AS id;

DELETE FROM post WHERE post.id = ? RETURNING id AS "#k0", id AS id;

INSERT INTO post (author_id, title, slug, body) VALUES (?, ?, ?, ?) RETURNING id AS "#k0", author_id AS author_id, title AS title, slug AS slug, body AS body, id AS id, published_at AS published_at;

INSERT INTO post (author_id, title, slug, body) VALUES (?, ?, ?, ?) RETURNING id AS "#k0", id AS id;

INSERT INTO post (author_id, title, slug, body) VALUES (?, ?, ?, ?) RETURNING id AS "#k0", id AS id;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM post) AS figures LEFT OUTER JOIN (SELECT post.id AS id, 1 AS "#there"
FROM post ORDER BY post.id ASC
 LIMIT ? OFFSET ?) AS listed ON 1 = 1;

SELECT post.id AS "#k0", post.id AS id
FROM post
WHERE post.id = ?;

SELECT user.id AS "#k0", user.username AS username
FROM user
WHERE user.id = ?;

SELECT user.id AS "#k0", user.username AS username
FROM user
WHERE user.id = ?;

UPDATE post SET title=? WHERE post.id = ? RETURNING id AS "#k0", author_id AS author_id, title AS title, slug AS slug, body AS body, id AS id, published_at AS published_at;

