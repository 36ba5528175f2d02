"""The command line: `python -m app --help`."""

from app.cli.commands import app

__all__ = ["app"]
