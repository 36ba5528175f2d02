INSERT INTO "user" (email, username, full_name, is_active, role, hashed_password, credits) VALUES ($1::VARCHAR, $2::VARCHAR, $3::VARCHAR, $4::BOOLEAN, $5, $6::VARCHAR, $7::NUMERIC(12, 2)) RETURNING "user".id, "user".created_at;

INSERT INTO profile (user_id, bio, location, website, born_on) VALUES ($1::INTEGER, $2::VARCHAR, $3::VARCHAR, $4::VARCHAR, $5::DATE) RETURNING profile.id;

SELECT "user".email, "user".username
FROM "user"
WHERE "user".email = $1::VARCHAR OR "user".username = $2::VARCHAR;

SELECT "user".email, "user".username
FROM "user"
WHERE "user".email = $1::VARCHAR OR "user".username = $2::VARCHAR;

SELECT "user".id AS "#k0", "user".email AS email, "user".username AS username, "user".id AS id
FROM "user"
WHERE "user".id = ANY ($1::INTEGER[]);

SELECT anon_1.k0, page.name
FROM unnest($1::INTEGER[]) AS anon_1(k0) JOIN LATERAL (SELECT hero.name AS name
FROM hero
WHERE hero.team_id = anon_1.k0 AND hero.deleted_at IS NULL ORDER BY hero.id ASC
 LIMIT $2::INTEGER) AS page ON true;

SELECT hero.id AS "#k0", hero.name AS name, hero.team_id AS team_id
FROM hero
WHERE hero.id = ANY ($1::INTEGER[]) AND hero.deleted_at IS NULL;

SELECT hero.secret_name, hero.name, hero.age, hero.team_id, hero.id, hero.deleted_at
FROM hero
WHERE hero.id = $1::INTEGER AND hero.deleted_at IS NULL FOR UPDATE;

SELECT hero.secret_name, hero.name, hero.age, hero.team_id, hero.id, hero.deleted_at
FROM hero
WHERE hero.id = $1::INTEGER AND hero.deleted_at IS NULL FOR UPDATE;

SELECT hero.secret_name, hero.name, hero.age, hero.team_id, hero.id, hero.deleted_at
FROM hero
WHERE hero.id = $1::INTEGER AND hero.deleted_at IS NULL FOR UPDATE;

SELECT profile.user_id AS "#k0", profile.bio AS bio
FROM profile
WHERE profile.user_id = ANY ($1::INTEGER[]);

SELECT team.id
FROM team
WHERE team.id = $1::INTEGER;

SELECT team.id
FROM team
WHERE team.id = $1::INTEGER;

SELECT team.id AS "#k0", team.id AS id
FROM team
WHERE team.id = ANY ($1::INTEGER[]);

SELECT team.id AS "#k0", team.name AS name
FROM team
WHERE team.id = ANY ($1::INTEGER[]);

UPDATE hero SET team_id=$1::INTEGER WHERE hero.id = $2::INTEGER;

