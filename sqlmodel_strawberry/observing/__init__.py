"""What observers are told of an operation: watched while it runs, recorded when it has ended."""
