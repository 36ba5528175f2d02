SELECT listed."#k0", listed.author_id, listed.title, listed.slug, listed.body, listed.id, listed.published_at, listed.created_at, other0.id AS "#j0_0", other0.username AS "#j0_1"
FROM (SELECT post.id AS "#k0", post.author_id AS author_id, post.title AS title, post.slug AS slug, post.body AS body, post.id AS id, post.published_at AS published_at, post.created_at AS created_at
FROM post
WHERE post.id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents)) AS listed LEFT OUTER JOIN user AS other0 ON other0.id = listed.author_id;

SELECT listed."#k0", listed.author_id, listed.title, listed.slug, listed.body, listed.id, listed.published_at, listed.created_at, other0.id AS "#j0_0", other0.username AS "#j0_1"
FROM (SELECT post.slug AS "#k0", post.author_id AS author_id, post.title AS title, post.slug AS slug, post.body AS body, post.id AS id, post.published_at AS published_at, post.created_at AS created_at
FROM post
WHERE post.slug = ?) AS listed LEFT OUTER JOIN user AS other0 ON other0.id = listed.author_id;

