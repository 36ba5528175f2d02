DELETE FROM post WHERE post.id = $1::INTEGER RETURNING post.id AS "#k0", post.id AS id;

DELETE FROM post WHERE post.id = $1::INTEGER RETURNING post.id AS "#k0", post.id AS id;

INSERT INTO post (author_id, title, slug, body) VALUES ($1::INTEGER, $2::VARCHAR, $3::VARCHAR, $4::VARCHAR) RETURNING post.id AS "#k0", post.author_id AS author_id, post.title AS title, post.slug AS slug, post.body AS body, post.id AS id, post.published_at AS published_at;

INSERT INTO post (author_id, title, slug, body) VALUES ($1::INTEGER, $2::VARCHAR, $3::VARCHAR, $4::VARCHAR) RETURNING post.id AS "#k0", post.id AS id;

INSERT INTO post (author_id, title, slug, body) VALUES ($1::INTEGER, $2::VARCHAR, $3::VARCHAR, $4::VARCHAR) RETURNING post.id AS "#k0", post.id AS id;

SELECT "user".id AS "#k0", "user".username AS username
FROM "user"
WHERE "user".id = $1::INTEGER;

SELECT "user".id AS "#k0", "user".username AS username
FROM "user"
WHERE "user".id = $1::INTEGER;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM post) AS figures LEFT OUTER JOIN (SELECT page.id AS id, 1 AS "#there"
FROM (SELECT post.id AS id
FROM post ORDER BY post.id ASC
 LIMIT 101) AS page
 LIMIT $1::INTEGER) AS listed ON true;

SELECT post.id AS "#k0", post.id AS id
FROM post
WHERE post.id = $1::INTEGER;

UPDATE post SET title=$1::VARCHAR WHERE post.id = $2::INTEGER RETURNING post.id AS "#k0", post.author_id AS author_id, post.title AS title, post.slug AS slug, post.body AS body, post.id AS id, post.published_at AS published_at;

