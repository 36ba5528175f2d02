DELETE FROM profile WHERE profile.id = ? RETURNING id AS "#k0", id AS id;

DELETE FROM profile WHERE profile.id = ? RETURNING id AS "#k0", id AS id;

INSERT INTO profile (user_id, bio) VALUES (?, ?) RETURNING id AS "#k0", id AS id;

INSERT INTO profile (user_id, bio) VALUES (?, ?) RETURNING id AS "#k0", id AS id;

INSERT INTO profile (user_id, bio) VALUES (?, ?) RETURNING id AS "#k0", user_id AS user_id, bio AS bio, location AS location, website AS website, born_on AS born_on, id AS id;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM profile) AS figures LEFT OUTER JOIN (SELECT profile.id AS id, 1 AS "#there"
FROM profile ORDER BY profile.id ASC
 LIMIT ? OFFSET ?) AS listed ON 1 = 1;

SELECT profile.id AS "#k0", profile.id AS id
FROM profile
WHERE profile.id = ?;

SELECT user.id AS "#k0", user.username AS username
FROM user
WHERE user.id = ?;

SELECT user.id AS "#k0", user.username AS username
FROM user
WHERE user.id = ?;

UPDATE profile SET location=?, born_on=? WHERE profile.id = ? RETURNING id AS "#k0", user_id AS user_id, bio AS bio, location AS location, website AS website, born_on AS born_on, id AS id;

