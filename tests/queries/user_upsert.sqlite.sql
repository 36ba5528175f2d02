INSERT INTO user (email, username, full_name, is_active, role, hashed_password, credits) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (username) DO NOTHING RETURNING id AS "#k0", email AS email, id AS id;

INSERT INTO user (email, username, is_active, role, hashed_password, credits) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (username) DO NOTHING RETURNING id AS "#k0", email AS email, id AS id;

SELECT count(*) AS "#m0"
FROM user;

UPDATE user SET email=?, full_name=?, hashed_password=? WHERE user.username = ? RETURNING id AS "#k0", email AS email, id AS id;

