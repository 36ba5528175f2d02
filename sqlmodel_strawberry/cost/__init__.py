"""The cost of an operation, known before it runs: the rows it can show and write, the SQL statements it can run."""
