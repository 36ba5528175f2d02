SELECT "order".user_id AS "#k0", count(*) AS "#m0"
FROM "order"
WHERE "order".user_id = ANY (CAST($1::VARCHAR AS INTEGER[])) AND ("order".status != $2 OR "order".status IS NULL) GROUP BY "order".user_id;

SELECT "order".user_id AS "#k0", count(*) AS "#m0"
FROM "order"
WHERE "order".user_id = ANY (CAST($1::VARCHAR AS INTEGER[])) GROUP BY "order".user_id;

SELECT "order".user_id AS "#k0", count(*) AS "#m0", CAST(sum("order".total) AS TEXT) AS "#m1", max("order".updated_at) AS "#m2"
FROM "order"
WHERE "order".user_id = ANY (CAST($1::VARCHAR AS INTEGER[])) GROUP BY "order".user_id;

SELECT "user".id AS "#k0", "user".username AS username
FROM "user"
WHERE "user".id = ANY (CAST($1::VARCHAR AS INTEGER[]));

SELECT anon_1.place, page.id
FROM unnest(CAST($1::VARCHAR AS INTEGER[])) WITH ORDINALITY AS anon_1(k0, place) JOIN LATERAL (SELECT "order".id AS id
FROM "order"
WHERE "order".user_id = anon_1.k0 AND ("order".id) < ($2::UUID) ORDER BY "order".id DESC
 LIMIT $3::INTEGER) AS page ON true;

SELECT anon_1.place, page.id
FROM unnest(CAST($1::VARCHAR AS INTEGER[])) WITH ORDINALITY AS anon_1(k0, place) JOIN LATERAL (SELECT "order".id AS id
FROM "order"
WHERE "order".user_id = anon_1.k0 AND ("order".id) > ($2::UUID) ORDER BY "order".id ASC
 LIMIT $3::INTEGER) AS page ON true;

SELECT anon_1.place, page.id
FROM unnest(CAST($1::VARCHAR AS INTEGER[])) WITH ORDINALITY AS anon_1(k0, place) JOIN LATERAL (SELECT "order".id AS id
FROM "order"
WHERE "order".user_id = anon_1.k0 AND ("order".status != $2 OR "order".status IS NULL) ORDER BY "order".id ASC
 LIMIT $3::INTEGER) AS page ON true;

SELECT anon_1.place, page.id
FROM unnest(CAST($1::VARCHAR AS INTEGER[])) WITH ORDINALITY AS anon_1(k0, place) JOIN LATERAL (SELECT "order".id AS id
FROM "order"
WHERE "order".user_id = anon_1.k0 ORDER BY "order".id ASC
 LIMIT $2::INTEGER OFFSET $3::INTEGER) AS page ON true;

SELECT anon_1.place, page.user_id, page.status, page.total, page.id, page.created_at, page.updated_at
FROM unnest(CAST($1::VARCHAR AS INTEGER[])) WITH ORDINALITY AS anon_1(k0, place) JOIN LATERAL (SELECT "order".user_id AS user_id, "order".status AS status, CAST("order".total AS TEXT) AS total, "order".id AS id, "order".created_at AS created_at, "order".updated_at AS updated_at
FROM "order"
WHERE "order".user_id = anon_1.k0 ORDER BY "order".created_at DESC, "order".id DESC
 LIMIT $2::INTEGER) AS page ON true;

SELECT page."#k0", page."#g0", page."#m0"
FROM (SELECT "order".user_id AS "#k0", to_char(date_trunc('month', timezone('UTC', "order".created_at)), 'YYYY-MM-DD') AS "#g0", count(*) AS "#m0", row_number() OVER (PARTITION BY "order".user_id ORDER BY count(*) DESC, to_char(date_trunc('month', timezone('UTC', "order".created_at)), 'YYYY-MM-DD') ASC) AS "#row"
FROM "order"
WHERE "order".user_id = ANY (CAST($1::VARCHAR AS INTEGER[])) GROUP BY "order".user_id, to_char(date_trunc('month', timezone('UTC', "order".created_at)), 'YYYY-MM-DD')) AS page
WHERE page."#row" <= $2::INTEGER ORDER BY page."#row";

SELECT page.id
FROM (SELECT "user".id AS id
FROM "user" ORDER BY "user".id ASC
 LIMIT 101) AS page
 LIMIT $1::INTEGER;

