SELECT "user".id AS "#k0", "user".username AS username
FROM "user"
WHERE "user".id = ANY (CAST($1::VARCHAR AS INTEGER[]));

SELECT profile.id AS "#k0", profile.user_id AS user_id, profile.bio AS bio, profile.location AS location, profile.website AS website, profile.born_on AS born_on, profile.id AS id
FROM profile
WHERE profile.id = ANY (CAST($1::VARCHAR AS INTEGER[]));

SELECT profile.user_id AS "#k0", profile.user_id AS user_id, profile.bio AS bio, profile.location AS location, profile.website AS website, profile.born_on AS born_on, profile.id AS id
FROM profile
WHERE profile.user_id = ANY (CAST($1::VARCHAR AS INTEGER[]));

