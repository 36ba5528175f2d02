SELECT figures."#m0" AS "#f0", figures."#m1" AS "#f1", figures."#m2" AS "#f2", figures."#m3" AS "#f3", listed."#there", listed."#g0", listed."#m0"
FROM (SELECT count(*) AS "#m0", max("user".created_at) AS "#m1", CAST(sum("user".credits) AS TEXT) AS "#m2", count("user".credits) AS "#m3"
FROM "user") AS figures LEFT OUTER JOIN (SELECT "user".role AS "#g0", count(*) AS "#m0", 1 AS "#there"
FROM "user" GROUP BY "user".role ORDER BY count(*) DESC, "user".role ASC
 LIMIT $1::INTEGER) AS listed ON true;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM "user"
WHERE "user".role = ANY ($1::VARCHAR(20)[])) AS figures LEFT OUTER JOIN (SELECT "user".id AS id, 1 AS "#there"
FROM "user"
WHERE "user".role = ANY ($1::VARCHAR(20)[]) ORDER BY "user".id ASC
 LIMIT $2::INTEGER) AS listed ON true;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM "user") AS figures LEFT OUTER JOIN (SELECT "user".id AS id, 1 AS "#there"
FROM "user" ORDER BY "user".id ASC
 LIMIT $1::INTEGER OFFSET $2::INTEGER) AS listed ON true;

SELECT page.email, page.username, page.full_name, page.is_active, page.id, page.role, page.credits, page.created_at
FROM (SELECT "user".email AS email, "user".username AS username, "user".full_name AS full_name, "user".is_active AS is_active, "user".id AS id, "user".role AS role, CAST("user".credits AS TEXT) AS credits, "user".created_at AS created_at
FROM "user" ORDER BY "user".credits ASC, "user".id ASC
 LIMIT 11) AS page
 LIMIT $1::INTEGER;

SELECT page.id
FROM (SELECT "user".id AS id
FROM "user"
WHERE ("user".id) < ($1::INTEGER) ORDER BY "user".id DESC
 LIMIT 11) AS page
 LIMIT $2::INTEGER;

SELECT page.id
FROM (SELECT "user".id AS id
FROM "user"
WHERE ("user".id) > ($1::INTEGER) ORDER BY "user".id ASC
 LIMIT 11) AS page
 LIMIT $2::INTEGER;

SELECT profile.user_id AS "#k0", profile.bio AS bio
FROM profile
WHERE profile.user_id = ANY (CAST($1::VARCHAR AS INTEGER[]));

