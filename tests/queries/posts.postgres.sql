SELECT figures."#m0" AS "#f0", figures."#m1" AS "#f1", listed."#there", listed."#g0", listed."#m0"
FROM (SELECT count(*) AS "#m0", max(post.published_at) AS "#m1"
FROM post) AS figures LEFT OUTER JOIN (SELECT post.author_id AS "#g0", count(*) AS "#m0", 1 AS "#there"
FROM post GROUP BY post.author_id ORDER BY count(*) DESC, post.author_id ASC
 LIMIT $1::INTEGER) AS listed ON true;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM post
WHERE EXISTS (SELECT $1::INTEGER AS anon_1
FROM post_tag AS post_tag_1 JOIN tag AS tag_1 ON post_tag_1.tag_id = tag_1.id
WHERE post_tag_1.post_id = post.id AND tag_1.name = $2::VARCHAR)) AS figures LEFT OUTER JOIN (SELECT post.id AS id, 1 AS "#there"
FROM post
WHERE EXISTS (SELECT $3::INTEGER AS anon_2
FROM post_tag AS post_tag_2 JOIN tag AS tag_2 ON post_tag_2.tag_id = tag_2.id
WHERE post_tag_2.post_id = post.id AND tag_2.name = $2::VARCHAR) ORDER BY post.id ASC
 LIMIT $4::INTEGER) AS listed ON true;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM post
WHERE casefold(post.title COLLATE "pg_unicode_fast") LIKE casefold($1::VARCHAR COLLATE "pg_unicode_fast") OR casefold(post.body COLLATE "pg_unicode_fast") LIKE casefold($1::VARCHAR COLLATE "pg_unicode_fast")) AS figures LEFT OUTER JOIN (SELECT post.id AS id, 1 AS "#there"
FROM post
WHERE casefold(post.title COLLATE "pg_unicode_fast") LIKE casefold($1::VARCHAR COLLATE "pg_unicode_fast") OR casefold(post.body COLLATE "pg_unicode_fast") LIKE casefold($1::VARCHAR COLLATE "pg_unicode_fast") ORDER BY greatest(coalesce(CAST($2::INTEGER * word_similarity(casefold($3::VARCHAR COLLATE "pg_unicode_fast"), casefold(post.title COLLATE "pg_unicode_fast")) AS INTEGER) / $4::INTEGER, $5::INTEGER), coalesce(CAST($6::INTEGER * word_similarity(casefold($3::VARCHAR COLLATE "pg_unicode_fast"), casefold(post.body COLLATE "pg_unicode_fast")) AS INTEGER) / $7::INTEGER, $8::INTEGER)) DESC, post.id ASC
 LIMIT $9::INTEGER) AS listed ON true;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM post) AS figures LEFT OUTER JOIN (SELECT post.id AS id, 1 AS "#there"
FROM post ORDER BY post.id ASC
 LIMIT $1::INTEGER OFFSET $2::INTEGER) AS listed ON true;

SELECT listed.author_id, listed.title, listed.slug, listed.body, listed.id, listed.published_at, listed.created_at, beside0."#j0_0", beside0."#j0_1"
FROM (SELECT halves.author_id AS author_id, halves.title AS title, halves.slug AS slug, halves.body AS body, halves.id AS id, halves.published_at AS published_at, halves.created_at AS created_at
FROM (SELECT anon_1.author_id AS author_id, anon_1.title AS title, anon_1.slug AS slug, anon_1.body AS body, anon_1.id AS id, anon_1.published_at AS published_at, anon_1.created_at AS created_at, anon_1."#s0" AS "#s0", anon_1."#s1" AS "#s1"
FROM (SELECT post.author_id AS author_id, post.title AS title, post.slug AS slug, post.body AS body, post.id AS id, post.published_at AS published_at, post.created_at AS created_at, post.published_at AS "#s0", post.id AS "#s1"
FROM post
WHERE post.published_at IS NOT NULL ORDER BY post.published_at ASC, post.id ASC
 LIMIT $1::INTEGER) AS anon_1 UNION ALL SELECT anon_2.author_id AS author_id, anon_2.title AS title, anon_2.slug AS slug, anon_2.body AS body, anon_2.id AS id, anon_2.published_at AS published_at, anon_2.created_at AS created_at, anon_2."#s0" AS "#s0", anon_2."#s1" AS "#s1"
FROM (SELECT post.author_id AS author_id, post.title AS title, post.slug AS slug, post.body AS body, post.id AS id, post.published_at AS published_at, post.created_at AS created_at, post.published_at AS "#s0", post.id AS "#s1"
FROM post
WHERE post.published_at IS NULL ORDER BY post.published_at ASC, post.id ASC
 LIMIT $1::INTEGER) AS anon_2) AS halves ORDER BY halves."#s0" ASC NULLS FIRST, halves."#s1" ASC
 LIMIT $2::INTEGER) AS listed LEFT OUTER JOIN LATERAL (SELECT other0.id AS "#j0_0", other0.username AS "#j0_1"
FROM "user" AS other0
WHERE other0.id = listed.author_id
 LIMIT $3::INTEGER) AS beside0 ON true;

SELECT page.id
FROM (SELECT post.id AS id
FROM post
WHERE (post.id) < ($1::INTEGER) ORDER BY post.id DESC
 LIMIT 11) AS page
 LIMIT $2::INTEGER;

SELECT page.id
FROM (SELECT post.id AS id
FROM post
WHERE (post.id) > ($1::INTEGER) ORDER BY post.id ASC
 LIMIT 11) AS page
 LIMIT $2::INTEGER;

