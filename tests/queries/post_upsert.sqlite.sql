INSERT INTO post (author_id, title, slug, body) VALUES (?, ?, ?, ?) ON CONFLICT (slug) DO NOTHING RETURNING id AS "#k0", title AS title, id AS id;

INSERT INTO post (author_id, title, slug, body) VALUES (?, ?, ?, ?) ON CONFLICT (slug) DO NOTHING RETURNING id AS "#k0", title AS title, id AS id;

SELECT count(*) AS "#m0"
FROM post;

UPDATE post SET title=?, body=? WHERE post.slug = ? RETURNING id AS "#k0", title AS title, id AS id;

