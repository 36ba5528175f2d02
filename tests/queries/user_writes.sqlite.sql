DELETE FROM user WHERE user.id = ? RETURNING id AS "#k0", id AS id;

DELETE FROM user WHERE user.id = ? RETURNING id AS "#k0", id AS id;

INSERT INTO user (email, username, is_active, role, hashed_password, credits) VALUES (?, ?, ?, ?, ?, ?) RETURNING id AS "#k0", email AS email, username AS username, full_name AS full_name, is_active AS is_active, id AS id, role AS role, credits AS credits, created_at AS created_at;

INSERT INTO user (email, username, is_active, role, hashed_password, credits) VALUES (?, ?, ?, ?, ?, ?) RETURNING id AS "#k0", id AS id;

INSERT INTO user (email, username, is_active, role, hashed_password, credits) VALUES (?, ?, ?, ?, ?, ?) RETURNING id AS "#k0", id AS id;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM user) AS figures LEFT OUTER JOIN (SELECT user.id AS id, 1 AS "#there"
FROM user ORDER BY user.id ASC
 LIMIT ? OFFSET ?) AS listed ON 1 = 1;

SELECT profile.user_id AS "#k0", profile.bio AS bio
FROM profile
WHERE profile.user_id = ?;

SELECT profile.user_id AS "#k0", profile.bio AS bio
FROM profile
WHERE profile.user_id = ?;

SELECT user.id AS "#k0", user.id AS id
FROM user
WHERE user.id = ?;

UPDATE user SET full_name=?, is_active=? WHERE user.id = ? RETURNING id AS "#k0", email AS email, username AS username, full_name AS full_name, is_active AS is_active, id AS id, role AS role, credits AS credits, created_at AS created_at;

