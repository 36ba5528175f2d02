INSERT INTO profile (user_id, bio, location, website, born_on) VALUES (?, ?, ?, ?, ?);

INSERT INTO user (email, username, full_name, is_active, role, hashed_password, credits) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id, created_at;

SELECT hero.id AS "#k0", hero.name AS name, hero.team_id AS team_id
FROM hero
WHERE hero.id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) AND hero.deleted_at IS NULL;

SELECT hero.secret_name, hero.name, hero.age, hero.team_id, hero.id, hero.deleted_at
FROM hero
WHERE hero.id = ? AND hero.deleted_at IS NULL;

SELECT hero.secret_name, hero.name, hero.age, hero.team_id, hero.id, hero.deleted_at
FROM hero
WHERE hero.id = ? AND hero.deleted_at IS NULL;

SELECT hero.secret_name, hero.name, hero.age, hero.team_id, hero.id, hero.deleted_at
FROM hero
WHERE hero.id = ? AND hero.deleted_at IS NULL;

SELECT page."#k0", page.name
FROM (SELECT hero.team_id AS "#k0", hero.name AS name, row_number() OVER (PARTITION BY hero.team_id ORDER BY hero.id ASC) AS "#row"
FROM hero
WHERE hero.team_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) AND hero.deleted_at IS NULL) AS page
WHERE page."#row" > ? AND page."#row" <= ? ORDER BY page."#row";

SELECT profile.user_id AS "#k0", profile.bio AS bio
FROM profile
WHERE profile.user_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents);

SELECT team.id
FROM team
WHERE team.id = ?;

SELECT team.id
FROM team
WHERE team.id = ?;

SELECT team.id AS "#k0", team.id AS id
FROM team
WHERE team.id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents);

SELECT team.id AS "#k0", team.name AS name
FROM team
WHERE team.id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents);

SELECT user.email, user.username
FROM user
WHERE user.email = ? OR user.username = ?;

SELECT user.email, user.username
FROM user
WHERE user.email = ? OR user.username = ?;

SELECT user.id AS "#k0", user.email AS email, user.username AS username, user.id AS id
FROM user
WHERE user.id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents);

UPDATE hero SET team_id=? WHERE hero.id = ?;

