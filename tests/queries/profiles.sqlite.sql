SELECT figures."#m0" AS "#f0", figures."#m1" AS "#f1", listed."#there", listed."#g0", listed."#m0"
FROM (SELECT count(*) AS "#m0", max(profile.born_on) AS "#m1"
FROM profile) AS figures LEFT OUTER JOIN (SELECT strftime('%Y-01-01', profile.born_on) AS "#g0", count(*) AS "#m0", 1 AS "#there"
FROM profile GROUP BY strftime('%Y-01-01', profile.born_on) ORDER BY count(*) DESC, strftime('%Y-01-01', profile.born_on) ASC NULLS LAST
 LIMIT ? OFFSET ?) AS listed ON 1 = 1;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM profile
WHERE profile.born_on IS NULL) AS figures LEFT OUTER JOIN (SELECT profile.id AS id, 1 AS "#there"
FROM profile
WHERE profile.born_on IS NULL ORDER BY profile.id ASC
 LIMIT ? OFFSET ?) AS listed ON 1 = 1;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM profile) AS figures LEFT OUTER JOIN (SELECT profile.id AS id, 1 AS "#there"
FROM profile ORDER BY profile.id ASC
 LIMIT ? OFFSET ?) AS listed ON 1 = 1;

SELECT listed.user_id, listed.bio, listed.location, listed.website, listed.born_on, listed.id, listed."#o0", other0.id AS "#j0_0", other0.username AS "#j0_1"
FROM (SELECT profile.user_id AS user_id, profile.bio AS bio, profile.location AS location, profile.website AS website, profile.born_on AS born_on, profile.id AS id, (SELECT user_1.username
FROM user AS user_1
WHERE user_1.id = profile.user_id) AS "#o0"
FROM profile ORDER BY (SELECT user_2.username
FROM user AS user_2
WHERE user_2.id = profile.user_id) DESC NULLS FIRST, profile.id DESC
 LIMIT ? OFFSET ?) AS listed LEFT OUTER JOIN user AS other0 ON other0.id = listed.user_id;

SELECT profile.id AS id
FROM profile
WHERE (profile.id) < (?) ORDER BY profile.id DESC
 LIMIT ? OFFSET ?;

SELECT profile.id AS id
FROM profile
WHERE (profile.id) > (?) ORDER BY profile.id ASC
 LIMIT ? OFFSET ?;

