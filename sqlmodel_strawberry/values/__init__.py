"""Values on their way between Python, SQL and GraphQL: scalars, global ids, cursors, and what fits into a column."""
