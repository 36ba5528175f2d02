INSERT INTO login_session (id, user_id, token_hash, password_digest, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?);

INSERT INTO profile (user_id, bio, location, website, born_on) VALUES (?, ?, ?, ?, ?);

INSERT INTO user (email, username, full_name, is_active, role, hashed_password, credits) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id, created_at;

SELECT "order".id AS "#k0", "order".user_id AS user_id, "order".status AS status
FROM "order"
WHERE "order".id = ?;

SELECT "order".user_id, "order".status, "order".total, "order".id, "order".created_at, "order".updated_at
FROM "order"
WHERE "order".id = ?;

SELECT hero.id AS "#k0", hero.name AS name, hero.team_id AS team_id
FROM hero
WHERE hero.id = ? AND hero.deleted_at IS NULL;

SELECT hero.secret_name, hero.name, hero.age, hero.team_id, hero.id, hero.deleted_at
FROM hero
WHERE hero.id = ? AND hero.deleted_at IS NULL;

SELECT hero.team_id AS "#k0", hero.name AS name
FROM hero
WHERE hero.team_id = ? AND hero.deleted_at IS NULL ORDER BY hero.id ASC
 LIMIT ? OFFSET ?;

SELECT login_session.id
FROM login_session
WHERE login_session.expires_at <= ?
 LIMIT ? OFFSET ?;

SELECT login_session.id
FROM login_session
WHERE login_session.user_id = ? ORDER BY login_session.created_at DESC
 LIMIT ? OFFSET ?;

SELECT post.author_id, post.title, post.slug, post.body, post.id, post.published_at, post.created_at
FROM post
WHERE post.id = ?;

SELECT post.id AS "#k0", post.slug AS slug
FROM post
WHERE post.id = ?;

SELECT profile.user_id AS "#k0", profile.bio AS bio
FROM profile
WHERE profile.user_id = ? AND (profile.user_id = ?);

SELECT team.id
FROM team
WHERE team.id = ?;

SELECT team.id AS "#k0", team.id AS id
FROM team
WHERE team.id = ?;

SELECT team.id AS "#k0", team.name AS name
FROM team
WHERE team.id = ?;

SELECT user.email, user.username
FROM user
WHERE user.email = ? OR user.username = ?;

SELECT user.email, user.username, user.full_name, user.is_active, user.id, user.role, user.hashed_password, user.credits, user.created_at
FROM user
WHERE user.id IN (?, ?) ORDER BY user.id;

SELECT user.id AS "#k0", CASE WHEN (user.id = ?) THEN user.email END AS email, user.username AS username, user.id AS id
FROM user
WHERE user.id = ? AND ((user.id = ?) OR (EXISTS (SELECT ? AS anon_1
FROM post AS post_1
WHERE post_1.author_id = user.id AND (post_1.published_at IS NOT NULL OR (post_1.author_id = ?)))));

SELECT user.id AS "#k0", user.credits AS credits
FROM user
WHERE user.id = ?;

SELECT user.id AS "#k0", user.username AS username, user.credits AS credits
FROM user
WHERE user.id = ?;

SELECT user.username AS username, user.credits AS credits
FROM user ORDER BY user.id ASC
 LIMIT ? OFFSET ?;

UPDATE "order" SET status=?, updated_at=(strftime('%Y-%m-%d %H:%M:%f', 'now') || '000') WHERE "order".id = ? RETURNING updated_at;

UPDATE hero SET team_id=? WHERE hero.id = ?;

UPDATE post SET published_at=? WHERE post.id = ?;

UPDATE user SET credits=? WHERE user.id = ?;

