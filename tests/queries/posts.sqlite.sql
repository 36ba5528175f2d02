SELECT figures."#m0" AS "#f0", figures."#m1" AS "#f1", listed."#there", listed."#g0", listed."#m0"
FROM (SELECT count(*) AS "#m0", max(post.published_at) AS "#m1"
FROM post) AS figures LEFT OUTER JOIN (SELECT post.author_id AS "#g0", count(*) AS "#m0", 1 AS "#there"
FROM post GROUP BY post.author_id ORDER BY count(*) DESC, post.author_id ASC NULLS LAST
 LIMIT ? OFFSET ?) AS listed ON 1 = 1;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM post
WHERE EXISTS (SELECT ? AS anon_1
FROM post_tag AS post_tag_1 JOIN tag AS tag_1 ON post_tag_1.tag_id = tag_1.id
WHERE post_tag_1.post_id = post.id AND tag_1.name = ?)) AS figures LEFT OUTER JOIN (SELECT post.id AS id, 1 AS "#there"
FROM post
WHERE EXISTS (SELECT ? AS anon_2
FROM post_tag AS post_tag_2 JOIN tag AS tag_2 ON post_tag_2.tag_id = tag_2.id
WHERE post_tag_2.post_id = post.id AND tag_2.name = ?) ORDER BY post.id ASC
 LIMIT ? OFFSET ?) AS listed ON 1 = 1;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM post
WHERE casefold(post.title) LIKE casefold(?) ESCAPE '\' OR casefold(post.body) LIKE casefold(?) ESCAPE '\') AS figures LEFT OUTER JOIN (SELECT post.id AS id, 1 AS "#there"
FROM post
WHERE casefold(post.title) LIKE casefold(?) ESCAPE '\' OR casefold(post.body) LIKE casefold(?) ESCAPE '\' ORDER BY max(coalesce(CASE WHEN (casefold(post.title) = casefold(?)) THEN ? WHEN (casefold(post.title) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(post.title) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?), coalesce(CASE WHEN (casefold(post.body) = casefold(?)) THEN ? WHEN (casefold(post.body) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(post.body) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?)) DESC, post.id ASC
 LIMIT ? OFFSET ?) AS listed ON 1 = 1;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM post) AS figures LEFT OUTER JOIN (SELECT post.id AS id, 1 AS "#there"
FROM post ORDER BY post.id ASC
 LIMIT ? OFFSET ?) AS listed ON 1 = 1;

SELECT listed.author_id, listed.title, listed.slug, listed.body, listed.id, listed.published_at, listed.created_at, other0.id AS "#j0_0", other0.username AS "#j0_1"
FROM (SELECT post.author_id AS author_id, post.title AS title, post.slug AS slug, post.body AS body, post.id AS id, post.published_at AS published_at, post.created_at AS created_at
FROM post ORDER BY post.published_at ASC, post.id ASC
 LIMIT ? OFFSET ?) AS listed LEFT OUTER JOIN user AS other0 ON other0.id = listed.author_id;

SELECT post.id AS id
FROM post
WHERE (post.id) < (?) ORDER BY post.id DESC
 LIMIT ? OFFSET ?;

SELECT post.id AS id
FROM post
WHERE (post.id) > (?) ORDER BY post.id ASC
 LIMIT ? OFFSET ?;

