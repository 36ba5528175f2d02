"""`python -m sqlmodel_strawberry`, where scripts are not on the path."""

from sqlmodel_strawberry.cli.main import main

main()
