DELETE FROM login_session WHERE login_session.id = ?;

INSERT INTO login_session (id, user_id, token_hash, password_digest, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?);

INSERT INTO profile (user_id, bio, location, website, born_on) VALUES (?, ?, ?, ?, ?);

INSERT INTO user (email, username, full_name, is_active, role, hashed_password, credits) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id, created_at;

SELECT login_session.id
FROM login_session
WHERE login_session.expires_at <= ?
 LIMIT ? OFFSET ?;

SELECT login_session.id
FROM login_session
WHERE login_session.user_id = ? ORDER BY login_session.created_at DESC
 LIMIT ? OFFSET ?;

SELECT login_session.id, login_session.user_id, login_session.token_hash, login_session.password_digest, login_session.created_at, login_session.expires_at
FROM login_session
WHERE login_session.id = ?;

SELECT profile.user_id AS "#k0", profile.bio AS bio
FROM profile
WHERE profile.user_id = ? AND (profile.user_id = ?);

SELECT user.email, user.username
FROM user
WHERE user.email = ? OR user.username = ?;

SELECT user.id AS "#k0", CASE WHEN (user.id = ?) THEN user.email END AS email, user.username AS username
FROM user
WHERE user.id = ? AND ((user.id = ?) OR (EXISTS (SELECT ? AS anon_1
FROM post AS post_1
WHERE post_1.author_id = user.id AND (post_1.published_at IS NOT NULL OR (post_1.author_id = ?)))));

SELECT user.id AS "#k0", user.username AS username, user.id AS id
FROM user
WHERE user.id = ? AND ((user.id = ?) OR (EXISTS (SELECT ? AS anon_1
FROM post AS post_1
WHERE post_1.author_id = user.id AND (post_1.published_at IS NOT NULL OR (post_1.author_id = ?)))));

