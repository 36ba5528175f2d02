SELECT listed."#k0", listed.email, listed.username, listed.full_name, listed.is_active, listed.id, listed.role, listed.credits, listed.created_at, other0.user_id AS "#j0_0", other0.bio AS "#j0_1"
FROM (SELECT user.email AS "#k0", user.email AS email, user.username AS username, user.full_name AS full_name, user.is_active AS is_active, user.id AS id, user.role AS role, user.credits AS credits, user.created_at AS created_at
FROM user
WHERE user.email = ?) AS listed LEFT OUTER JOIN profile AS other0 ON other0.user_id = listed.id;

SELECT listed."#k0", listed.email, listed.username, listed.full_name, listed.is_active, listed.id, listed.role, listed.credits, listed.created_at, other0.user_id AS "#j0_0", other0.bio AS "#j0_1"
FROM (SELECT user.id AS "#k0", user.email AS email, user.username AS username, user.full_name AS full_name, user.is_active AS is_active, user.id AS id, user.role AS role, user.credits AS credits, user.created_at AS created_at
FROM user
WHERE user.id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents)) AS listed LEFT OUTER JOIN profile AS other0 ON other0.user_id = listed.id;

SELECT listed."#k0", listed.email, listed.username, listed.full_name, listed.is_active, listed.id, listed.role, listed.credits, listed.created_at, other0.user_id AS "#j0_0", other0.bio AS "#j0_1"
FROM (SELECT user.username AS "#k0", user.email AS email, user.username AS username, user.full_name AS full_name, user.is_active AS is_active, user.id AS id, user.role AS role, user.credits AS credits, user.created_at AS created_at
FROM user
WHERE user.username IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents)) AS listed LEFT OUTER JOIN profile AS other0 ON other0.user_id = listed.id;

