"""The program `sqlmodel-strawberry`."""

import sys

try:
    from sqlmodel_strawberry.cli.commands import app
except ModuleNotFoundError as error:
    if error.name not in ("rich", "typer"):
        raise
    sys.exit(f"The command line needs {error.name}: pip install 'sqlmodel-strawberry[cli]'")


def main() -> None:
    """Run the command that was typed."""
    app()


if __name__ == "__main__":
    main()
