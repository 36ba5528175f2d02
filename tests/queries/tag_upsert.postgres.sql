INSERT INTO tag (name) VALUES ($1::VARCHAR) ON CONFLICT (name) DO NOTHING RETURNING tag.id AS "#k0", tag.name AS name, tag.id AS id;

INSERT INTO tag (name) VALUES ($1::VARCHAR) ON CONFLICT (name) DO NOTHING RETURNING tag.id AS "#k0", tag.name AS name, tag.id AS id;

SELECT count(*) AS "#m0"
FROM tag;

SELECT tag.name AS "#k0", tag.name AS name, tag.id AS id
FROM tag
WHERE tag.name = $1::VARCHAR;

