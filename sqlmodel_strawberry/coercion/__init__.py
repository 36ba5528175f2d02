"""Values that clients give, coerced as graphql-core does it: variables of operations, and arguments of fields."""
