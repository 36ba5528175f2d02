"""Resources: declared by a user, made of declarations and the mapper, and checked."""
