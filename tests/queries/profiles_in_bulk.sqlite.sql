DELETE FROM profile WHERE profile.id = ? RETURNING id AS "#k0", id AS id;

INSERT INTO profile (user_id, bio) VALUES (?, ?) RETURNING id AS "#k0", bio AS bio, id AS id;

INSERT INTO profile (user_id, bio) VALUES (?, ?) RETURNING id AS "#k0", id AS id;

INSERT INTO profile (user_id, bio) VALUES (?, ?) RETURNING id AS "#k0", id AS id;

SELECT count(*) AS "#m0"
FROM profile;

SELECT profile.id AS "#k0", profile.id AS id
FROM profile
WHERE profile.id = ?;

UPDATE profile SET bio=? WHERE profile.id = ? RETURNING id AS "#k0", bio AS bio, id AS id;

UPDATE profile SET bio=? WHERE profile.id = ? RETURNING id AS "#k0", id AS id;

