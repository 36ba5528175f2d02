INSERT INTO profile (user_id, bio) VALUES (?, ?) ON CONFLICT (user_id) DO NOTHING RETURNING id AS "#k0", bio AS bio, id AS id;

INSERT INTO profile (user_id, bio) VALUES (?, ?) ON CONFLICT (user_id) DO NOTHING RETURNING id AS "#k0", bio AS bio, id AS id;

SELECT count(*) AS "#m0"
FROM profile;

UPDATE profile SET bio=? WHERE profile.user_id = ? RETURNING id AS "#k0", bio AS bio, id AS id;

