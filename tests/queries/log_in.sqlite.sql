SELECT user.id, user.hashed_password
FROM user
WHERE user.username = ? AND user.is_active = 1;

