SELECT page."#k0", page."#g0", page."#m0"
FROM (SELECT post_tag.post_id AS "#k0", tag.name AS "#g0", count(*) AS "#m0", row_number() OVER (PARTITION BY post_tag.post_id ORDER BY count(*) DESC, tag.name ASC NULLS LAST) AS "#row"
FROM post_tag JOIN tag ON post_tag.tag_id = tag.id
WHERE post_tag.post_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) GROUP BY post_tag.post_id, tag.name) AS page
WHERE page."#row" <= ? ORDER BY page."#row";

SELECT page."#k0", page.id
FROM (SELECT post_tag.post_id AS "#k0", tag.id AS id, row_number() OVER (PARTITION BY post_tag.post_id ORDER BY tag.id ASC) AS "#row"
FROM post_tag JOIN tag ON post_tag.tag_id = tag.id
WHERE post_tag.post_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) AND (tag.id) > (?)) AS page
WHERE page."#row" > ? AND page."#row" <= ? ORDER BY page."#row";

SELECT page."#k0", page.id
FROM (SELECT post_tag.post_id AS "#k0", tag.id AS id, row_number() OVER (PARTITION BY post_tag.post_id ORDER BY tag.id ASC) AS "#row"
FROM post_tag JOIN tag ON post_tag.tag_id = tag.id
WHERE post_tag.post_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) AND NOT (EXISTS (SELECT ? AS anon_1
FROM post AS post_1, post_tag AS post_tag_1
WHERE post_tag_1.post_id = post_1.id AND post_tag_1.tag_id = tag.id AND 1 = 1))) AS page
WHERE page."#row" > ? AND page."#row" <= ? ORDER BY page."#row";

SELECT page."#k0", page.id
FROM (SELECT post_tag.post_id AS "#k0", tag.id AS id, row_number() OVER (PARTITION BY post_tag.post_id ORDER BY tag.id ASC) AS "#row"
FROM post_tag JOIN tag ON post_tag.tag_id = tag.id
WHERE post_tag.post_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents)) AS page
WHERE page."#row" > ? AND page."#row" <= ? ORDER BY page."#row";

SELECT page."#k0", page.id
FROM (SELECT post_tag.post_id AS "#k0", tag.id AS id, row_number() OVER (PARTITION BY post_tag.post_id ORDER BY tag.id DESC) AS "#row"
FROM post_tag JOIN tag ON post_tag.tag_id = tag.id
WHERE post_tag.post_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) AND (tag.id) < (?)) AS page
WHERE page."#row" > ? AND page."#row" <= ? ORDER BY page."#row";

SELECT page."#k0", page.name, page.id, page."#o0"
FROM (SELECT post_tag.post_id AS "#k0", tag.name AS name, tag.id AS id, (SELECT count(*) AS count_1
FROM post AS post_1, post_tag AS post_tag_1
WHERE post_tag_1.post_id = post_1.id AND post_tag_1.tag_id = tag.id) AS "#o0", row_number() OVER (PARTITION BY post_tag.post_id ORDER BY (SELECT count(*) AS count_2
FROM post AS post_2, post_tag AS post_tag_2
WHERE post_tag_2.post_id = post_2.id AND post_tag_2.tag_id = tag.id) DESC, tag.id DESC) AS "#row"
FROM post_tag JOIN tag ON post_tag.tag_id = tag.id
WHERE post_tag.post_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents)) AS page
WHERE page."#row" > ? AND page."#row" <= ? ORDER BY page."#row";

SELECT post.id AS id
FROM post ORDER BY post.id ASC
 LIMIT ? OFFSET ?;

SELECT post_tag.post_id AS "#k0", count(*) AS "#m0"
FROM post_tag JOIN tag ON post_tag.tag_id = tag.id
WHERE post_tag.post_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) AND NOT (EXISTS (SELECT ? AS anon_1
FROM post AS post_1, post_tag AS post_tag_1
WHERE post_tag_1.post_id = post_1.id AND post_tag_1.tag_id = tag.id AND 1 = 1)) GROUP BY post_tag.post_id;

SELECT post_tag.post_id AS "#k0", count(*) AS "#m0"
FROM post_tag JOIN tag ON post_tag.tag_id = tag.id
WHERE post_tag.post_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) GROUP BY post_tag.post_id;

