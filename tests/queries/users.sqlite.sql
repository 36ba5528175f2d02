SELECT figures."#m0" AS "#f0", figures."#m1" AS "#f1", figures."#m2" AS "#f2", figures."#m3" AS "#f3", listed."#there", listed."#g0", listed."#m0"
FROM (SELECT count(*) AS "#m0", max(user.created_at) AS "#m1", sum(user.credits) AS "#m2", count(user.credits) AS "#m3"
FROM user) AS figures LEFT OUTER JOIN (SELECT user.role AS "#g0", count(*) AS "#m0", 1 AS "#there"
FROM user GROUP BY user.role ORDER BY count(*) DESC, user.role ASC NULLS LAST
 LIMIT ? OFFSET ?) AS listed ON 1 = 1;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM user
WHERE user.role IN (SELECT anon_1.value
FROM json_each(?) AS anon_1)) AS figures LEFT OUTER JOIN (SELECT user.id AS id, 1 AS "#there"
FROM user
WHERE user.role IN (SELECT anon_2.value
FROM json_each(?) AS anon_2) ORDER BY user.id ASC
 LIMIT ? OFFSET ?) AS listed ON 1 = 1;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM user) AS figures LEFT OUTER JOIN (SELECT user.id AS id, 1 AS "#there"
FROM user ORDER BY user.id ASC
 LIMIT ? OFFSET ?) AS listed ON 1 = 1;

SELECT listed.email, listed.username, listed.full_name, listed.is_active, listed.id, listed.role, listed.credits, listed.created_at, other0.user_id AS "#j0_0", other0.bio AS "#j0_1"
FROM (SELECT user.email AS email, user.username AS username, user.full_name AS full_name, user.is_active AS is_active, user.id AS id, user.role AS role, user.credits AS credits, user.created_at AS created_at
FROM user ORDER BY user.credits ASC, user.id ASC
 LIMIT ? OFFSET ?) AS listed LEFT OUTER JOIN profile AS other0 ON other0.user_id = listed.id;

SELECT user.id AS id
FROM user
WHERE (user.id) < (?) ORDER BY user.id DESC
 LIMIT ? OFFSET ?;

SELECT user.id AS id
FROM user
WHERE (user.id) > (?) ORDER BY user.id ASC
 LIMIT ? OFFSET ?;

