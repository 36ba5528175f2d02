SELECT hero.name AS "#k0", hero.id AS id
FROM hero
WHERE hero.name IN (SELECT parents.k0
FROM (SELECT keys.value AS k0
FROM json_each(?) AS keys) AS parents) AND hero.deleted_at IS NULL;

UPDATE hero SET deleted_at=? WHERE hero.id = ? AND hero.deleted_at IS NOT NULL RETURNING id AS "#k0", name AS name;

UPDATE hero SET deleted_at=? WHERE hero.id = ? AND hero.deleted_at IS NOT NULL RETURNING id AS "#k0", name AS name;

UPDATE hero SET deleted_at=? WHERE hero.id = ? AND hero.deleted_at IS NOT NULL RETURNING id AS "#k0", name AS name;

