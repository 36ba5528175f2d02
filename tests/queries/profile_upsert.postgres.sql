INSERT INTO profile (user_id, bio) VALUES ($1::INTEGER, $2::VARCHAR) ON CONFLICT (user_id) DO NOTHING RETURNING profile.id AS "#k0", profile.bio AS bio, profile.id AS id;

INSERT INTO profile (user_id, bio) VALUES ($1::INTEGER, $2::VARCHAR) ON CONFLICT (user_id) DO NOTHING RETURNING profile.id AS "#k0", profile.bio AS bio, profile.id AS id;

SELECT count(*) AS "#m0"
FROM profile;

UPDATE profile SET bio=$1::VARCHAR WHERE profile.user_id = $2::INTEGER RETURNING profile.id AS "#k0", profile.bio AS bio, profile.id AS id;

