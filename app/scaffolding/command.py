"""`python -m app new resource NAME FIELD…`."""

import sys
from typing import Annotated

import typer

from app.scaffolding.mistakes import ScaffoldingError
from app.scaffolding.resource import Plan, plan

new = typer.Typer(help="Write what something new is made of.", no_args_is_help=True)

NEXT = """\
next:
  edit graphql_schema/{snake}.py{pad}  # who may see and write it: it is {policy}
  python -m app db upgrade                     # the database that DATABASE_URL names, to where the models were
  python -m app db revision "Add {words}"
  python -m app db upgrade
  make schema
  UPDATE_CORPUS=1 python -m pytest tests/test_corpus.py -k {snake}
  UPDATE_PERMISSIONS=1 python -m pytest tests/graphql_schema/test_permissions.py -k sqlite
  python -m pytest tests/graphql_schema/test_{snake}.py
  edit tests/second_wall.py                    # "{snake}" has no policies of PostgreSQL, or the migration makes them
"""
UNINDEXED = """\
  edit tests/app/test_lint.py                  # no index begins with {columns}: that is meant
"""
LAST = """\
  make check test
"""


@new.command("resource")
def resource(
    name: Annotated[str, typer.Argument(help="One noun: Gadget, or game_console.")],
    fields: Annotated[
        list[str],
        typer.Argument(
            metavar="FIELD…", help="name:str, price:decimal:8.2, sold_on:date?, team:Team?, sku:str:unique."
        ),
    ],
    policy: Annotated[
        str, typer.Option(help="Who may do what, by its name in graphql_schema/policies.py.")
    ] = "catalogue",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print what would be written, and write nothing.")] = False,
) -> None:
    """Write a resource: models, declaration, test, document of the corpus, and the lines that make them known.

    A field is NAME:TYPE, with ? behind it where it may be null. Types are str and text (:MAX_LENGTH), int, bigint,
    float, bool, decimal (:DIGITS.PLACES), date, datetime, time, uuid, enum (:value,value), and resources such as Team.
    Nothing is overwritten.
    """
    try:
        planned = plan(name, fields, policy)
    except ScaffoldingError as error:
        sys.stderr.write(f"Error: {error}\n")
        raise typer.Exit(1) from None
    if dry_run:
        for path, source in {**planned.new, **planned.changed}.items():
            sys.stdout.write(f"# {path}\n{source}\n")
        return
    try:
        planned.write()
    except OSError as error:
        sys.stderr.write(f"Error: cannot write {error.filename}: {error.strerror}. Nothing is written.\n")
        raise typer.Exit(1) from None
    for path in planned.new:
        sys.stdout.write(f"wrote {path}\n")
    for path in planned.changed:
        sys.stdout.write(f"changed {path}\n")
    sys.stdout.write(_next(planned, policy))


def _next(planned: Plan, policy: str) -> str:
    name = planned.name
    steps = NEXT.format(words=name.words, snake=name.snake, pad=" " * (20 - len(name.snake)), policy=policy.upper())
    columns = ", ".join(f'"{column}"' for column in planned.unindexed)
    return steps + (UNINDEXED.format(columns=columns) if columns else "") + LAST
