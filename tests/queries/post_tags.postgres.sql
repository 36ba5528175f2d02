SELECT anon_1.place, page.id
FROM unnest(CAST($1::VARCHAR AS INTEGER[])) WITH ORDINALITY AS anon_1(k0, place) JOIN LATERAL (SELECT tag.id AS id
FROM post_tag JOIN tag ON post_tag.tag_id = tag.id
WHERE post_tag.post_id = anon_1.k0 AND (tag.id) < ($2::INTEGER) ORDER BY tag.id DESC
 LIMIT $3::INTEGER) AS page ON true;

SELECT anon_1.place, page.id
FROM unnest(CAST($1::VARCHAR AS INTEGER[])) WITH ORDINALITY AS anon_1(k0, place) JOIN LATERAL (SELECT tag.id AS id
FROM post_tag JOIN tag ON post_tag.tag_id = tag.id
WHERE post_tag.post_id = anon_1.k0 AND (tag.id) > ($2::INTEGER) ORDER BY tag.id ASC
 LIMIT $3::INTEGER) AS page ON true;

SELECT anon_1.place, page.id
FROM unnest(CAST($1::VARCHAR AS INTEGER[])) WITH ORDINALITY AS anon_1(k0, place) JOIN LATERAL (SELECT tag.id AS id
FROM post_tag JOIN tag ON post_tag.tag_id = tag.id
WHERE post_tag.post_id = anon_1.k0 AND NOT (EXISTS (SELECT $2::INTEGER AS anon_2
FROM post_tag AS post_tag_1 JOIN post AS post_1 ON post_tag_1.post_id = post_1.id
WHERE post_tag_1.tag_id = tag.id AND true)) ORDER BY tag.id ASC
 LIMIT $3::INTEGER) AS page ON true;

SELECT anon_1.place, page.id
FROM unnest(CAST($1::VARCHAR AS INTEGER[])) WITH ORDINALITY AS anon_1(k0, place) JOIN LATERAL (SELECT tag.id AS id
FROM post_tag JOIN tag ON post_tag.tag_id = tag.id
WHERE post_tag.post_id = anon_1.k0 ORDER BY tag.id ASC
 LIMIT $2::INTEGER OFFSET $3::INTEGER) AS page ON true;

SELECT anon_1.place, page.name, page.id, page."#o0"
FROM unnest(CAST($1::VARCHAR AS INTEGER[])) WITH ORDINALITY AS anon_1(k0, place) JOIN LATERAL (SELECT tag.name AS name, tag.id AS id, (SELECT count(*) AS count_1
FROM post_tag AS post_tag_1 JOIN post AS post_1 ON post_tag_1.post_id = post_1.id
WHERE post_tag_1.tag_id = tag.id) AS "#o0"
FROM post_tag JOIN tag ON post_tag.tag_id = tag.id
WHERE post_tag.post_id = anon_1.k0 ORDER BY (SELECT count(*) AS count_2
FROM post_tag AS post_tag_2 JOIN post AS post_2 ON post_tag_2.post_id = post_2.id
WHERE post_tag_2.tag_id = tag.id) DESC, tag.id DESC
 LIMIT $2::INTEGER) AS page ON true;

SELECT page."#k0", page."#g0", page."#m0"
FROM (SELECT post_tag.post_id AS "#k0", tag.name AS "#g0", count(*) AS "#m0", row_number() OVER (PARTITION BY post_tag.post_id ORDER BY count(*) DESC, tag.name ASC) AS "#row"
FROM post_tag JOIN tag ON post_tag.tag_id = tag.id
WHERE post_tag.post_id = ANY (CAST($1::VARCHAR AS INTEGER[])) GROUP BY post_tag.post_id, tag.name) AS page
WHERE page."#row" <= $2::INTEGER ORDER BY page."#row";

SELECT page.id
FROM (SELECT post.id AS id
FROM post ORDER BY post.id ASC
 LIMIT 101) AS page
 LIMIT $1::INTEGER;

SELECT post_tag.post_id AS "#k0", count(*) AS "#m0"
FROM post_tag JOIN tag ON post_tag.tag_id = tag.id
WHERE post_tag.post_id = ANY (CAST($1::VARCHAR AS INTEGER[])) AND NOT (EXISTS (SELECT $2::INTEGER AS anon_1
FROM post_tag AS post_tag_1 JOIN post AS post_1 ON post_tag_1.post_id = post_1.id
WHERE post_tag_1.tag_id = tag.id AND true)) GROUP BY post_tag.post_id;

SELECT post_tag.post_id AS "#k0", count(*) AS "#m0"
FROM post_tag JOIN tag ON post_tag.tag_id = tag.id
WHERE post_tag.post_id = ANY (CAST($1::VARCHAR AS INTEGER[])) GROUP BY post_tag.post_id;

