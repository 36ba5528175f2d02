SELECT listed."#k0", listed.user_id, listed.bio, listed.location, listed.website, listed.born_on, listed.id, beside0."#j0_0", beside0."#j0_1"
FROM (SELECT profile.id AS "#k0", profile.user_id AS user_id, profile.bio AS bio, profile.location AS location, profile.website AS website, profile.born_on AS born_on, profile.id AS id
FROM profile
WHERE profile.id = ANY (CAST($1::VARCHAR AS INTEGER[]))) AS listed LEFT OUTER JOIN LATERAL (SELECT other0.id AS "#j0_0", other0.username AS "#j0_1"
FROM "user" AS other0
WHERE other0.id = listed.user_id
 LIMIT $2::INTEGER) AS beside0 ON true;

SELECT listed."#k0", listed.user_id, listed.bio, listed.location, listed.website, listed.born_on, listed.id, beside0."#j0_0", beside0."#j0_1"
FROM (SELECT profile.user_id AS "#k0", profile.user_id AS user_id, profile.bio AS bio, profile.location AS location, profile.website AS website, profile.born_on AS born_on, profile.id AS id
FROM profile
WHERE profile.user_id = ANY (CAST($1::VARCHAR AS INTEGER[]))) AS listed LEFT OUTER JOIN LATERAL (SELECT other0.id AS "#j0_0", other0.username AS "#j0_1"
FROM "user" AS other0
WHERE other0.id = listed.user_id
 LIMIT $2::INTEGER) AS beside0 ON true;

