SELECT figures."#m0" AS "#f0", figures."#m1" AS "#f1", listed."#there", listed."#g0", listed."#m0"
FROM (SELECT count(*) AS "#m0", max(profile.born_on) AS "#m1"
FROM profile) AS figures LEFT OUTER JOIN (SELECT to_char(date_trunc('year', profile.born_on), 'YYYY-MM-DD') AS "#g0", count(*) AS "#m0", 1 AS "#there"
FROM profile GROUP BY to_char(date_trunc('year', profile.born_on), 'YYYY-MM-DD') ORDER BY count(*) DESC, to_char(date_trunc('year', profile.born_on), 'YYYY-MM-DD') ASC
 LIMIT $1::INTEGER) AS listed ON true;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM profile
WHERE profile.born_on IS NULL) AS figures LEFT OUTER JOIN (SELECT profile.id AS id, 1 AS "#there"
FROM profile
WHERE profile.born_on IS NULL ORDER BY profile.id ASC
 LIMIT $1::INTEGER) AS listed ON true;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM profile) AS figures LEFT OUTER JOIN (SELECT profile.id AS id, 1 AS "#there"
FROM profile ORDER BY profile.id ASC
 LIMIT $1::INTEGER OFFSET $2::INTEGER) AS listed ON true;

SELECT listed.user_id, listed.bio, listed.location, listed.website, listed.born_on, listed.id, listed."#o0", beside0."#j0_0", beside0."#j0_1"
FROM (SELECT page.user_id AS user_id, page.bio AS bio, page.location AS location, page.website AS website, page.born_on AS born_on, page.id AS id, page."#o0" AS "#o0"
FROM (SELECT profile.user_id AS user_id, profile.bio AS bio, profile.location AS location, profile.website AS website, profile.born_on AS born_on, profile.id AS id, (SELECT user_1.username
FROM "user" AS user_1
WHERE user_1.id = profile.user_id) AS "#o0"
FROM profile ORDER BY (SELECT user_2.username
FROM "user" AS user_2
WHERE user_2.id = profile.user_id) DESC, profile.id DESC
 LIMIT 11) AS page
 LIMIT $1::INTEGER) AS listed LEFT OUTER JOIN LATERAL (SELECT other0.id AS "#j0_0", other0.username AS "#j0_1"
FROM "user" AS other0
WHERE other0.id = listed.user_id
 LIMIT $2::INTEGER) AS beside0 ON true;

SELECT page.id
FROM (SELECT profile.id AS id
FROM profile
WHERE (profile.id) < ($1::INTEGER) ORDER BY profile.id DESC
 LIMIT 11) AS page
 LIMIT $2::INTEGER;

SELECT page.id
FROM (SELECT profile.id AS id
FROM profile
WHERE (profile.id) > ($1::INTEGER) ORDER BY profile.id ASC
 LIMIT 11) AS page
 LIMIT $2::INTEGER;

