SELECT figures."#m0" AS "#f0", figures."#m1" AS "#f1", figures."#m2" AS "#f2", listed."#there", listed."#g0", listed."#m0"
FROM (SELECT count(*) AS "#m0", CAST(sum("order".total) AS TEXT) AS "#m1", max("order".updated_at) AS "#m2"
FROM "order") AS figures LEFT OUTER JOIN (SELECT to_char(date_trunc('month', timezone('UTC', "order".created_at)), 'YYYY-MM-DD') AS "#g0", count(*) AS "#m0", 1 AS "#there"
FROM "order" GROUP BY to_char(date_trunc('month', timezone('UTC', "order".created_at)), 'YYYY-MM-DD') ORDER BY count(*) DESC, to_char(date_trunc('month', timezone('UTC', "order".created_at)), 'YYYY-MM-DD') ASC
 LIMIT $1::INTEGER) AS listed ON true;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM "order"
WHERE "order".status != $1 OR "order".status IS NULL) AS figures LEFT OUTER JOIN (SELECT "order".id AS id, 1 AS "#there"
FROM "order"
WHERE "order".status != $1 OR "order".status IS NULL ORDER BY "order".id ASC
 LIMIT $2::INTEGER) AS listed ON true;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM "order") AS figures LEFT OUTER JOIN (SELECT "order".id AS id, 1 AS "#there"
FROM "order" ORDER BY "order".id ASC
 LIMIT $1::INTEGER OFFSET $2::INTEGER) AS listed ON true;

SELECT listed.user_id, listed.status, listed.total, listed.id, listed.created_at, listed.updated_at, beside0."#j0_0", beside0."#j0_1"
FROM (SELECT page.user_id AS user_id, page.status AS status, page.total AS total, page.id AS id, page.created_at AS created_at, page.updated_at AS updated_at
FROM (SELECT "order".user_id AS user_id, "order".status AS status, CAST("order".total AS TEXT) AS total, "order".id AS id, "order".created_at AS created_at, "order".updated_at AS updated_at
FROM "order" ORDER BY "order".created_at DESC, "order".id DESC
 LIMIT 11) AS page
 LIMIT $1::INTEGER) AS listed LEFT OUTER JOIN LATERAL (SELECT other0.id AS "#j0_0", other0.username AS "#j0_1"
FROM "user" AS other0
WHERE other0.id = listed.user_id
 LIMIT $2::INTEGER) AS beside0 ON true;

SELECT page.id
FROM (SELECT "order".id AS id
FROM "order"
WHERE ("order".id) < ($1::UUID) ORDER BY "order".id DESC
 LIMIT 11) AS page
 LIMIT $2::INTEGER;

SELECT page.id
FROM (SELECT "order".id AS id
FROM "order"
WHERE ("order".id) > ($1::UUID) ORDER BY "order".id ASC
 LIMIT 11) AS page
 LIMIT $2::INTEGER;

