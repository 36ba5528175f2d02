SELECT count(*) AS "#m0"
FROM hero
WHERE hero.deleted_at IS NULL AND casefold(hero.name) LIKE casefold(?) ESCAPE '\';

SELECT count(*) AS "#m0"
FROM hero
WHERE hero.deleted_at IS NULL AND casefold(hero.name) LIKE casefold(?) ESCAPE '\' AND casefold(hero.name) LIKE casefold(?) ESCAPE '\';

SELECT count(*) AS "#m0"
FROM post
WHERE (casefold(post.title) LIKE casefold(?) ESCAPE '\' OR casefold(post.body) LIKE casefold(?) ESCAPE '\') AND (casefold(post.title) LIKE casefold(?) ESCAPE '\' OR casefold(post.body) LIKE casefold(?) ESCAPE '\');

SELECT count(*) AS "#m0"
FROM post
WHERE casefold(post.title) LIKE casefold(?) ESCAPE '\' OR casefold(post.body) LIKE casefold(?) ESCAPE '\';

SELECT count(*) AS "#m0"
FROM product
WHERE (casefold(product.name) LIKE casefold(?) ESCAPE '\' OR casefold(product.description) LIKE casefold(?) ESCAPE '\') AND (casefold(product.name) LIKE casefold(?) ESCAPE '\' OR casefold(product.description) LIKE casefold(?) ESCAPE '\');

SELECT count(*) AS "#m0"
FROM product
WHERE casefold(product.name) LIKE casefold(?) ESCAPE '\' OR casefold(product.description) LIKE casefold(?) ESCAPE '\';

SELECT count(*) AS "#m0"
FROM team
WHERE casefold(team.name) LIKE casefold(?) ESCAPE '\';

SELECT count(*) AS "#m0"
FROM team
WHERE casefold(team.name) LIKE casefold(?) ESCAPE '\' AND casefold(team.name) LIKE casefold(?) ESCAPE '\';

SELECT hero.id AS id, coalesce(CASE WHEN (casefold(hero.name) = casefold(?)) THEN ? WHEN (casefold(hero.name) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(hero.name) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?) AS "#o0"
FROM hero
WHERE hero.deleted_at IS NULL AND casefold(hero.name) LIKE casefold(?) ESCAPE '\' AND (coalesce(CASE WHEN (casefold(hero.name) = casefold(?)) THEN ? WHEN (casefold(hero.name) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(hero.name) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?)) < (?) ORDER BY coalesce(CASE WHEN (casefold(hero.name) = casefold(?)) THEN ? WHEN (casefold(hero.name) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(hero.name) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?) DESC, hero.id ASC
 LIMIT ? OFFSET ?;

SELECT hero.id AS id, coalesce(CASE WHEN (casefold(hero.name) = casefold(?)) THEN ? WHEN (casefold(hero.name) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(hero.name) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?) AS "#o0"
FROM hero
WHERE hero.deleted_at IS NULL AND casefold(hero.name) LIKE casefold(?) ESCAPE '\' AND casefold(hero.name) LIKE casefold(?) ESCAPE '\' ORDER BY coalesce(CASE WHEN (casefold(hero.name) = casefold(?)) THEN ? WHEN (casefold(hero.name) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(hero.name) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?) DESC, hero.id ASC
 LIMIT ? OFFSET ?;

SELECT hero.id AS id, coalesce(CASE WHEN (casefold(hero.name) = casefold(?)) THEN ? WHEN (casefold(hero.name) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(hero.name) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?) AS "#o0"
FROM hero
WHERE hero.deleted_at IS NULL AND casefold(hero.name) LIKE casefold(?) ESCAPE '\' ORDER BY coalesce(CASE WHEN (casefold(hero.name) = casefold(?)) THEN ? WHEN (casefold(hero.name) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(hero.name) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?) DESC, hero.id ASC
 LIMIT ? OFFSET ?;

SELECT hero.name AS name, hero.id AS id, coalesce(CASE WHEN (casefold(hero.name) = casefold(?)) THEN ? WHEN (casefold(hero.name) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(hero.name) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?) AS "#o0"
FROM hero
WHERE hero.deleted_at IS NULL AND casefold(hero.name) LIKE casefold(?) ESCAPE '\' ORDER BY coalesce(CASE WHEN (casefold(hero.name) = casefold(?)) THEN ? WHEN (casefold(hero.name) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(hero.name) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?) DESC, hero.id ASC
 LIMIT ? OFFSET ?;

SELECT hero.name AS name, hero.id AS id, coalesce(CASE WHEN (casefold(hero.name) = casefold(?)) THEN ? WHEN (casefold(hero.name) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(hero.name) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?) AS "#o0"
FROM hero
WHERE hero.deleted_at IS NULL AND casefold(hero.name) LIKE casefold(?) ESCAPE '\' ORDER BY coalesce(CASE WHEN (casefold(hero.name) = casefold(?)) THEN ? WHEN (casefold(hero.name) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(hero.name) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?) DESC, hero.id ASC
 LIMIT ? OFFSET ?;

SELECT post.id AS id, max(coalesce(CASE WHEN (casefold(post.title) = casefold(?)) THEN ? WHEN (casefold(post.title) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(post.title) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?), coalesce(CASE WHEN (casefold(post.body) = casefold(?)) THEN ? WHEN (casefold(post.body) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(post.body) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?)) AS "#o0"
FROM post
WHERE (casefold(post.title) LIKE casefold(?) ESCAPE '\' OR casefold(post.body) LIKE casefold(?) ESCAPE '\') AND (casefold(post.title) LIKE casefold(?) ESCAPE '\' OR casefold(post.body) LIKE casefold(?) ESCAPE '\') ORDER BY max(coalesce(CASE WHEN (casefold(post.title) = casefold(?)) THEN ? WHEN (casefold(post.title) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(post.title) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?), coalesce(CASE WHEN (casefold(post.body) = casefold(?)) THEN ? WHEN (casefold(post.body) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(post.body) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?)) DESC, post.id ASC
 LIMIT ? OFFSET ?;

SELECT post.id AS id, max(coalesce(CASE WHEN (casefold(post.title) = casefold(?)) THEN ? WHEN (casefold(post.title) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(post.title) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?), coalesce(CASE WHEN (casefold(post.body) = casefold(?)) THEN ? WHEN (casefold(post.body) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(post.body) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?)) AS "#o0"
FROM post
WHERE casefold(post.title) LIKE casefold(?) ESCAPE '\' OR casefold(post.body) LIKE casefold(?) ESCAPE '\' ORDER BY max(coalesce(CASE WHEN (casefold(post.title) = casefold(?)) THEN ? WHEN (casefold(post.title) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(post.title) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?), coalesce(CASE WHEN (casefold(post.body) = casefold(?)) THEN ? WHEN (casefold(post.body) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(post.body) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?)) DESC, post.id ASC
 LIMIT ? OFFSET ?;

SELECT post.id AS id, max(coalesce(CASE WHEN (casefold(post.title) = casefold(?)) THEN ? WHEN (casefold(post.title) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(post.title) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?), coalesce(CASE WHEN (casefold(post.body) = casefold(?)) THEN ? WHEN (casefold(post.body) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(post.body) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?)) AS "#o0"
FROM post
WHERE casefold(post.title) LIKE casefold(?) ESCAPE '\' OR casefold(post.body) LIKE casefold(?) ESCAPE '\' ORDER BY max(coalesce(CASE WHEN (casefold(post.title) = casefold(?)) THEN ? WHEN (casefold(post.title) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(post.title) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?), coalesce(CASE WHEN (casefold(post.body) = casefold(?)) THEN ? WHEN (casefold(post.body) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(post.body) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?)) DESC, post.id ASC
 LIMIT ? OFFSET ?;

SELECT post.title AS title, post.id AS id, max(coalesce(CASE WHEN (casefold(post.title) = casefold(?)) THEN ? WHEN (casefold(post.title) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(post.title) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?), coalesce(CASE WHEN (casefold(post.body) = casefold(?)) THEN ? WHEN (casefold(post.body) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(post.body) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?)) AS "#o0"
FROM post
WHERE (casefold(post.title) LIKE casefold(?) ESCAPE '\' OR casefold(post.body) LIKE casefold(?) ESCAPE '\') AND (max(coalesce(CASE WHEN (casefold(post.title) = casefold(?)) THEN ? WHEN (casefold(post.title) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(post.title) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?), coalesce(CASE WHEN (casefold(post.body) = casefold(?)) THEN ? WHEN (casefold(post.body) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(post.body) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?))) < (?) ORDER BY max(coalesce(CASE WHEN (casefold(post.title) = casefold(?)) THEN ? WHEN (casefold(post.title) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(post.title) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?), coalesce(CASE WHEN (casefold(post.body) = casefold(?)) THEN ? WHEN (casefold(post.body) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(post.body) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?)) DESC, post.id ASC
 LIMIT ? OFFSET ?;

SELECT product.id AS id, max(coalesce(CASE WHEN (casefold(product.name) = casefold(?)) THEN ? WHEN (casefold(product.name) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(product.name) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?), coalesce(CASE WHEN (casefold(product.description) = casefold(?)) THEN ? WHEN (casefold(product.description) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(product.description) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?)) AS "#o0"
FROM product
WHERE (casefold(product.name) LIKE casefold(?) ESCAPE '\' OR casefold(product.description) LIKE casefold(?) ESCAPE '\') AND (casefold(product.name) LIKE casefold(?) ESCAPE '\' OR casefold(product.description) LIKE casefold(?) ESCAPE '\') ORDER BY max(coalesce(CASE WHEN (casefold(product.name) = casefold(?)) THEN ? WHEN (casefold(product.name) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(product.name) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?), coalesce(CASE WHEN (casefold(product.description) = casefold(?)) THEN ? WHEN (casefold(product.description) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(product.description) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?)) DESC, product.id ASC
 LIMIT ? OFFSET ?;

SELECT product.id AS id, max(coalesce(CASE WHEN (casefold(product.name) = casefold(?)) THEN ? WHEN (casefold(product.name) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(product.name) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?), coalesce(CASE WHEN (casefold(product.description) = casefold(?)) THEN ? WHEN (casefold(product.description) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(product.description) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?)) AS "#o0"
FROM product
WHERE (casefold(product.name) LIKE casefold(?) ESCAPE '\' OR casefold(product.description) LIKE casefold(?) ESCAPE '\') AND (max(coalesce(CASE WHEN (casefold(product.name) = casefold(?)) THEN ? WHEN (casefold(product.name) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(product.name) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?), coalesce(CASE WHEN (casefold(product.description) = casefold(?)) THEN ? WHEN (casefold(product.description) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(product.description) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?))) <= (?) AND (max(coalesce(CASE WHEN (casefold(product.name) = casefold(?)) THEN ? WHEN (casefold(product.name) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(product.name) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?), coalesce(CASE WHEN (casefold(product.description) = casefold(?)) THEN ? WHEN (casefold(product.description) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(product.description) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?)) < ? OR max(coalesce(CASE WHEN (casefold(product.name) = casefold(?)) THEN ? WHEN (casefold(product.name) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(product.name) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?), coalesce(CASE WHEN (casefold(product.description) = casefold(?)) THEN ? WHEN (casefold(product.description) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(product.description) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?)) = ? AND product.id > ?) ORDER BY max(coalesce(CASE WHEN (casefold(product.name) = casefold(?)) THEN ? WHEN (casefold(product.name) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(product.name) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?), coalesce(CASE WHEN (casefold(product.description) = casefold(?)) THEN ? WHEN (casefold(product.description) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(product.description) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?)) DESC, product.id ASC
 LIMIT ? OFFSET ?;

SELECT product.id AS id, max(coalesce(CASE WHEN (casefold(product.name) = casefold(?)) THEN ? WHEN (casefold(product.name) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(product.name) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?), coalesce(CASE WHEN (casefold(product.description) = casefold(?)) THEN ? WHEN (casefold(product.description) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(product.description) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?)) AS "#o0"
FROM product
WHERE casefold(product.name) LIKE casefold(?) ESCAPE '\' OR casefold(product.description) LIKE casefold(?) ESCAPE '\' ORDER BY max(coalesce(CASE WHEN (casefold(product.name) = casefold(?)) THEN ? WHEN (casefold(product.name) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(product.name) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?), coalesce(CASE WHEN (casefold(product.description) = casefold(?)) THEN ? WHEN (casefold(product.description) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(product.description) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?)) DESC, product.id ASC
 LIMIT ? OFFSET ?;

SELECT product.id AS id, max(coalesce(CASE WHEN (casefold(product.name) = casefold(?)) THEN ? WHEN (casefold(product.name) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(product.name) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?), coalesce(CASE WHEN (casefold(product.description) = casefold(?)) THEN ? WHEN (casefold(product.description) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(product.description) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?)) AS "#o0"
FROM product
WHERE casefold(product.name) LIKE casefold(?) ESCAPE '\' OR casefold(product.description) LIKE casefold(?) ESCAPE '\' ORDER BY max(coalesce(CASE WHEN (casefold(product.name) = casefold(?)) THEN ? WHEN (casefold(product.name) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(product.name) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?), coalesce(CASE WHEN (casefold(product.description) = casefold(?)) THEN ? WHEN (casefold(product.description) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(product.description) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?)) DESC, product.id ASC
 LIMIT ? OFFSET ?;

SELECT team.id AS id, coalesce(CASE WHEN (casefold(team.name) = casefold(?)) THEN ? WHEN (casefold(team.name) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(team.name) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?) AS "#o0"
FROM team
WHERE casefold(team.name) LIKE casefold(?) ESCAPE '\' AND (coalesce(CASE WHEN (casefold(team.name) = casefold(?)) THEN ? WHEN (casefold(team.name) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(team.name) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?)) < (?) ORDER BY coalesce(CASE WHEN (casefold(team.name) = casefold(?)) THEN ? WHEN (casefold(team.name) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(team.name) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?) DESC, team.id ASC
 LIMIT ? OFFSET ?;

SELECT team.id AS id, coalesce(CASE WHEN (casefold(team.name) = casefold(?)) THEN ? WHEN (casefold(team.name) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(team.name) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?) AS "#o0"
FROM team
WHERE casefold(team.name) LIKE casefold(?) ESCAPE '\' AND casefold(team.name) LIKE casefold(?) ESCAPE '\' ORDER BY coalesce(CASE WHEN (casefold(team.name) = casefold(?)) THEN ? WHEN (casefold(team.name) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(team.name) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?) DESC, team.id ASC
 LIMIT ? OFFSET ?;

SELECT team.id AS id, coalesce(CASE WHEN (casefold(team.name) = casefold(?)) THEN ? WHEN (casefold(team.name) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(team.name) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?) AS "#o0"
FROM team
WHERE casefold(team.name) LIKE casefold(?) ESCAPE '\' ORDER BY coalesce(CASE WHEN (casefold(team.name) = casefold(?)) THEN ? WHEN (casefold(team.name) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(team.name) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?) DESC, team.id ASC
 LIMIT ? OFFSET ?;

SELECT team.name AS name, team.id AS id, coalesce(CASE WHEN (casefold(team.name) = casefold(?)) THEN ? WHEN (casefold(team.name) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(team.name) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?) AS "#o0"
FROM team
WHERE casefold(team.name) LIKE casefold(?) ESCAPE '\' ORDER BY coalesce(CASE WHEN (casefold(team.name) = casefold(?)) THEN ? WHEN (casefold(team.name) LIKE casefold(?) ESCAPE '\') THEN ? WHEN (casefold(team.name) LIKE casefold(?) ESCAPE '\') THEN ? ELSE ? END / ?, ?) DESC, team.id ASC
 LIMIT ? OFFSET ?;

