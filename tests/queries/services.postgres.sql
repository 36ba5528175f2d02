INSERT INTO "user" (email, username, full_name, is_active, role, hashed_password, credits) VALUES ($1::VARCHAR, $2::VARCHAR, $3::VARCHAR, $4::BOOLEAN, $5, $6::VARCHAR, $7::NUMERIC(12, 2)) RETURNING "user".id, "user".created_at;

INSERT INTO login_session (id, user_id, token_hash, password_digest, created_at, expires_at) VALUES ($1::UUID, $2::INTEGER, $3::VARCHAR, $4::VARCHAR, $5::TIMESTAMP WITH TIME ZONE, $6::TIMESTAMP WITH TIME ZONE);

INSERT INTO profile (user_id, bio, location, website, born_on) VALUES ($1::INTEGER, $2::VARCHAR, $3::VARCHAR, $4::VARCHAR, $5::DATE) RETURNING profile.id;

SELECT "order".id AS "#k0", "order".user_id AS user_id, "order".status AS status
FROM "order"
WHERE "order".id = $1::UUID;

SELECT "order".user_id, "order".status, "order".total, "order".id, "order".created_at, "order".updated_at
FROM "order"
WHERE "order".id = $1::UUID FOR UPDATE;

SELECT "user".email, "user".username
FROM "user"
WHERE "user".email = $1::VARCHAR OR "user".username = $2::VARCHAR;

SELECT "user".email, "user".username, "user".full_name, "user".is_active, "user".id, "user".role, "user".hashed_password, "user".credits, "user".created_at
FROM "user"
WHERE "user".id IN ($1::INTEGER, $2::INTEGER) ORDER BY "user".id FOR NO KEY UPDATE;

SELECT "user".id AS "#k0", "user".username AS username, CAST("user".credits AS TEXT) AS credits
FROM "user"
WHERE "user".id = $1::INTEGER;

SELECT "user".id AS "#k0", CASE WHEN ("user".id = $1::INTEGER) THEN "user".email END AS email, "user".username AS username, "user".id AS id
FROM "user"
WHERE "user".id = $2::INTEGER AND (("user".id = $3::INTEGER) OR (EXISTS (SELECT $4::INTEGER AS anon_1
FROM post AS post_1
WHERE post_1.author_id = "user".id AND (post_1.published_at IS NOT NULL OR (post_1.author_id = $5::INTEGER)))));

SELECT "user".id AS "#k0", CAST("user".credits AS TEXT) AS credits
FROM "user"
WHERE "user".id = $1::INTEGER;

SELECT hero.id AS "#k0", hero.name AS name, hero.team_id AS team_id
FROM hero
WHERE hero.id = $1::INTEGER AND hero.deleted_at IS NULL;

SELECT hero.secret_name, hero.name, hero.age, hero.team_id, hero.id, hero.deleted_at
FROM hero
WHERE hero.id = $1::INTEGER AND hero.deleted_at IS NULL FOR UPDATE;

SELECT hero.team_id AS "#k0", hero.name AS name
FROM hero
WHERE hero.team_id = $1::INTEGER AND hero.deleted_at IS NULL ORDER BY hero.id ASC
 LIMIT $2::INTEGER;

SELECT login_session.id
FROM login_session
WHERE login_session.expires_at <= $1::TIMESTAMP WITH TIME ZONE
 LIMIT $2::INTEGER FOR UPDATE SKIP LOCKED;

SELECT login_session.id
FROM login_session
WHERE login_session.user_id = $1::INTEGER ORDER BY login_session.created_at DESC
 LIMIT $2::INTEGER OFFSET $3::INTEGER FOR UPDATE SKIP LOCKED;

SELECT page.username, page.credits
FROM (SELECT "user".username AS username, CAST("user".credits AS TEXT) AS credits
FROM "user" ORDER BY "user".id ASC
 LIMIT 101) AS page
 LIMIT $1::INTEGER;

SELECT post.author_id, post.title, post.slug, post.body, post.id, post.published_at, post.created_at
FROM post
WHERE post.id = $1::INTEGER FOR UPDATE;

SELECT post.id AS "#k0", post.slug AS slug
FROM post
WHERE post.id = $1::INTEGER;

SELECT profile.user_id AS "#k0", profile.bio AS bio
FROM profile
WHERE profile.user_id = $1::INTEGER AND (profile.user_id = $2::INTEGER);

SELECT team.id
FROM team
WHERE team.id = $1::INTEGER;

SELECT team.id AS "#k0", team.id AS id
FROM team
WHERE team.id = $1::INTEGER;

SELECT team.id AS "#k0", team.name AS name
FROM team
WHERE team.id = $1::INTEGER;

UPDATE "order" SET status=$1, updated_at=CURRENT_TIMESTAMP WHERE "order".id = $2::UUID RETURNING "order".updated_at;

UPDATE "user" SET credits=$1::NUMERIC(12, 2) WHERE "user".id = $2::INTEGER;

UPDATE hero SET team_id=$1::INTEGER WHERE hero.id = $2::INTEGER;

UPDATE post SET published_at=$1::TIMESTAMP WITH TIME ZONE WHERE post.id = $2::INTEGER;

