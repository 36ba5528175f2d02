"""The way to the database: its engine and pool, the session of an operation, and the driver's connections below it."""
