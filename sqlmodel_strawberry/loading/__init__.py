"""Rows by their keys: one statement for all of a level."""
