SELECT count(*) AS "#m0"
FROM hero
WHERE hero.deleted_at IS NULL AND casefold(hero.name COLLATE "pg_unicode_fast") LIKE casefold($1::VARCHAR COLLATE "pg_unicode_fast") ESCAPE '\';

SELECT count(*) AS "#m0"
FROM hero
WHERE hero.deleted_at IS NULL AND casefold(hero.name COLLATE "pg_unicode_fast") LIKE casefold($1::VARCHAR COLLATE "pg_unicode_fast") ESCAPE '\' AND casefold(hero.name COLLATE "pg_unicode_fast") LIKE casefold($2::VARCHAR COLLATE "pg_unicode_fast") ESCAPE '\';

SELECT count(*) AS "#m0"
FROM post
WHERE (casefold(post.title COLLATE "pg_unicode_fast") LIKE casefold($1::VARCHAR COLLATE "pg_unicode_fast") ESCAPE '\' OR casefold(post.body COLLATE "pg_unicode_fast") LIKE casefold($1::VARCHAR COLLATE "pg_unicode_fast") ESCAPE '\') AND (casefold(post.title COLLATE "pg_unicode_fast") LIKE casefold($2::VARCHAR COLLATE "pg_unicode_fast") ESCAPE '\' OR casefold(post.body COLLATE "pg_unicode_fast") LIKE casefold($2::VARCHAR COLLATE "pg_unicode_fast") ESCAPE '\');

SELECT count(*) AS "#m0"
FROM post
WHERE casefold(post.title COLLATE "pg_unicode_fast") LIKE casefold($1::VARCHAR COLLATE "pg_unicode_fast") ESCAPE '\' OR casefold(post.body COLLATE "pg_unicode_fast") LIKE casefold($1::VARCHAR COLLATE "pg_unicode_fast") ESCAPE '\';

SELECT count(*) AS "#m0"
FROM product
WHERE (casefold(product.name COLLATE "pg_unicode_fast") LIKE casefold($1::VARCHAR COLLATE "pg_unicode_fast") ESCAPE '\' OR casefold(product.description COLLATE "pg_unicode_fast") LIKE casefold($1::VARCHAR COLLATE "pg_unicode_fast") ESCAPE '\') AND (casefold(product.name COLLATE "pg_unicode_fast") LIKE casefold($2::VARCHAR COLLATE "pg_unicode_fast") ESCAPE '\' OR casefold(product.description COLLATE "pg_unicode_fast") LIKE casefold($2::VARCHAR COLLATE "pg_unicode_fast") ESCAPE '\');

SELECT count(*) AS "#m0"
FROM product
WHERE casefold(product.name COLLATE "pg_unicode_fast") LIKE casefold($1::VARCHAR COLLATE "pg_unicode_fast") ESCAPE '\' OR casefold(product.description COLLATE "pg_unicode_fast") LIKE casefold($1::VARCHAR COLLATE "pg_unicode_fast") ESCAPE '\';

SELECT count(*) AS "#m0"
FROM team
WHERE casefold(team.name COLLATE "pg_unicode_fast") LIKE casefold($1::VARCHAR COLLATE "pg_unicode_fast") ESCAPE '\';

SELECT count(*) AS "#m0"
FROM team
WHERE casefold(team.name COLLATE "pg_unicode_fast") LIKE casefold($1::VARCHAR COLLATE "pg_unicode_fast") ESCAPE '\' AND casefold(team.name COLLATE "pg_unicode_fast") LIKE casefold($2::VARCHAR COLLATE "pg_unicode_fast") ESCAPE '\';

SELECT hero.id AS id, coalesce(CAST($1::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(hero.name COLLATE "pg_unicode_fast")) AS INTEGER) / $3::INTEGER, $4::INTEGER) AS "#o0"
FROM hero
WHERE hero.deleted_at IS NULL AND casefold(hero.name COLLATE "pg_unicode_fast") LIKE casefold($5::VARCHAR COLLATE "pg_unicode_fast") ESCAPE '\' AND (coalesce(CAST($6::INTEGER * word_similarity(casefold($7::VARCHAR COLLATE "pg_unicode_fast"), casefold(hero.name COLLATE "pg_unicode_fast")) AS INTEGER) / $8::INTEGER, $9::INTEGER)) < ($10::INTEGER) ORDER BY coalesce(CAST($11::INTEGER * word_similarity(casefold($12::VARCHAR COLLATE "pg_unicode_fast"), casefold(hero.name COLLATE "pg_unicode_fast")) AS INTEGER) / $13::INTEGER, $14::INTEGER) DESC, hero.id ASC
 LIMIT $15::INTEGER;

SELECT hero.id AS id, coalesce(CAST($1::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(hero.name COLLATE "pg_unicode_fast")) AS INTEGER) / $3::INTEGER, $4::INTEGER) AS "#o0"
FROM hero
WHERE hero.deleted_at IS NULL AND casefold(hero.name COLLATE "pg_unicode_fast") LIKE casefold($5::VARCHAR COLLATE "pg_unicode_fast") ESCAPE '\' AND casefold(hero.name COLLATE "pg_unicode_fast") LIKE casefold($6::VARCHAR COLLATE "pg_unicode_fast") ESCAPE '\' ORDER BY coalesce(CAST($7::INTEGER * word_similarity(casefold($8::VARCHAR COLLATE "pg_unicode_fast"), casefold(hero.name COLLATE "pg_unicode_fast")) AS INTEGER) / $9::INTEGER, $10::INTEGER) DESC, hero.id ASC
 LIMIT $11::INTEGER;

SELECT hero.id AS id, coalesce(CAST($1::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(hero.name COLLATE "pg_unicode_fast")) AS INTEGER) / $3::INTEGER, $4::INTEGER) AS "#o0"
FROM hero
WHERE hero.deleted_at IS NULL AND casefold(hero.name COLLATE "pg_unicode_fast") LIKE casefold($5::VARCHAR COLLATE "pg_unicode_fast") ESCAPE '\' ORDER BY coalesce(CAST($6::INTEGER * word_similarity(casefold($7::VARCHAR COLLATE "pg_unicode_fast"), casefold(hero.name COLLATE "pg_unicode_fast")) AS INTEGER) / $8::INTEGER, $9::INTEGER) DESC, hero.id ASC
 LIMIT $10::INTEGER;

SELECT hero.name AS name, hero.id AS id, coalesce(CAST($1::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(hero.name COLLATE "pg_unicode_fast")) AS INTEGER) / $3::INTEGER, $4::INTEGER) AS "#o0"
FROM hero
WHERE hero.deleted_at IS NULL AND casefold(hero.name COLLATE "pg_unicode_fast") LIKE casefold($5::VARCHAR COLLATE "pg_unicode_fast") ESCAPE '\' ORDER BY coalesce(CAST($6::INTEGER * word_similarity(casefold($7::VARCHAR COLLATE "pg_unicode_fast"), casefold(hero.name COLLATE "pg_unicode_fast")) AS INTEGER) / $8::INTEGER, $9::INTEGER) DESC, hero.id ASC
 LIMIT $10::INTEGER;

SELECT hero.name AS name, hero.id AS id, coalesce(CAST($1::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(hero.name COLLATE "pg_unicode_fast")) AS INTEGER) / $3::INTEGER, $4::INTEGER) AS "#o0"
FROM hero
WHERE hero.deleted_at IS NULL AND casefold(hero.name COLLATE "pg_unicode_fast") LIKE casefold($5::VARCHAR COLLATE "pg_unicode_fast") ESCAPE '\' ORDER BY coalesce(CAST($6::INTEGER * word_similarity(casefold($7::VARCHAR COLLATE "pg_unicode_fast"), casefold(hero.name COLLATE "pg_unicode_fast")) AS INTEGER) / $8::INTEGER, $9::INTEGER) DESC, hero.id ASC
 LIMIT $10::INTEGER;

SELECT post.id AS id, greatest(coalesce(CAST($1::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(post.title COLLATE "pg_unicode_fast")) AS INTEGER) / $3::INTEGER, $4::INTEGER), coalesce(CAST($5::INTEGER * word_similarity(casefold($6::VARCHAR COLLATE "pg_unicode_fast"), casefold(post.body COLLATE "pg_unicode_fast")) AS INTEGER) / $7::INTEGER, $8::INTEGER)) AS "#o0"
FROM post
WHERE (casefold(post.title COLLATE "pg_unicode_fast") LIKE casefold($9::VARCHAR COLLATE "pg_unicode_fast") ESCAPE '\' OR casefold(post.body COLLATE "pg_unicode_fast") LIKE casefold($9::VARCHAR COLLATE "pg_unicode_fast") ESCAPE '\') AND (casefold(post.title COLLATE "pg_unicode_fast") LIKE casefold($10::VARCHAR COLLATE "pg_unicode_fast") ESCAPE '\' OR casefold(post.body COLLATE "pg_unicode_fast") LIKE casefold($10::VARCHAR COLLATE "pg_unicode_fast") ESCAPE '\') ORDER BY greatest(coalesce(CAST($11::INTEGER * word_similarity(casefold($12::VARCHAR COLLATE "pg_unicode_fast"), casefold(post.title COLLATE "pg_unicode_fast")) AS INTEGER) / $13::INTEGER, $14::INTEGER), coalesce(CAST($15::INTEGER * word_similarity(casefold($16::VARCHAR COLLATE "pg_unicode_fast"), casefold(post.body COLLATE "pg_unicode_fast")) AS INTEGER) / $17::INTEGER, $18::INTEGER)) DESC, post.id ASC
 LIMIT $19::INTEGER;

SELECT post.id AS id, greatest(coalesce(CAST($1::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(post.title COLLATE "pg_unicode_fast")) AS INTEGER) / $3::INTEGER, $4::INTEGER), coalesce(CAST($5::INTEGER * word_similarity(casefold($6::VARCHAR COLLATE "pg_unicode_fast"), casefold(post.body COLLATE "pg_unicode_fast")) AS INTEGER) / $7::INTEGER, $8::INTEGER)) AS "#o0"
FROM post
WHERE casefold(post.title COLLATE "pg_unicode_fast") LIKE casefold($9::VARCHAR COLLATE "pg_unicode_fast") ESCAPE '\' OR casefold(post.body COLLATE "pg_unicode_fast") LIKE casefold($9::VARCHAR COLLATE "pg_unicode_fast") ESCAPE '\' ORDER BY greatest(coalesce(CAST($10::INTEGER * word_similarity(casefold($11::VARCHAR COLLATE "pg_unicode_fast"), casefold(post.title COLLATE "pg_unicode_fast")) AS INTEGER) / $12::INTEGER, $13::INTEGER), coalesce(CAST($14::INTEGER * word_similarity(casefold($15::VARCHAR COLLATE "pg_unicode_fast"), casefold(post.body COLLATE "pg_unicode_fast")) AS INTEGER) / $16::INTEGER, $17::INTEGER)) DESC, post.id ASC
 LIMIT $18::INTEGER;

SELECT post.id AS id, greatest(coalesce(CAST($1::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(post.title COLLATE "pg_unicode_fast")) AS INTEGER) / $3::INTEGER, $4::INTEGER), coalesce(CAST($5::INTEGER * word_similarity(casefold($6::VARCHAR COLLATE "pg_unicode_fast"), casefold(post.body COLLATE "pg_unicode_fast")) AS INTEGER) / $7::INTEGER, $8::INTEGER)) AS "#o0"
FROM post
WHERE casefold(post.title COLLATE "pg_unicode_fast") LIKE casefold($9::VARCHAR COLLATE "pg_unicode_fast") ESCAPE '\' OR casefold(post.body COLLATE "pg_unicode_fast") LIKE casefold($9::VARCHAR COLLATE "pg_unicode_fast") ESCAPE '\' ORDER BY greatest(coalesce(CAST($10::INTEGER * word_similarity(casefold($11::VARCHAR COLLATE "pg_unicode_fast"), casefold(post.title COLLATE "pg_unicode_fast")) AS INTEGER) / $12::INTEGER, $13::INTEGER), coalesce(CAST($14::INTEGER * word_similarity(casefold($15::VARCHAR COLLATE "pg_unicode_fast"), casefold(post.body COLLATE "pg_unicode_fast")) AS INTEGER) / $16::INTEGER, $17::INTEGER)) DESC, post.id ASC
 LIMIT $18::INTEGER;

SELECT post.title AS title, post.id AS id, greatest(coalesce(CAST($1::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(post.title COLLATE "pg_unicode_fast")) AS INTEGER) / $3::INTEGER, $4::INTEGER), coalesce(CAST($5::INTEGER * word_similarity(casefold($6::VARCHAR COLLATE "pg_unicode_fast"), casefold(post.body COLLATE "pg_unicode_fast")) AS INTEGER) / $7::INTEGER, $8::INTEGER)) AS "#o0"
FROM post
WHERE (casefold(post.title COLLATE "pg_unicode_fast") LIKE casefold($9::VARCHAR COLLATE "pg_unicode_fast") ESCAPE '\' OR casefold(post.body COLLATE "pg_unicode_fast") LIKE casefold($9::VARCHAR COLLATE "pg_unicode_fast") ESCAPE '\') AND (greatest(coalesce(CAST($10::INTEGER * word_similarity(casefold($11::VARCHAR COLLATE "pg_unicode_fast"), casefold(post.title COLLATE "pg_unicode_fast")) AS INTEGER) / $12::INTEGER, $13::INTEGER), coalesce(CAST($14::INTEGER * word_similarity(casefold($15::VARCHAR COLLATE "pg_unicode_fast"), casefold(post.body COLLATE "pg_unicode_fast")) AS INTEGER) / $16::INTEGER, $17::INTEGER))) < ($18::INTEGER) ORDER BY greatest(coalesce(CAST($19::INTEGER * word_similarity(casefold($20::VARCHAR COLLATE "pg_unicode_fast"), casefold(post.title COLLATE "pg_unicode_fast")) AS INTEGER) / $21::INTEGER, $22::INTEGER), coalesce(CAST($23::INTEGER * word_similarity(casefold($24::VARCHAR COLLATE "pg_unicode_fast"), casefold(post.body COLLATE "pg_unicode_fast")) AS INTEGER) / $25::INTEGER, $26::INTEGER)) DESC, post.id ASC
 LIMIT $27::INTEGER;

SELECT product.id AS id, greatest(coalesce(CAST($1::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(product.name COLLATE "pg_unicode_fast")) AS INTEGER) / $3::INTEGER, $4::INTEGER), coalesce(CAST($5::INTEGER * word_similarity(casefold($6::VARCHAR COLLATE "pg_unicode_fast"), casefold(product.description COLLATE "pg_unicode_fast")) AS INTEGER) / $7::INTEGER, $8::INTEGER)) AS "#o0"
FROM product
WHERE (casefold(product.name COLLATE "pg_unicode_fast") LIKE casefold($9::VARCHAR COLLATE "pg_unicode_fast") ESCAPE '\' OR casefold(product.description COLLATE "pg_unicode_fast") LIKE casefold($9::VARCHAR COLLATE "pg_unicode_fast") ESCAPE '\') AND (casefold(product.name COLLATE "pg_unicode_fast") LIKE casefold($10::VARCHAR COLLATE "pg_unicode_fast") ESCAPE '\' OR casefold(product.description COLLATE "pg_unicode_fast") LIKE casefold($10::VARCHAR COLLATE "pg_unicode_fast") ESCAPE '\') ORDER BY greatest(coalesce(CAST($11::INTEGER * word_similarity(casefold($12::VARCHAR COLLATE "pg_unicode_fast"), casefold(product.name COLLATE "pg_unicode_fast")) AS INTEGER) / $13::INTEGER, $14::INTEGER), coalesce(CAST($15::INTEGER * word_similarity(casefold($16::VARCHAR COLLATE "pg_unicode_fast"), casefold(product.description COLLATE "pg_unicode_fast")) AS INTEGER) / $17::INTEGER, $18::INTEGER)) DESC, product.id ASC
 LIMIT $19::INTEGER;

SELECT product.id AS id, greatest(coalesce(CAST($1::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(product.name COLLATE "pg_unicode_fast")) AS INTEGER) / $3::INTEGER, $4::INTEGER), coalesce(CAST($5::INTEGER * word_similarity(casefold($6::VARCHAR COLLATE "pg_unicode_fast"), casefold(product.description COLLATE "pg_unicode_fast")) AS INTEGER) / $7::INTEGER, $8::INTEGER)) AS "#o0"
FROM product
WHERE (casefold(product.name COLLATE "pg_unicode_fast") LIKE casefold($9::VARCHAR COLLATE "pg_unicode_fast") ESCAPE '\' OR casefold(product.description COLLATE "pg_unicode_fast") LIKE casefold($9::VARCHAR COLLATE "pg_unicode_fast") ESCAPE '\') AND (greatest(coalesce(CAST($10::INTEGER * word_similarity(casefold($11::VARCHAR COLLATE "pg_unicode_fast"), casefold(product.name COLLATE "pg_unicode_fast")) AS INTEGER) / $12::INTEGER, $13::INTEGER), coalesce(CAST($14::INTEGER * word_similarity(casefold($15::VARCHAR COLLATE "pg_unicode_fast"), casefold(product.description COLLATE "pg_unicode_fast")) AS INTEGER) / $16::INTEGER, $17::INTEGER))) <= ($18::INTEGER) AND (greatest(coalesce(CAST($19::INTEGER * word_similarity(casefold($20::VARCHAR COLLATE "pg_unicode_fast"), casefold(product.name COLLATE "pg_unicode_fast")) AS INTEGER) / $21::INTEGER, $22::INTEGER), coalesce(CAST($23::INTEGER * word_similarity(casefold($24::VARCHAR COLLATE "pg_unicode_fast"), casefold(product.description COLLATE "pg_unicode_fast")) AS INTEGER) / $25::INTEGER, $26::INTEGER)) < $27::INTEGER OR greatest(coalesce(CAST($19::INTEGER * word_similarity(casefold($20::VARCHAR COLLATE "pg_unicode_fast"), casefold(product.name COLLATE "pg_unicode_fast")) AS INTEGER) / $21::INTEGER, $22::INTEGER), coalesce(CAST($23::INTEGER * word_similarity(casefold($24::VARCHAR COLLATE "pg_unicode_fast"), casefold(product.description COLLATE "pg_unicode_fast")) AS INTEGER) / $25::INTEGER, $26::INTEGER)) = $28::INTEGER AND product.id > $29::INTEGER) ORDER BY greatest(coalesce(CAST($30::INTEGER * word_similarity(casefold($31::VARCHAR COLLATE "pg_unicode_fast"), casefold(product.name COLLATE "pg_unicode_fast")) AS INTEGER) / $32::INTEGER, $33::INTEGER), coalesce(CAST($34::INTEGER * word_similarity(casefold($35::VARCHAR COLLATE "pg_unicode_fast"), casefold(product.description COLLATE "pg_unicode_fast")) AS INTEGER) / $36::INTEGER, $37::INTEGER)) DESC, product.id ASC
 LIMIT $38::INTEGER;

SELECT product.id AS id, greatest(coalesce(CAST($1::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(product.name COLLATE "pg_unicode_fast")) AS INTEGER) / $3::INTEGER, $4::INTEGER), coalesce(CAST($5::INTEGER * word_similarity(casefold($6::VARCHAR COLLATE "pg_unicode_fast"), casefold(product.description COLLATE "pg_unicode_fast")) AS INTEGER) / $7::INTEGER, $8::INTEGER)) AS "#o0"
FROM product
WHERE casefold(product.name COLLATE "pg_unicode_fast") LIKE casefold($9::VARCHAR COLLATE "pg_unicode_fast") ESCAPE '\' OR casefold(product.description COLLATE "pg_unicode_fast") LIKE casefold($9::VARCHAR COLLATE "pg_unicode_fast") ESCAPE '\' ORDER BY greatest(coalesce(CAST($10::INTEGER * word_similarity(casefold($11::VARCHAR COLLATE "pg_unicode_fast"), casefold(product.name COLLATE "pg_unicode_fast")) AS INTEGER) / $12::INTEGER, $13::INTEGER), coalesce(CAST($14::INTEGER * word_similarity(casefold($15::VARCHAR COLLATE "pg_unicode_fast"), casefold(product.description COLLATE "pg_unicode_fast")) AS INTEGER) / $16::INTEGER, $17::INTEGER)) DESC, product.id ASC
 LIMIT $18::INTEGER;

SELECT product.id AS id, greatest(coalesce(CAST($1::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(product.name COLLATE "pg_unicode_fast")) AS INTEGER) / $3::INTEGER, $4::INTEGER), coalesce(CAST($5::INTEGER * word_similarity(casefold($6::VARCHAR COLLATE "pg_unicode_fast"), casefold(product.description COLLATE "pg_unicode_fast")) AS INTEGER) / $7::INTEGER, $8::INTEGER)) AS "#o0"
FROM product
WHERE casefold(product.name COLLATE "pg_unicode_fast") LIKE casefold($9::VARCHAR COLLATE "pg_unicode_fast") ESCAPE '\' OR casefold(product.description COLLATE "pg_unicode_fast") LIKE casefold($9::VARCHAR COLLATE "pg_unicode_fast") ESCAPE '\' ORDER BY greatest(coalesce(CAST($10::INTEGER * word_similarity(casefold($11::VARCHAR COLLATE "pg_unicode_fast"), casefold(product.name COLLATE "pg_unicode_fast")) AS INTEGER) / $12::INTEGER, $13::INTEGER), coalesce(CAST($14::INTEGER * word_similarity(casefold($15::VARCHAR COLLATE "pg_unicode_fast"), casefold(product.description COLLATE "pg_unicode_fast")) AS INTEGER) / $16::INTEGER, $17::INTEGER)) DESC, product.id ASC
 LIMIT $18::INTEGER;

SELECT team.id AS id, coalesce(CAST($1::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(team.name COLLATE "pg_unicode_fast")) AS INTEGER) / $3::INTEGER, $4::INTEGER) AS "#o0"
FROM team
WHERE casefold(team.name COLLATE "pg_unicode_fast") LIKE casefold($5::VARCHAR COLLATE "pg_unicode_fast") ESCAPE '\' AND (coalesce(CAST($6::INTEGER * word_similarity(casefold($7::VARCHAR COLLATE "pg_unicode_fast"), casefold(team.name COLLATE "pg_unicode_fast")) AS INTEGER) / $8::INTEGER, $9::INTEGER)) < ($10::INTEGER) ORDER BY coalesce(CAST($11::INTEGER * word_similarity(casefold($12::VARCHAR COLLATE "pg_unicode_fast"), casefold(team.name COLLATE "pg_unicode_fast")) AS INTEGER) / $13::INTEGER, $14::INTEGER) DESC, team.id ASC
 LIMIT $15::INTEGER;

SELECT team.id AS id, coalesce(CAST($1::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(team.name COLLATE "pg_unicode_fast")) AS INTEGER) / $3::INTEGER, $4::INTEGER) AS "#o0"
FROM team
WHERE casefold(team.name COLLATE "pg_unicode_fast") LIKE casefold($5::VARCHAR COLLATE "pg_unicode_fast") ESCAPE '\' AND casefold(team.name COLLATE "pg_unicode_fast") LIKE casefold($6::VARCHAR COLLATE "pg_unicode_fast") ESCAPE '\' ORDER BY coalesce(CAST($7::INTEGER * word_similarity(casefold($8::VARCHAR COLLATE "pg_unicode_fast"), casefold(team.name COLLATE "pg_unicode_fast")) AS INTEGER) / $9::INTEGER, $10::INTEGER) DESC, team.id ASC
 LIMIT $11::INTEGER;

SELECT team.id AS id, coalesce(CAST($1::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(team.name COLLATE "pg_unicode_fast")) AS INTEGER) / $3::INTEGER, $4::INTEGER) AS "#o0"
FROM team
WHERE casefold(team.name COLLATE "pg_unicode_fast") LIKE casefold($5::VARCHAR COLLATE "pg_unicode_fast") ESCAPE '\' ORDER BY coalesce(CAST($6::INTEGER * word_similarity(casefold($7::VARCHAR COLLATE "pg_unicode_fast"), casefold(team.name COLLATE "pg_unicode_fast")) AS INTEGER) / $8::INTEGER, $9::INTEGER) DESC, team.id ASC
 LIMIT $10::INTEGER;

SELECT team.name AS name, team.id AS id, coalesce(CAST($1::INTEGER * word_similarity(casefold($2::VARCHAR COLLATE "pg_unicode_fast"), casefold(team.name COLLATE "pg_unicode_fast")) AS INTEGER) / $3::INTEGER, $4::INTEGER) AS "#o0"
FROM team
WHERE casefold(team.name COLLATE "pg_unicode_fast") LIKE casefold($5::VARCHAR COLLATE "pg_unicode_fast") ESCAPE '\' ORDER BY coalesce(CAST($6::INTEGER * word_similarity(casefold($7::VARCHAR COLLATE "pg_unicode_fast"), casefold(team.name COLLATE "pg_unicode_fast")) AS INTEGER) / $8::INTEGER, $9::INTEGER) DESC, team.id ASC
 LIMIT $10::INTEGER;

