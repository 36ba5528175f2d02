SELECT "user".id AS "#k0", "user".username AS username
FROM "user"
WHERE "user".id = ANY (CAST($1::VARCHAR AS INTEGER[]));

SELECT anon_1.place, page.author_id, page.title, page.slug, page.body, page.id, page.published_at, page.created_at
FROM unnest(CAST($1::VARCHAR AS INTEGER[])) WITH ORDINALITY AS anon_1(k0, place) JOIN LATERAL (SELECT post.author_id AS author_id, post.title AS title, post.slug AS slug, post.body AS body, post.id AS id, post.published_at AS published_at, post.created_at AS created_at
FROM post
WHERE post.author_id = anon_1.k0 ORDER BY post.published_at ASC NULLS FIRST, post.id ASC
 LIMIT $2::INTEGER) AS page ON true;

SELECT anon_1.place, page.id
FROM unnest(CAST($1::VARCHAR AS INTEGER[])) WITH ORDINALITY AS anon_1(k0, place) JOIN LATERAL (SELECT post.id AS id
FROM post
WHERE post.author_id = anon_1.k0 AND (EXISTS (SELECT $2::INTEGER AS anon_2
FROM post_tag AS post_tag_1 JOIN tag AS tag_1 ON post_tag_1.tag_id = tag_1.id
WHERE post_tag_1.post_id = post.id AND tag_1.name = $3::VARCHAR)) ORDER BY post.id ASC
 LIMIT $4::INTEGER) AS page ON true;

SELECT anon_1.place, page.id
FROM unnest(CAST($1::VARCHAR AS INTEGER[])) WITH ORDINALITY AS anon_1(k0, place) JOIN LATERAL (SELECT post.id AS id
FROM post
WHERE post.author_id = anon_1.k0 AND (casefold(post.title COLLATE "pg_unicode_fast") LIKE casefold($2::VARCHAR COLLATE "pg_unicode_fast") OR casefold(post.body COLLATE "pg_unicode_fast") LIKE casefold($2::VARCHAR COLLATE "pg_unicode_fast")) ORDER BY greatest(coalesce(CAST($3::INTEGER * word_similarity(casefold($4::VARCHAR COLLATE "pg_unicode_fast"), casefold(post.title COLLATE "pg_unicode_fast")) AS INTEGER) / $5::INTEGER, $6::INTEGER), coalesce(CAST($7::INTEGER * word_similarity(casefold($4::VARCHAR COLLATE "pg_unicode_fast"), casefold(post.body COLLATE "pg_unicode_fast")) AS INTEGER) / $8::INTEGER, $9::INTEGER)) DESC, post.id ASC
 LIMIT $10::INTEGER) AS page ON true;

SELECT anon_1.place, page.id
FROM unnest(CAST($1::VARCHAR AS INTEGER[])) WITH ORDINALITY AS anon_1(k0, place) JOIN LATERAL (SELECT post.id AS id
FROM post
WHERE post.author_id = anon_1.k0 AND (post.id) < ($2::INTEGER) ORDER BY post.id DESC
 LIMIT $3::INTEGER) AS page ON true;

SELECT anon_1.place, page.id
FROM unnest(CAST($1::VARCHAR AS INTEGER[])) WITH ORDINALITY AS anon_1(k0, place) JOIN LATERAL (SELECT post.id AS id
FROM post
WHERE post.author_id = anon_1.k0 AND (post.id) > ($2::INTEGER) ORDER BY post.id ASC
 LIMIT $3::INTEGER) AS page ON true;

SELECT anon_1.place, page.id
FROM unnest(CAST($1::VARCHAR AS INTEGER[])) WITH ORDINALITY AS anon_1(k0, place) JOIN LATERAL (SELECT post.id AS id
FROM post
WHERE post.author_id = anon_1.k0 ORDER BY post.id ASC
 LIMIT $2::INTEGER OFFSET $3::INTEGER) AS page ON true;

SELECT page."#k0", page."#g0", page."#m0"
FROM (SELECT post.author_id AS "#k0", post.author_id AS "#g0", count(*) AS "#m0", row_number() OVER (PARTITION BY post.author_id ORDER BY count(*) DESC, post.author_id ASC) AS "#row"
FROM post
WHERE post.author_id = ANY (CAST($1::VARCHAR AS INTEGER[])) GROUP BY post.author_id, post.author_id) AS page
WHERE page."#row" <= $2::INTEGER ORDER BY page."#row";

SELECT page.id
FROM (SELECT "user".id AS id
FROM "user" ORDER BY "user".id ASC
 LIMIT 101) AS page
 LIMIT $1::INTEGER;

SELECT post.author_id AS "#k0", count(*) AS "#m0"
FROM post
WHERE post.author_id = ANY (CAST($1::VARCHAR AS INTEGER[])) AND (EXISTS (SELECT $2::INTEGER AS anon_1
FROM post_tag AS post_tag_1 JOIN tag AS tag_1 ON post_tag_1.tag_id = tag_1.id
WHERE post_tag_1.post_id = post.id AND tag_1.name = $3::VARCHAR)) GROUP BY post.author_id;

SELECT post.author_id AS "#k0", count(*) AS "#m0"
FROM post
WHERE post.author_id = ANY (CAST($1::VARCHAR AS INTEGER[])) AND (casefold(post.title COLLATE "pg_unicode_fast") LIKE casefold($2::VARCHAR COLLATE "pg_unicode_fast") OR casefold(post.body COLLATE "pg_unicode_fast") LIKE casefold($2::VARCHAR COLLATE "pg_unicode_fast")) GROUP BY post.author_id;

SELECT post.author_id AS "#k0", count(*) AS "#m0"
FROM post
WHERE post.author_id = ANY (CAST($1::VARCHAR AS INTEGER[])) GROUP BY post.author_id;

SELECT post.author_id AS "#k0", count(*) AS "#m0", max(post.published_at) AS "#m1"
FROM post
WHERE post.author_id = ANY (CAST($1::VARCHAR AS INTEGER[])) GROUP BY post.author_id;

