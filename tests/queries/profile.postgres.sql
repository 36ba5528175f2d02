SELECT "user".id AS "#k0", "user".username AS username
FROM "user"
WHERE "user".id = ANY ($1::INTEGER[]);

SELECT profile.id AS "#k0", profile.user_id AS user_id, profile.bio AS bio, profile.location AS location, profile.website AS website, profile.born_on AS born_on, profile.id AS id
FROM profile
WHERE profile.id = ANY ($1::INTEGER[]);

SELECT profile.user_id AS "#k0", profile.user_id AS user_id, profile.bio AS bio, profile.location AS location, profile.website AS website, profile.born_on AS born_on, profile.id AS id
FROM profile
WHERE profile.user_id = ANY ($1::INTEGER[]);

