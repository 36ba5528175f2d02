SELECT listed."#k0", listed.user_id, listed.bio, listed.location, listed.website, listed.born_on, listed.id, other0.id AS "#j0_0", other0.username AS "#j0_1"
FROM (SELECT profile.id AS "#k0", profile.user_id AS user_id, profile.bio AS bio, profile.location AS location, profile.website AS website, profile.born_on AS born_on, profile.id AS id
FROM profile
WHERE profile.id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents)) AS listed LEFT OUTER JOIN user AS other0 ON other0.id = listed.user_id;

SELECT listed."#k0", listed.user_id, listed.bio, listed.location, listed.website, listed.born_on, listed.id, other0.id AS "#j0_0", other0.username AS "#j0_1"
FROM (SELECT profile.user_id AS "#k0", profile.user_id AS user_id, profile.bio AS bio, profile.location AS location, profile.website AS website, profile.born_on AS born_on, profile.id AS id
FROM profile
WHERE profile.user_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents)) AS listed LEFT OUTER JOIN user AS other0 ON other0.id = listed.user_id;

