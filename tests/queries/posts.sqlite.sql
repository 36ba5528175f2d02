SELECT count(*) AS "#m0"
FROM post;

SELECT count(*) AS "#m0"
FROM post
WHERE EXISTS (SELECT ? AS anon_1
FROM post_tag AS post_tag_1 JOIN tag AS tag_1 ON post_tag_1.tag_id = tag_1.id
WHERE post_tag_1.post_id = post.id AND tag_1.name = ?);

SELECT count(*) AS "#m0"
FROM post
WHERE casefold(post.title) LIKE casefold(?) ESCAPE '\' OR casefold(post.body) LIKE casefold(?) ESCAPE '\';

SELECT count(*) AS "#m0", max(post.published_at) AS "#m1"
FROM post;

SELECT post.author_id AS "#g0", count(*) AS "#m0"
FROM post GROUP BY post.author_id ORDER BY count(*) DESC, post.author_id ASC NULLS LAST
 LIMIT ? OFFSET ?;

SELECT post.author_id AS author_id, post.title AS title, post.slug AS slug, post.body AS body, post.id AS id, post.published_at AS published_at, post.created_at AS created_at
FROM post ORDER BY post.published_at ASC, post.id ASC
 LIMIT ? OFFSET ?;

SELECT post.id AS id
FROM post
WHERE (post.id) < (?) ORDER BY post.id DESC
 LIMIT ? OFFSET ?;

SELECT post.id AS id
FROM post
WHERE (post.id) > (?) ORDER BY post.id ASC
 LIMIT ? OFFSET ?;

SELECT post.id AS id
FROM post
WHERE EXISTS (SELECT ? AS anon_1
FROM post_tag AS post_tag_1 JOIN tag AS tag_1 ON post_tag_1.tag_id = tag_1.id
WHERE post_tag_1.post_id = post.id AND tag_1.name = ?) ORDER BY post.id ASC
 LIMIT ? OFFSET ?;

SELECT post.id AS id
FROM post
WHERE casefold(post.title) LIKE casefold(?) ESCAPE '\' OR casefold(post.body) LIKE casefold(?) ESCAPE '\' ORDER BY max(coalesce(CASE WHEN (casefold(post.title) = casefold(?)) THEN ? WHEN (casefold(post.title) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(post.title) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?), coalesce(CASE WHEN (casefold(post.body) = casefold(?)) THEN ? WHEN (casefold(post.body) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(post.body) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?)) DESC, post.id ASC
 LIMIT ? OFFSET ?;

SELECT post.id AS id
FROM post ORDER BY post.id ASC
 LIMIT ? OFFSET ?;

SELECT user.id AS "#k0", user.username AS username
FROM user
WHERE user.id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents);

