SELECT profile.user_id AS "#k0", profile.bio AS bio
FROM profile
WHERE profile.user_id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents);

SELECT user.email AS "#k0", user.email AS email, user.username AS username, user.full_name AS full_name, user.is_active AS is_active, user.id AS id, user.role AS role, user.credits AS credits, user.created_at AS created_at
FROM user
WHERE user.email = ?;

SELECT user.id AS "#k0", user.email AS email, user.username AS username, user.full_name AS full_name, user.is_active AS is_active, user.id AS id, user.role AS role, user.credits AS credits, user.created_at AS created_at
FROM user
WHERE user.id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents);

SELECT user.username AS "#k0", user.email AS email, user.username AS username, user.full_name AS full_name, user.is_active AS is_active, user.id AS id, user.role AS role, user.credits AS credits, user.created_at AS created_at
FROM user
WHERE user.username IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents);

