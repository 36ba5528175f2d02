SELECT figures."#m0" AS "#f0", listed."#there", listed."#g0", listed."#m0"
FROM (SELECT count(*) AS "#m0"
FROM tag) AS figures LEFT OUTER JOIN (SELECT tag.name AS "#g0", count(*) AS "#m0", 1 AS "#there"
FROM tag GROUP BY tag.name ORDER BY count(*) DESC, tag.name ASC
 LIMIT $1::INTEGER) AS listed ON true;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM tag
WHERE NOT (EXISTS (SELECT $1::INTEGER AS anon_1
FROM post_tag AS post_tag_1 JOIN post AS post_1 ON post_tag_1.post_id = post_1.id
WHERE post_tag_1.tag_id = tag.id AND true))) AS figures LEFT OUTER JOIN (SELECT tag.id AS id, 1 AS "#there"
FROM tag
WHERE NOT (EXISTS (SELECT $2::INTEGER AS anon_2
FROM post_tag AS post_tag_2 JOIN post AS post_2 ON post_tag_2.post_id = post_2.id
WHERE post_tag_2.tag_id = tag.id AND true)) ORDER BY tag.id ASC
 LIMIT $3::INTEGER) AS listed ON true;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM tag) AS figures LEFT OUTER JOIN (SELECT tag.id AS id, 1 AS "#there"
FROM tag ORDER BY tag.id ASC
 LIMIT $1::INTEGER OFFSET $2::INTEGER) AS listed ON true;

SELECT page.id
FROM (SELECT tag.id AS id
FROM tag
WHERE (tag.id) < ($1::INTEGER) ORDER BY tag.id DESC
 LIMIT 11) AS page
 LIMIT $2::INTEGER;

SELECT page.id
FROM (SELECT tag.id AS id
FROM tag
WHERE (tag.id) > ($1::INTEGER) ORDER BY tag.id ASC
 LIMIT 11) AS page
 LIMIT $2::INTEGER;

SELECT page.name, page.id, page."#o0"
FROM (SELECT tag.name AS name, tag.id AS id, (SELECT count(*) AS count_1
FROM post_tag AS post_tag_1 JOIN post AS post_1 ON post_tag_1.post_id = post_1.id
WHERE post_tag_1.tag_id = tag.id) AS "#o0"
FROM tag ORDER BY (SELECT count(*) AS count_2
FROM post_tag AS post_tag_2 JOIN post AS post_2 ON post_tag_2.post_id = post_2.id
WHERE post_tag_2.tag_id = tag.id) DESC, tag.id DESC
 LIMIT 11) AS page
 LIMIT $1::INTEGER;

