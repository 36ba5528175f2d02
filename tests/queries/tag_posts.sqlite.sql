SELECT page."#k0", page."#g0", page."#m0"
FROM (SELECT post_tag.tag_id AS "#k0", post.author_id AS "#g0", count(*) AS "#m0", row_number() OVER (PARTITION BY post_tag.tag_id ORDER BY count(*) DESC, post.author_id ASC NULLS LAST) AS "#row"
FROM post_tag JOIN post ON post_tag.post_id = post.id
WHERE post_tag.tag_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) GROUP BY post_tag.tag_id, post.author_id) AS page
WHERE page."#row" <= ? ORDER BY page."#row";

SELECT parents.k0, post.author_id AS author_id, post.title AS title, post.slug AS slug, post.body AS body, post.id AS id, post.published_at AS published_at, post.created_at AS created_at
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents CROSS JOIN post ON post.id IN (SELECT post_1.id
FROM post_tag JOIN post AS post_1 ON post_tag.post_id = post_1.id
WHERE post_tag.tag_id = parents.k0 ORDER BY post_1.published_at ASC, post_1.id ASC
 LIMIT ? OFFSET ?) ORDER BY post.published_at ASC, post.id ASC;

SELECT parents.k0, post.id AS id
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents CROSS JOIN post ON post.id IN (SELECT post_1.id
FROM post_tag JOIN post AS post_1 ON post_tag.post_id = post_1.id
WHERE post_tag.tag_id = parents.k0 AND (EXISTS (SELECT ? AS anon_1
FROM post_tag AS post_tag_1 JOIN tag AS tag_1 ON post_tag_1.tag_id = tag_1.id
WHERE post_tag_1.post_id = post_1.id AND tag_1.name = ?)) ORDER BY post_1.id ASC
 LIMIT ? OFFSET ?) ORDER BY post.id ASC;

SELECT parents.k0, post.id AS id
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents CROSS JOIN post ON post.id IN (SELECT post_1.id
FROM post_tag JOIN post AS post_1 ON post_tag.post_id = post_1.id
WHERE post_tag.tag_id = parents.k0 AND (casefold(post_1.title) LIKE casefold(?) ESCAPE '\' OR casefold(post_1.body) LIKE casefold(?) ESCAPE '\') ORDER BY max(coalesce(CASE WHEN (casefold(post_1.title) = casefold(?)) THEN ? WHEN (casefold(post_1.title) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(post_1.title) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?), coalesce(CASE WHEN (casefold(post_1.body) = casefold(?)) THEN ? WHEN (casefold(post_1.body) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(post_1.body) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?)) DESC, post_1.id ASC
 LIMIT ? OFFSET ?) ORDER BY max(coalesce(CASE WHEN (casefold(post.title) = casefold(?)) THEN ? WHEN (casefold(post.title) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(post.title) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?), coalesce(CASE WHEN (casefold(post.body) = casefold(?)) THEN ? WHEN (casefold(post.body) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(post.body) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?)) DESC, post.id ASC;

SELECT parents.k0, post.id AS id
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents CROSS JOIN post ON post.id IN (SELECT post_1.id
FROM post_tag JOIN post AS post_1 ON post_tag.post_id = post_1.id
WHERE post_tag.tag_id = parents.k0 AND (post_1.id) < (?) ORDER BY post_1.id DESC
 LIMIT ? OFFSET ?) ORDER BY post.id DESC;

SELECT parents.k0, post.id AS id
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents CROSS JOIN post ON post.id IN (SELECT post_1.id
FROM post_tag JOIN post AS post_1 ON post_tag.post_id = post_1.id
WHERE post_tag.tag_id = parents.k0 AND (post_1.id) > (?) ORDER BY post_1.id ASC
 LIMIT ? OFFSET ?) ORDER BY post.id ASC;

SELECT parents.k0, post.id AS id
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents CROSS JOIN post ON post.id IN (SELECT post_1.id
FROM post_tag JOIN post AS post_1 ON post_tag.post_id = post_1.id
WHERE post_tag.tag_id = parents.k0 ORDER BY post_1.id ASC
 LIMIT ? OFFSET ?) ORDER BY post.id ASC;

SELECT post_tag.tag_id AS "#k0", count(*) AS "#m0"
FROM post_tag JOIN post ON post_tag.post_id = post.id
WHERE post_tag.tag_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) AND (EXISTS (SELECT ? AS anon_1
FROM post_tag AS post_tag_1 JOIN tag AS tag_1 ON post_tag_1.tag_id = tag_1.id
WHERE post_tag_1.post_id = post.id AND tag_1.name = ?)) GROUP BY post_tag.tag_id;

SELECT post_tag.tag_id AS "#k0", count(*) AS "#m0"
FROM post_tag JOIN post ON post_tag.post_id = post.id
WHERE post_tag.tag_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) AND (casefold(post.title) LIKE casefold(?) ESCAPE '\' OR casefold(post.body) LIKE casefold(?) ESCAPE '\') GROUP BY post_tag.tag_id;

SELECT post_tag.tag_id AS "#k0", count(*) AS "#m0"
FROM post_tag JOIN post ON post_tag.post_id = post.id
WHERE post_tag.tag_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) GROUP BY post_tag.tag_id;

SELECT post_tag.tag_id AS "#k0", count(*) AS "#m0", max(post.published_at) AS "#m1"
FROM post_tag JOIN post ON post_tag.post_id = post.id
WHERE post_tag.tag_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) GROUP BY post_tag.tag_id;

SELECT tag.id AS id
FROM tag ORDER BY tag.id ASC
 LIMIT ? OFFSET ?;

SELECT user.id AS "#k0", user.username AS username
FROM user
WHERE user.id = ?;

