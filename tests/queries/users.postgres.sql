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

SELECT listed.email, listed.username, listed.full_name, listed.is_active, listed.id, listed.role, listed.credits, listed.created_at, beside0."#j0_0", beside0."#j0_1"
FROM (SELECT page.email AS email, page.username AS username, page.full_name AS full_name, page.is_active AS is_active, page.id AS id, page.role AS role, page.credits AS credits, page.created_at AS created_at
FROM (SELECT "user".email AS email, "user".username AS username, "user".full_name AS full_name, "user".is_active AS is_active, "user".id AS id, "user".role AS role, CAST("user".credits AS TEXT) AS credits, "user".created_at AS created_at
FROM "user" ORDER BY "user".credits ASC, "user".id ASC
 LIMIT 11) AS page
 LIMIT $1::INTEGER) AS listed LEFT OUTER JOIN LATERAL (SELECT other0.user_id AS "#j0_0", other0.bio AS "#j0_1"
FROM profile AS other0
WHERE other0.user_id = listed.id
 LIMIT $2::INTEGER) AS beside0 ON true;

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

