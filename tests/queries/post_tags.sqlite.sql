SELECT page."#k0", page."#g0", page."#m0"
FROM (SELECT post_tag.post_id AS "#k0", tag.name AS "#g0", count(*) AS "#m0", row_number() OVER (PARTITION BY post_tag.post_id ORDER BY count(*) DESC, tag.name ASC NULLS LAST) AS "#row"
FROM post_tag JOIN tag ON post_tag.tag_id = tag.id
WHERE post_tag.post_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) GROUP BY post_tag.post_id, tag.name) AS page
WHERE page."#row" <= ? ORDER BY page."#row";

SELECT parents.k0, tag.id AS id
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents CROSS JOIN tag ON tag.id IN (SELECT tag_1.id
FROM post_tag JOIN tag AS tag_1 ON post_tag.tag_id = tag_1.id
WHERE post_tag.post_id = parents.k0 AND (tag_1.id) < (?) ORDER BY tag_1.id DESC
 LIMIT ? OFFSET ?) ORDER BY tag.id DESC;

SELECT parents.k0, tag.id AS id
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents CROSS JOIN tag ON tag.id IN (SELECT tag_1.id
FROM post_tag JOIN tag AS tag_1 ON post_tag.tag_id = tag_1.id
WHERE post_tag.post_id = parents.k0 AND (tag_1.id) > (?) ORDER BY tag_1.id ASC
 LIMIT ? OFFSET ?) ORDER BY tag.id ASC;

SELECT parents.k0, tag.id AS id
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents CROSS JOIN tag ON tag.id IN (SELECT tag_1.id
FROM post_tag JOIN tag AS tag_1 ON post_tag.tag_id = tag_1.id
WHERE post_tag.post_id = parents.k0 AND NOT (EXISTS (SELECT ? AS anon_1
FROM post_tag AS post_tag_1 JOIN post AS post_1 ON post_tag_1.post_id = post_1.id
WHERE post_tag_1.tag_id = tag_1.id AND 1 = 1)) ORDER BY tag_1.id ASC
 LIMIT ? OFFSET ?) ORDER BY tag.id ASC;

SELECT parents.k0, tag.id AS id
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents CROSS JOIN tag ON tag.id IN (SELECT tag_1.id
FROM post_tag JOIN tag AS tag_1 ON post_tag.tag_id = tag_1.id
WHERE post_tag.post_id = parents.k0 ORDER BY tag_1.id ASC
 LIMIT ? OFFSET ?) ORDER BY tag.id ASC;

SELECT parents.k0, tag.name AS name, tag.id AS id, (SELECT count(*) AS count_1
FROM post_tag AS post_tag_1 JOIN post AS post_1 ON post_tag_1.post_id = post_1.id
WHERE post_tag_1.tag_id = tag.id) AS "#o0"
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents CROSS JOIN tag ON tag.id IN (SELECT tag_1.id
FROM post_tag JOIN tag AS tag_1 ON post_tag.tag_id = tag_1.id
WHERE post_tag.post_id = parents.k0 ORDER BY (SELECT count(*) AS count_2
FROM post_tag AS post_tag_2 JOIN post AS post_2 ON post_tag_2.post_id = post_2.id
WHERE post_tag_2.tag_id = tag_1.id) DESC, tag_1.id DESC
 LIMIT ? OFFSET ?) ORDER BY (SELECT count(*) AS count_3
FROM post_tag AS post_tag_3 JOIN post AS post_3 ON post_tag_3.post_id = post_3.id
WHERE post_tag_3.tag_id = tag.id) DESC, tag.id DESC;

SELECT post.id AS id
FROM post ORDER BY post.id ASC
 LIMIT ? OFFSET ?;

SELECT post_tag.post_id AS "#k0", count(*) AS "#m0"
FROM post_tag JOIN tag ON post_tag.tag_id = tag.id
WHERE post_tag.post_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) AND NOT (EXISTS (SELECT ? AS anon_1
FROM post_tag AS post_tag_1 JOIN post AS post_1 ON post_tag_1.post_id = post_1.id
WHERE post_tag_1.tag_id = tag.id AND 1 = 1)) GROUP BY post_tag.post_id;

SELECT post_tag.post_id AS "#k0", count(*) AS "#m0"
FROM post_tag JOIN tag ON post_tag.tag_id = tag.id
WHERE post_tag.post_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) GROUP BY post_tag.post_id;

