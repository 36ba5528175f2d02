"""Documents of clients: parsed and kept once, found by text, hash or id, and those that are trusted."""
