"""Tests of an API that need not be written: see docs/testing.md. pytest finds the fixtures by itself."""

from sqlmodel_strawberry.testing.client import Client
from sqlmodel_strawberry.testing.rows import fill_tables
from sqlmodel_strawberry.testing.statements import Statement, StatementLog, record_statements
from sqlmodel_strawberry.testing.suite import ApiTests

__all__ = ["ApiTests", "Client", "Statement", "StatementLog", "fill_tables", "record_statements"]
