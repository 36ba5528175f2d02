SELECT figures."#m0" AS "#f0", figures."#m1" AS "#f1", figures."#m2" AS "#f2", figures."#m3" AS "#f3", listed."#there", listed."#g0", listed."#m0"
FROM (SELECT count(*) AS "#m0", count(DISTINCT team.name) AS "#m1", min(team.name) AS "#m2", max(team.headquarters) AS "#m3"
FROM team) AS figures LEFT OUTER JOIN (SELECT team.headquarters AS "#g0", count(*) AS "#m0", 1 AS "#there"
FROM team GROUP BY team.headquarters ORDER BY count(*) DESC, team.headquarters ASC NULLS LAST
 LIMIT ? OFFSET ?) AS listed ON 1 = 1;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM team
WHERE casefold(team.name) LIKE casefold(?) ESCAPE '\') AS figures LEFT OUTER JOIN (SELECT team.id AS id, 1 AS "#there"
FROM team
WHERE casefold(team.name) LIKE casefold(?) ESCAPE '\' ORDER BY coalesce(CASE WHEN (casefold(team.name) = casefold(?)) THEN ? WHEN (casefold(team.name) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(team.name) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?) DESC, team.id ASC
 LIMIT ? OFFSET ?) AS listed ON 1 = 1;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM team
WHERE team.headquarters LIKE ? ESCAPE '\') AS figures LEFT OUTER JOIN (SELECT team.id AS id, 1 AS "#there"
FROM team
WHERE team.headquarters LIKE ? ESCAPE '\' ORDER BY team.id ASC
 LIMIT ? OFFSET ?) AS listed ON 1 = 1;

SELECT figures."#m0" AS "#f0", listed."#there", listed.id
FROM (SELECT count(*) AS "#m0"
FROM team) AS figures LEFT OUTER JOIN (SELECT team.id AS id, 1 AS "#there"
FROM team ORDER BY team.id ASC
 LIMIT ? OFFSET ?) AS listed ON 1 = 1;

SELECT team.id AS id
FROM team
WHERE (team.id) < (?) ORDER BY team.id DESC
 LIMIT ? OFFSET ?;

SELECT team.id AS id
FROM team
WHERE (team.id) > (?) ORDER BY team.id ASC
 LIMIT ? OFFSET ?;

SELECT team.name AS name, team.headquarters AS headquarters, team.id AS id
FROM team ORDER BY team.name DESC, team.id DESC
 LIMIT ? OFFSET ?;

