DELETE FROM profile WHERE profile.id = $1::INTEGER RETURNING profile.id AS "#k0", profile.id AS id;

DELETE FROM profile WHERE profile.id = $1::INTEGER RETURNING profile.id AS "#k0", profile.id AS id;

INSERT INTO profile (user_id, bio) VALUES ($1::INTEGER, $2::VARCHAR) RETURNING profile.id AS "#k0", profile.id AS id;

INSERT INTO profile (user_id, bio) VALUES ($1::INTEGER, $2::VARCHAR) RETURNING profile.id AS "#k0", profile.id AS id;

INSERT INTO profile (user_id, bio) VALUES ($1::INTEGER, $2::VARCHAR) RETURNING profile.id AS "#k0", profile.user_id AS user_id, profile.bio AS bio, profile.location AS location, profile.website AS website, profile.born_on AS born_on, profile.id AS id;

SELECT "user".id AS "#k0", "user".username AS username
FROM "user"
WHERE "user".id = $1::INTEGER;

SELECT "user".id AS "#k0", "user".username AS username
FROM "user"
WHERE "user".id = $1::INTEGER;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM profile) AS figures LEFT OUTER JOIN (SELECT page.id AS id, 1 AS "#there"
FROM (SELECT profile.id AS id
FROM profile ORDER BY profile.id ASC
 LIMIT 101) AS page
 LIMIT $1::INTEGER) AS listed ON true;

SELECT profile.id AS "#k0", profile.id AS id
FROM profile
WHERE profile.id = $1::INTEGER;

UPDATE profile SET location=$1::VARCHAR, born_on=$2::DATE WHERE profile.id = $3::INTEGER RETURNING profile.id AS "#k0", profile.user_id AS user_id, profile.bio AS bio, profile.location AS location, profile.website AS website, profile.born_on AS born_on, profile.id AS id;

