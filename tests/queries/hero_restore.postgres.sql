SELECT hero.name AS "#k0", hero.id AS id
FROM hero
WHERE hero.name = $1::VARCHAR AND hero.deleted_at IS NULL;

UPDATE hero SET deleted_at=$1::TIMESTAMP WITH TIME ZONE WHERE hero.id = $2::INTEGER AND hero.deleted_at IS NOT NULL RETURNING hero.id AS "#k0", hero.name AS name;

UPDATE hero SET deleted_at=$1::TIMESTAMP WITH TIME ZONE WHERE hero.id = $2::INTEGER AND hero.deleted_at IS NOT NULL RETURNING hero.id AS "#k0", hero.name AS name;

UPDATE hero SET deleted_at=$1::TIMESTAMP WITH TIME ZONE WHERE hero.id = $2::INTEGER AND hero.deleted_at IS NOT NULL RETURNING hero.id AS "#k0", hero.name AS name;

