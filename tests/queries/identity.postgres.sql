DELETE FROM login_session WHERE login_session.id = $1::UUID;

INSERT INTO "user" (email, username, full_name, is_active, role, hashed_password, credits) VALUES ($1::VARCHAR, $2::VARCHAR, $3::VARCHAR, $4::BOOLEAN, $5, $6::VARCHAR, $7::NUMERIC(12, 2)) RETURNING "user".id, "user".created_at;

INSERT INTO login_session (id, user_id, token_hash, password_digest, created_at, expires_at) VALUES ($1::UUID, $2::INTEGER, $3::VARCHAR, $4::VARCHAR, $5::TIMESTAMP WITH TIME ZONE, $6::TIMESTAMP WITH TIME ZONE);

INSERT INTO profile (user_id, bio, location, website, born_on) VALUES ($1::INTEGER, $2::VARCHAR, $3::VARCHAR, $4::VARCHAR, $5::DATE) RETURNING profile.id;

SELECT "user".email, "user".username
FROM "user"
WHERE "user".email = $1::VARCHAR OR "user".username = $2::VARCHAR;

SELECT "user".id AS "#k0", "user".username AS username, "user".id AS id
FROM "user"
WHERE "user".id = $1::INTEGER AND (("user".id = $2::INTEGER) OR (EXISTS (SELECT $3::INTEGER AS anon_1
FROM post AS post_1
WHERE post_1.author_id = "user".id AND (post_1.published_at IS NOT NULL OR (post_1.author_id = $4::INTEGER)))));

SELECT "user".id AS "#k0", CASE WHEN ("user".id = $1::INTEGER) THEN "user".email END AS email, "user".username AS username
FROM "user"
WHERE "user".id = $2::INTEGER AND (("user".id = $3::INTEGER) OR (EXISTS (SELECT $4::INTEGER AS anon_1
FROM post AS post_1
WHERE post_1.author_id = "user".id AND (post_1.published_at IS NOT NULL OR (post_1.author_id = $5::INTEGER)))));

SELECT login_session.id
FROM login_session
WHERE login_session.expires_at <= $1::TIMESTAMP WITH TIME ZONE
 LIMIT $2::INTEGER FOR UPDATE SKIP LOCKED;

SELECT login_session.id
FROM login_session
WHERE login_session.user_id = $1::INTEGER ORDER BY login_session.created_at DESC
 LIMIT $2::INTEGER OFFSET $3::INTEGER FOR UPDATE SKIP LOCKED;

SELECT login_session.id, login_session.user_id, login_session.token_hash, login_session.password_digest, login_session.created_at, login_session.expires_at
FROM login_session
WHERE login_session.id = $1::UUID FOR UPDATE;

SELECT profile.user_id AS "#k0", profile.bio AS bio
FROM profile
WHERE profile.user_id = $1::INTEGER AND (profile.user_id = $2::INTEGER);

