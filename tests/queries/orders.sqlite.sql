SELECT "order".id AS id
FROM "order"
WHERE ("order".id) < (?) ORDER BY "order".id DESC
 LIMIT ? OFFSET ?;

SELECT "order".id AS id
FROM "order"
WHERE ("order".id) > (?) ORDER BY "order".id ASC
 LIMIT ? OFFSET ?;

SELECT figures."#m0" AS "#f0", figures."#m1" AS "#f1", figures."#m2" AS "#f2", listed."#there", listed."#g0", listed."#m0"
FROM (SELECT count(*) AS "#m0", sum("order".total) AS "#m1", max("order".updated_at) AS "#m2"
FROM "order") AS figures LEFT OUTER JOIN (SELECT strftime('%Y-%m-01', "order".created_at) AS "#g0", count(*) AS "#m0", 1 AS "#there"
FROM "order" GROUP BY strftime('%Y-%m-01', "order".created_at) ORDER BY count(*) DESC, strftime('%Y-%m-01', "order".created_at) ASC NULLS LAST
 LIMIT ? OFFSET ?) AS listed ON 1 = 1;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM "order"
WHERE "order".status != ? OR "order".status IS NULL) AS figures LEFT OUTER JOIN (SELECT "order".id AS id, 1 AS "#there"
FROM "order"
WHERE "order".status != ? OR "order".status IS NULL ORDER BY "order".id ASC
 LIMIT ? OFFSET ?) AS listed ON 1 = 1;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM "order") AS figures LEFT OUTER JOIN (SELECT "order".id AS id, 1 AS "#there"
FROM "order" ORDER BY "order".id ASC
 LIMIT ? OFFSET ?) AS listed ON 1 = 1;

SELECT listed.user_id, listed.status, listed.total, listed.id, listed.created_at, listed.updated_at, other0.id AS "#j0_0", other0.username AS "#j0_1"
FROM (SELECT "order".user_id AS user_id, "order".status AS status, "order".total AS total, "order".id AS id, "order".created_at AS created_at, "order".updated_at AS updated_at
FROM "order" ORDER BY "order".created_at DESC, "order".id DESC
 LIMIT ? OFFSET ?) AS listed LEFT OUTER JOIN user AS other0 ON other0.id = listed.user_id;

