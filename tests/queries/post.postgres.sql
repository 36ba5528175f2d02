SELECT "user".id AS "#k0", "user".username AS username
FROM "user"
WHERE "user".id = ANY (CAST($1::VARCHAR AS INTEGER[]));

SELECT post.id AS "#k0", post.author_id AS author_id, post.title AS title, post.slug AS slug, post.body AS body, post.id AS id, post.published_at AS published_at, post.created_at AS created_at
FROM post
WHERE post.id = ANY (CAST($1::VARCHAR AS INTEGER[]));

SELECT post.slug AS "#k0", post.author_id AS author_id, post.title AS title, post.slug AS slug, post.body AS body, post.id AS id, post.published_at AS published_at, post.created_at AS created_at
FROM post
WHERE post.slug = $1::VARCHAR;

