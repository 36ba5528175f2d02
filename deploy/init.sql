-- Run once, by the superuser, when the database is made. Searching needs it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
