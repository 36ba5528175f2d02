DELETE FROM profile WHERE profile.id = $1::INTEGER RETURNING profile.id AS "#k0", profile.id AS id;

INSERT INTO profile (user_id, bio) VALUES ($1::INTEGER, $2::VARCHAR) RETURNING profile.id AS "#k0", profile.bio AS bio, profile.id AS id;

INSERT INTO profile (user_id, bio) VALUES ($1::INTEGER, $2::VARCHAR) RETURNING profile.id AS "#k0", profile.id AS id;

INSERT INTO profile (user_id, bio) VALUES ($1::INTEGER, $2::VARCHAR) RETURNING profile.id AS "#k0", profile.id AS id;

SELECT count(*) AS "#m0"
FROM profile;

SELECT profile.id AS "#k0", profile.id AS id
FROM profile
WHERE profile.id = $1::INTEGER;

UPDATE profile SET bio=$1::VARCHAR WHERE profile.id = $2::INTEGER RETURNING profile.id AS "#k0", profile.bio AS bio, profile.id AS id;

UPDATE profile SET bio=$1::VARCHAR WHERE profile.id = $2::INTEGER RETURNING profile.id AS "#k0", profile.id AS id;

