DELETE FROM tag WHERE tag.id = $1::INTEGER RETURNING tag.id AS "#k0", tag.id AS id;

DELETE FROM tag WHERE tag.id = $1::INTEGER RETURNING tag.id AS "#k0", tag.id AS id;

INSERT INTO tag (name) VALUES ($1::VARCHAR) RETURNING tag.id AS "#k0", tag.id AS id;

INSERT INTO tag (name) VALUES ($1::VARCHAR) RETURNING tag.id AS "#k0", tag.id AS id;

INSERT INTO tag (name) VALUES ($1::VARCHAR) RETURNING tag.id AS "#k0", tag.name AS name, tag.id AS id;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM tag) AS figures LEFT OUTER JOIN (SELECT page.id AS id, 1 AS "#there"
FROM (SELECT tag.id AS id
FROM tag ORDER BY tag.id ASC
 LIMIT 101) AS page
 LIMIT $1::INTEGER) AS listed ON true;

SELECT tag.id AS "#k0", tag.id AS id
FROM tag
WHERE tag.id = $1::INTEGER;

UPDATE tag SET name=$1::VARCHAR WHERE tag.id = $2::INTEGER RETURNING tag.id AS "#k0", tag.name AS name, tag.id AS id;

