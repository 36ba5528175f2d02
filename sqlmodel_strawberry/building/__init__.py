"""Resources in, a GraphQL schema out: the types of rows, and the fields that find them."""
