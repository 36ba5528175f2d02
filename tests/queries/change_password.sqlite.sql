SELECT user.id, user.hashed_password
FROM user
WHERE user.id = ? AND user.is_active = 1;

