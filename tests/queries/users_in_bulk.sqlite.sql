DELETE FROM user WHERE user.id = ? RETURNING id AS "#k0", id AS id;

INSERT INTO user (email, username, is_active, role, hashed_password, credits) VALUES (?, ?, ?, ?, ?, ?) RETURNING id AS "#k0", email AS email, id AS id;

INSERT INTO user (email, username, is_active, role, hashed_password, credits) VALUES (?, ?, ?, ?, ?, ?) RETURNING id AS "#k0", id AS id;

INSERT INTO user (email, username, is_active, role, hashed_password, credits) VALUES (?, ?, ?, ?, ?, ?) RETURNING id AS "#k0", id AS id;

SELECT count(*) AS "#m0"
FROM user;

SELECT user.id AS "#k0", user.id AS id
FROM user
WHERE user.id = ?;

UPDATE user SET full_name=? WHERE user.id = ? RETURNING id AS "#k0", email AS email, id AS id;

UPDATE user SET full_name=? WHERE user.id = ? RETURNING id AS "#k0", id AS id;

