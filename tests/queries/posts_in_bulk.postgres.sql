DELETE FROM post WHERE post.id = $1::INTEGER RETURNING post.id AS "#k0", post.id AS id;

INSERT INTO post (author_id, title, slug, body) VALUES ($1::INTEGER, $2::VARCHAR, $3::VARCHAR, $4::VARCHAR) RETURNING post.id AS "#k0", post.id AS id;

INSERT INTO post (author_id, title, slug, body) VALUES ($1::INTEGER, $2::VARCHAR, $3::VARCHAR, $4::VARCHAR) RETURNING post.id AS "#k0", post.id AS id;

INSERT INTO post (author_id, title, slug, body) VALUES ($1::INTEGER, $2::VARCHAR, $3::VARCHAR, $4::VARCHAR) RETURNING post.id AS "#k0", post.title AS title, post.id AS id;

SELECT count(*) AS "#m0"
FROM post;

SELECT post.id AS "#k0", post.id AS id
FROM post
WHERE post.id = $1::INTEGER;

UPDATE post SET title=$1::VARCHAR WHERE post.id = $2::INTEGER RETURNING post.id AS "#k0", post.id AS id;

UPDATE post SET title=$1::VARCHAR WHERE post.id = $2::INTEGER RETURNING post.id AS "#k0", post.title AS title, post.id AS id;

