SELECT listed."#k0", listed.author_id, listed.title, listed.slug, listed.body, listed.id, listed.published_at, listed.created_at, beside0."#j0_0", beside0."#j0_1"
FROM (SELECT post.id AS "#k0", post.author_id AS author_id, post.title AS title, post.slug AS slug, post.body AS body, post.id AS id, post.published_at AS published_at, post.created_at AS created_at
FROM post
WHERE post.id = ANY (CAST($1::VARCHAR AS INTEGER[]))) AS listed LEFT OUTER JOIN LATERAL (SELECT other0.id AS "#j0_0", other0.username AS "#j0_1"
FROM "user" AS other0
WHERE other0.id = listed.author_id
 LIMIT $2::INTEGER) AS beside0 ON true;

SELECT listed."#k0", listed.author_id, listed.title, listed.slug, listed.body, listed.id, listed.published_at, listed.created_at, beside0."#j0_0", beside0."#j0_1"
FROM (SELECT post.slug AS "#k0", post.author_id AS author_id, post.title AS title, post.slug AS slug, post.body AS body, post.id AS id, post.published_at AS published_at, post.created_at AS created_at
FROM post
WHERE post.slug = $1::VARCHAR) AS listed LEFT OUTER JOIN LATERAL (SELECT other0.id AS "#j0_0", other0.username AS "#j0_1"
FROM "user" AS other0
WHERE other0.id = listed.author_id
 LIMIT $2::INTEGER) AS beside0 ON true;

