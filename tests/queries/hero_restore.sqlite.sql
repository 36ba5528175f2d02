SELECT hero.name AS "#k0", hero.id AS id
FROM hero
WHERE hero.name = ? AND hero.deleted_at IS NULL;

UPDATE hero SET deleted_at=? WHERE hero.id = ? AND hero.deleted_at IS NOT NULL RETURNING id AS "#k0", name AS name;

UPDATE hero SET deleted_at=? WHERE hero.id = ? AND hero.deleted_at IS NOT NULL RETURNING id AS "#k0", name AS name;

UPDATE hero SET deleted_at=? WHERE hero.id = ? AND hero.deleted_at IS NOT NULL RETURNING id AS "#k0", name AS name;

