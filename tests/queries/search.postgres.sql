SELECT count(*) AS "#m0"
FROM hero
WHERE hero.deleted_at IS NULL AND casefold(hero.name COLLATE "pg_unicode_fast") LIKE casefold($1::VARCHAR COLLATE "pg_unicode_fast");

SELECT count(*) AS "#m0"
FROM hero
WHERE hero.deleted_at IS NULL AND casefold(hero.name COLLATE "pg_unicode_fast") LIKE casefold($1::VARCHAR COLLATE "pg_unicode_fast") AND casefold(hero.name COLLATE "pg_unicode_fast") LIKE casefold($2::VARCHAR COLLATE "pg_unicode_fast");

SELECT count(*) AS "#m0"
FROM post
WHERE (casefold(post.title COLLATE "pg_unicode_fast") LIKE casefold($1::VARCHAR COLLATE "pg_unicode_fast") OR casefold(post.body COLLATE "pg_unicode_fast") LIKE casefold($1::VARCHAR COLLATE "pg_unicode_fast")) AND (casefold(post.title COLLATE "pg_unicode_fast") LIKE casefold($2::VARCHAR COLLATE "pg_unicode_fast") OR casefold(post.body COLLATE "pg_unicode_fast") LIKE casefold($2::VARCHAR COLLATE "pg_unicode_fast"));

SELECT count(*) AS "#m0"
FROM post
WHERE casefold(post.title COLLATE "pg_unicode_fast") LIKE casefold($1::VARCHAR COLLATE "pg_unicode_fast") OR casefold(post.body COLLATE "pg_unicode_fast") LIKE casefold($1::VARCHAR COLLATE "pg_unicode_fast");

SELECT count(*) AS "#m0"
FROM product
WHERE (casefold(product.name COLLATE "pg_unicode_fast") LIKE casefold($1::VARCHAR COLLATE "pg_unicode_fast") OR casefold(product.description COLLATE "pg_unicode_fast") LIKE casefold($1::VARCHAR COLLATE "pg_unicode_fast")) AND (casefold(product.name COLLATE "pg_unicode_fast") LIKE casefold($2::VARCHAR COLLATE "pg_unicode_fast") OR casefold(product.description COLLATE "pg_unicode_fast") LIKE casefold($2::VARCHAR COLLATE "pg_unicode_fast"));

SELECT count(*) AS "#m0"
FROM product
WHERE casefold(product.name COLLATE "pg_unicode_fast") LIKE casefold($1::VARCHAR COLLATE "pg_unicode_fast") OR casefold(product.description COLLATE "pg_unicode_fast") LIKE casefold($1::VARCHAR COLLATE "pg_unicode_fast");

SELECT count(*) AS "#m0"
FROM team
WHERE casefold(team.name COLLATE "pg_unicode_fast") LIKE casefold($1::VARCHAR COLLATE "pg_unicode_fast");

SELECT count(*) AS "#m0"
FROM team
WHERE casefold(team.name COLLATE "pg_unicode_fast") LIKE casefold($1::VARCHAR COLLATE "pg_unicode_fast") AND casefold(team.name COLLATE "pg_unicode_fast") LIKE casefold($2::VARCHAR COLLATE "pg_unicode_fast");

SELECT hero.id AS id, coalesce(CAST($1::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(hero.name COLLATE "pg_unicode_fast")) AS INTEGER) / $3::INTEGER, $4::INTEGER) AS "#o0"
FROM hero
WHERE hero.deleted_at IS NULL AND casefold(hero.name COLLATE "pg_unicode_fast") LIKE casefold($5::VARCHAR COLLATE "pg_unicode_fast") AND (coalesce(CAST($6::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(hero.name COLLATE "pg_unicode_fast")) AS INTEGER) / $7::INTEGER, $8::INTEGER)) < ($9::INTEGER) ORDER BY coalesce(CAST($10::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(hero.name COLLATE "pg_unicode_fast")) AS INTEGER) / $11::INTEGER, $12::INTEGER) DESC, hero.id ASC
 LIMIT $13::INTEGER;

SELECT hero.id AS id, coalesce(CAST($1::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(hero.name COLLATE "pg_unicode_fast")) AS INTEGER) / $3::INTEGER, $4::INTEGER) AS "#o0"
FROM hero
WHERE hero.deleted_at IS NULL AND casefold(hero.name COLLATE "pg_unicode_fast") LIKE casefold($5::VARCHAR COLLATE "pg_unicode_fast") AND casefold(hero.name COLLATE "pg_unicode_fast") LIKE casefold($6::VARCHAR COLLATE "pg_unicode_fast") ORDER BY coalesce(CAST($7::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(hero.name COLLATE "pg_unicode_fast")) AS INTEGER) / $8::INTEGER, $9::INTEGER) DESC, hero.id ASC
 LIMIT $10::INTEGER;

SELECT hero.id AS id, coalesce(CAST($1::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(hero.name COLLATE "pg_unicode_fast")) AS INTEGER) / $3::INTEGER, $4::INTEGER) AS "#o0"
FROM hero
WHERE hero.deleted_at IS NULL AND casefold(hero.name COLLATE "pg_unicode_fast") LIKE casefold($5::VARCHAR COLLATE "pg_unicode_fast") ORDER BY coalesce(CAST($6::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(hero.name COLLATE "pg_unicode_fast")) AS INTEGER) / $7::INTEGER, $8::INTEGER) DESC, hero.id ASC
 LIMIT $9::INTEGER;

SELECT hero.name AS name, hero.id AS id, coalesce(CAST($1::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(hero.name COLLATE "pg_unicode_fast")) AS INTEGER) / $3::INTEGER, $4::INTEGER) AS "#o0"
FROM hero
WHERE hero.deleted_at IS NULL AND casefold(hero.name COLLATE "pg_unicode_fast") LIKE casefold($5::VARCHAR COLLATE "pg_unicode_fast") ORDER BY coalesce(CAST($6::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(hero.name COLLATE "pg_unicode_fast")) AS INTEGER) / $7::INTEGER, $8::INTEGER) DESC, hero.id ASC
 LIMIT $9::INTEGER;

SELECT hero.name AS name, hero.id AS id, coalesce(CAST($1::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(hero.name COLLATE "pg_unicode_fast")) AS INTEGER) / $3::INTEGER, $4::INTEGER) AS "#o0"
FROM hero
WHERE hero.deleted_at IS NULL AND casefold(hero.name COLLATE "pg_unicode_fast") LIKE casefold($5::VARCHAR COLLATE "pg_unicode_fast") ORDER BY coalesce(CAST($6::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(hero.name COLLATE "pg_unicode_fast")) AS INTEGER) / $7::INTEGER, $8::INTEGER) DESC, hero.id ASC
 LIMIT $9::INTEGER;

SELECT post.id AS id, greatest(coalesce(CAST($1::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(post.title COLLATE "pg_unicode_fast")) AS INTEGER) / $3::INTEGER, $4::INTEGER), coalesce(CAST($5::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(post.body COLLATE "pg_unicode_fast")) AS INTEGER) / $6::INTEGER, $7::INTEGER)) AS "#o0"
FROM post
WHERE (casefold(post.title COLLATE "pg_unicode_fast") LIKE casefold($8::VARCHAR COLLATE "pg_unicode_fast") OR casefold(post.body COLLATE "pg_unicode_fast") LIKE casefold($8::VARCHAR COLLATE "pg_unicode_fast")) AND (casefold(post.title COLLATE "pg_unicode_fast") LIKE casefold($9::VARCHAR COLLATE "pg_unicode_fast") OR casefold(post.body COLLATE "pg_unicode_fast") LIKE casefold($9::VARCHAR COLLATE "pg_unicode_fast")) ORDER BY greatest(coalesce(CAST($10::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(post.title COLLATE "pg_unicode_fast")) AS INTEGER) / $11::INTEGER, $12::INTEGER), coalesce(CAST($13::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(post.body COLLATE "pg_unicode_fast")) AS INTEGER) / $14::INTEGER, $15::INTEGER)) DESC, post.id ASC
 LIMIT $16::INTEGER;

SELECT post.id AS id, greatest(coalesce(CAST($1::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(post.title COLLATE "pg_unicode_fast")) AS INTEGER) / $3::INTEGER, $4::INTEGER), coalesce(CAST($5::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(post.body COLLATE "pg_unicode_fast")) AS INTEGER) / $6::INTEGER, $7::INTEGER)) AS "#o0"
FROM post
WHERE casefold(post.title COLLATE "pg_unicode_fast") LIKE casefold($8::VARCHAR COLLATE "pg_unicode_fast") OR casefold(post.body COLLATE "pg_unicode_fast") LIKE casefold($8::VARCHAR COLLATE "pg_unicode_fast") ORDER BY greatest(coalesce(CAST($9::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(post.title COLLATE "pg_unicode_fast")) AS INTEGER) / $10::INTEGER, $11::INTEGER), coalesce(CAST($12::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(post.body COLLATE "pg_unicode_fast")) AS INTEGER) / $13::INTEGER, $14::INTEGER)) DESC, post.id ASC
 LIMIT $15::INTEGER;

SELECT post.id AS id, greatest(coalesce(CAST($1::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(post.title COLLATE "pg_unicode_fast")) AS INTEGER) / $3::INTEGER, $4::INTEGER), coalesce(CAST($5::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(post.body COLLATE "pg_unicode_fast")) AS INTEGER) / $6::INTEGER, $7::INTEGER)) AS "#o0"
FROM post
WHERE casefold(post.title COLLATE "pg_unicode_fast") LIKE casefold($8::VARCHAR COLLATE "pg_unicode_fast") OR casefold(post.body COLLATE "pg_unicode_fast") LIKE casefold($8::VARCHAR COLLATE "pg_unicode_fast") ORDER BY greatest(coalesce(CAST($9::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(post.title COLLATE "pg_unicode_fast")) AS INTEGER) / $10::INTEGER, $11::INTEGER), coalesce(CAST($12::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(post.body COLLATE "pg_unicode_fast")) AS INTEGER) / $13::INTEGER, $14::INTEGER)) DESC, post.id ASC
 LIMIT $15::INTEGER;

SELECT post.title AS title, post.id AS id, greatest(coalesce(CAST($1::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(post.title COLLATE "pg_unicode_fast")) AS INTEGER) / $3::INTEGER, $4::INTEGER), coalesce(CAST($5::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(post.body COLLATE "pg_unicode_fast")) AS INTEGER) / $6::INTEGER, $7::INTEGER)) AS "#o0"
FROM post
WHERE (casefold(post.title COLLATE "pg_unicode_fast") LIKE casefold($8::VARCHAR COLLATE "pg_unicode_fast") OR casefold(post.body COLLATE "pg_unicode_fast") LIKE casefold($8::VARCHAR COLLATE "pg_unicode_fast")) AND (greatest(coalesce(CAST($9::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(post.title COLLATE "pg_unicode_fast")) AS INTEGER) / $10::INTEGER, $11::INTEGER), coalesce(CAST($12::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(post.body COLLATE "pg_unicode_fast")) AS INTEGER) / $13::INTEGER, $14::INTEGER))) < ($15::INTEGER) ORDER BY greatest(coalesce(CAST($16::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(post.title COLLATE "pg_unicode_fast")) AS INTEGER) / $17::INTEGER, $18::INTEGER), coalesce(CAST($19::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(post.body COLLATE "pg_unicode_fast")) AS INTEGER) / $20::INTEGER, $21::INTEGER)) DESC, post.id ASC
 LIMIT $22::INTEGER;

SELECT product.id AS id, greatest(coalesce(CAST($1::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(product.name COLLATE "pg_unicode_fast")) AS INTEGER) / $3::INTEGER, $4::INTEGER), coalesce(CAST($5::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(product.description COLLATE "pg_unicode_fast")) AS INTEGER) / $6::INTEGER, $7::INTEGER)) AS "#o0"
FROM product
WHERE (casefold(product.name COLLATE "pg_unicode_fast") LIKE casefold($8::VARCHAR COLLATE "pg_unicode_fast") OR casefold(product.description COLLATE "pg_unicode_fast") LIKE casefold($8::VARCHAR COLLATE "pg_unicode_fast")) AND (casefold(product.name COLLATE "pg_unicode_fast") LIKE casefold($9::VARCHAR COLLATE "pg_unicode_fast") OR casefold(product.description COLLATE "pg_unicode_fast") LIKE casefold($9::VARCHAR COLLATE "pg_unicode_fast")) ORDER BY greatest(coalesce(CAST($10::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(product.name COLLATE "pg_unicode_fast")) AS INTEGER) / $11::INTEGER, $12::INTEGER), coalesce(CAST($13::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(product.description COLLATE "pg_unicode_fast")) AS INTEGER) / $14::INTEGER, $15::INTEGER)) DESC, product.id ASC
 LIMIT $16::INTEGER;

SELECT product.id AS id, greatest(coalesce(CAST($1::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(product.name COLLATE "pg_unicode_fast")) AS INTEGER) / $3::INTEGER, $4::INTEGER), coalesce(CAST($5::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(product.description COLLATE "pg_unicode_fast")) AS INTEGER) / $6::INTEGER, $7::INTEGER)) AS "#o0"
FROM product
WHERE (casefold(product.name COLLATE "pg_unicode_fast") LIKE casefold($8::VARCHAR COLLATE "pg_unicode_fast") OR casefold(product.description COLLATE "pg_unicode_fast") LIKE casefold($8::VARCHAR COLLATE "pg_unicode_fast")) AND (greatest(coalesce(CAST($9::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(product.name COLLATE "pg_unicode_fast")) AS INTEGER) / $10::INTEGER, $11::INTEGER), coalesce(CAST($12::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(product.description COLLATE "pg_unicode_fast")) AS INTEGER) / $13::INTEGER, $14::INTEGER))) <= ($15::INTEGER) AND (greatest(coalesce(CAST($16::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(product.name COLLATE "pg_unicode_fast")) AS INTEGER) / $17::INTEGER, $18::INTEGER), coalesce(CAST($19::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(product.description COLLATE "pg_unicode_fast")) AS INTEGER) / $20::INTEGER, $21::INTEGER)) < $15::INTEGER OR greatest(coalesce(CAST($16::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(product.name COLLATE "pg_unicode_fast")) AS INTEGER) / $17::INTEGER, $18::INTEGER), coalesce(CAST($19::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(product.description COLLATE "pg_unicode_fast")) AS INTEGER) / $20::INTEGER, $21::INTEGER)) = $15::INTEGER AND product.id > $22::INTEGER) ORDER BY greatest(coalesce(CAST($23::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(product.name COLLATE "pg_unicode_fast")) AS INTEGER) / $24::INTEGER, $25::INTEGER), coalesce(CAST($26::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(product.description COLLATE "pg_unicode_fast")) AS INTEGER) / $27::INTEGER, $28::INTEGER)) DESC, product.id ASC
 LIMIT $29::INTEGER;

SELECT product.id AS id, greatest(coalesce(CAST($1::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(product.name COLLATE "pg_unicode_fast")) AS INTEGER) / $3::INTEGER, $4::INTEGER), coalesce(CAST($5::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(product.description COLLATE "pg_unicode_fast")) AS INTEGER) / $6::INTEGER, $7::INTEGER)) AS "#o0"
FROM product
WHERE casefold(product.name COLLATE "pg_unicode_fast") LIKE casefold($8::VARCHAR COLLATE "pg_unicode_fast") OR casefold(product.description COLLATE "pg_unicode_fast") LIKE casefold($8::VARCHAR COLLATE "pg_unicode_fast") ORDER BY greatest(coalesce(CAST($9::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(product.name COLLATE "pg_unicode_fast")) AS INTEGER) / $10::INTEGER, $11::INTEGER), coalesce(CAST($12::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(product.description COLLATE "pg_unicode_fast")) AS INTEGER) / $13::INTEGER, $14::INTEGER)) DESC, product.id ASC
 LIMIT $15::INTEGER;

SELECT product.id AS id, greatest(coalesce(CAST($1::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(product.name COLLATE "pg_unicode_fast")) AS INTEGER) / $3::INTEGER, $4::INTEGER), coalesce(CAST($5::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(product.description COLLATE "pg_unicode_fast")) AS INTEGER) / $6::INTEGER, $7::INTEGER)) AS "#o0"
FROM product
WHERE casefold(product.name COLLATE "pg_unicode_fast") LIKE casefold($8::VARCHAR COLLATE "pg_unicode_fast") OR casefold(product.description COLLATE "pg_unicode_fast") LIKE casefold($8::VARCHAR COLLATE "pg_unicode_fast") ORDER BY greatest(coalesce(CAST($9::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(product.name COLLATE "pg_unicode_fast")) AS INTEGER) / $10::INTEGER, $11::INTEGER), coalesce(CAST($12::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(product.description COLLATE "pg_unicode_fast")) AS INTEGER) / $13::INTEGER, $14::INTEGER)) DESC, product.id ASC
 LIMIT $15::INTEGER;

SELECT team.id AS id, coalesce(CAST($1::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(team.name COLLATE "pg_unicode_fast")) AS INTEGER) / $3::INTEGER, $4::INTEGER) AS "#o0"
FROM team
WHERE casefold(team.name COLLATE "pg_unicode_fast") LIKE casefold($5::VARCHAR COLLATE "pg_unicode_fast") AND (coalesce(CAST($6::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(team.name COLLATE "pg_unicode_fast")) AS INTEGER) / $7::INTEGER, $8::INTEGER)) < ($9::INTEGER) ORDER BY coalesce(CAST($10::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(team.name COLLATE "pg_unicode_fast")) AS INTEGER) / $11::INTEGER, $12::INTEGER) DESC, team.id ASC
 LIMIT $13::INTEGER;

SELECT team.id AS id, coalesce(CAST($1::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(team.name COLLATE "pg_unicode_fast")) AS INTEGER) / $3::INTEGER, $4::INTEGER) AS "#o0"
FROM team
WHERE casefold(team.name COLLATE "pg_unicode_fast") LIKE casefold($5::VARCHAR COLLATE "pg_unicode_fast") AND casefold(team.name COLLATE "pg_unicode_fast") LIKE casefold($6::VARCHAR COLLATE "pg_unicode_fast") ORDER BY coalesce(CAST($7::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(team.name COLLATE "pg_unicode_fast")) AS INTEGER) / $8::INTEGER, $9::INTEGER) DESC, team.id ASC
 LIMIT $10::INTEGER;

SELECT team.id AS id, coalesce(CAST($1::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(team.name COLLATE "pg_unicode_fast")) AS INTEGER) / $3::INTEGER, $4::INTEGER) AS "#o0"
FROM team
WHERE casefold(team.name COLLATE "pg_unicode_fast") LIKE casefold($5::VARCHAR COLLATE "pg_unicode_fast") ORDER BY coalesce(CAST($6::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(team.name COLLATE "pg_unicode_fast")) AS INTEGER) / $7::INTEGER, $8::INTEGER) DESC, team.id ASC
 LIMIT $9::INTEGER;

SELECT team.name AS name, team.id AS id, coalesce(CAST($1::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(team.name COLLATE "pg_unicode_fast")) AS INTEGER) / $3::INTEGER, $4::INTEGER) AS "#o0"
FROM team
WHERE casefold(team.name COLLATE "pg_unicode_fast") LIKE casefold($5::VARCHAR COLLATE "pg_unicode_fast") ORDER BY coalesce(CAST($6::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(team.name COLLATE "pg_unicode_fast")) AS INTEGER) / $7::INTEGER, $8::INTEGER) DESC, team.id ASC
 LIMIT $9::INTEGER;

