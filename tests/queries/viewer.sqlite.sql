SELECT user.id AS "#k0", user.email AS email, user.username AS username
FROM user
WHERE user.id IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents);

