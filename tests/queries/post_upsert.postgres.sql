INSERT INTO post (author_id, title, slug, body) VALUES ($1::INTEGER, $2::VARCHAR, $3::VARCHAR, $4::VARCHAR) ON CONFLICT (slug) DO NOTHING RETURNING post.id AS "#k0", post.title AS title, post.id AS id;

INSERT INTO post (author_id, title, slug, body) VALUES ($1::INTEGER, $2::VARCHAR, $3::VARCHAR, $4::VARCHAR) ON CONFLICT (slug) DO NOTHING RETURNING post.id AS "#k0", post.title AS title, post.id AS id;

SELECT count(*) AS "#m0"
FROM post;

UPDATE post SET title=$1::VARCHAR, body=$2::VARCHAR WHERE post.slug = $3::VARCHAR RETURNING post.id AS "#k0", post.title AS title, post.id AS id;

