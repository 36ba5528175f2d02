class ScaffoldingError(Exception):
    """A resource that cannot be written as asked. Its text says why, for who asked."""
