DELETE FROM profile WHERE profile.id = ? RETURNING id AS "#k0", id AS id;

DELETE FROM profile WHERE profile.id = ? RETURNING id AS "#k0", id AS id;

INSERT INTO profile (user_id, bio) VALUES (?, ?) RETURNING id AS "#k0", id AS id;

INSERT INTO profile (user_id, bio) VALUES (?, ?) RETURNING id AS "#k0", id AS id;

INSERT INTO profile (user_id, bio) VALUES (?, ?) RETURNING id AS "#k0", user_id AS user_id, bio AS bio, location AS location, website AS website, born_on AS born_on, id AS id;

SELECT count(*) AS "#m0"
FROM profile;

SELECT profile.id AS "#k0", profile.id AS id
FROM profile
WHERE profile.id = ?;

SELECT profile.id AS id
FROM profile ORDER BY profile.id ASC
 LIMIT ? OFFSET ?;

SELECT user.id AS "#k0", user.username AS username
FROM user
WHERE user.id = ?;

SELECT user.id AS "#k0", user.username AS username
FROM user
WHERE user.id = ?;

UPDATE profile SET location=?, born_on=? WHERE profile.id = ? RETURNING id AS "#k0", user_id AS user_id, bio AS bio, location AS location, website AS website, born_on AS born_on, id AS id;

