SELECT figures."#m0" AS "#f0", listed."#there", listed."#g0", listed."#m0"
FROM (SELECT count(*) AS "#m0"
FROM tag) AS figures LEFT OUTER JOIN (SELECT tag.name AS "#g0", count(*) AS "#m0", 1 AS "#there"
FROM tag GROUP BY tag.name ORDER BY count(*) DESC, tag.name ASC NULLS LAST
 LIMIT ? OFFSET ?) AS listed ON 1 = 1;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM tag
WHERE NOT (EXISTS (SELECT ? AS anon_1
FROM post_tag AS post_tag_1 JOIN post AS post_1 ON post_tag_1.post_id = post_1.id
WHERE post_tag_1.tag_id = tag.id AND 1 = 1))) AS figures LEFT OUTER JOIN (SELECT tag.id AS id, 1 AS "#there"
FROM tag
WHERE NOT (EXISTS (SELECT ? AS anon_2
FROM post_tag AS post_tag_2 JOIN post AS post_2 ON post_tag_2.post_id = post_2.id
WHERE post_tag_2.tag_id = tag.id AND 1 = 1)) ORDER BY tag.id ASC
 LIMIT ? OFFSET ?) AS listed ON 1 = 1;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM tag) AS figures LEFT OUTER JOIN (SELECT tag.id AS id, 1 AS "#there"
FROM tag ORDER BY tag.id ASC
 LIMIT ? OFFSET ?) AS listed ON 1 = 1;

SELECT tag.id AS id
FROM tag
WHERE (tag.id) < (?) ORDER BY tag.id DESC
 LIMIT ? OFFSET ?;

SELECT tag.id AS id
FROM tag
WHERE (tag.id) > (?) ORDER BY tag.id ASC
 LIMIT ? OFFSET ?;

SELECT tag.name AS name, tag.id AS id, (SELECT count(*) AS count_1
FROM post_tag AS post_tag_1 JOIN post AS post_1 ON post_tag_1.post_id = post_1.id
WHERE post_tag_1.tag_id = tag.id) AS "#o0"
FROM tag ORDER BY (SELECT count(*) AS count_2
FROM post_tag AS post_tag_2 JOIN post AS post_2 ON post_tag_2.post_id = post_2.id
WHERE post_tag_2.tag_id = tag.id) DESC, tag.id DESC
 LIMIT ? OFFSET ?;

