"""SQL that the two databases spell differently."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class casefold(FunctionElement[str]):
    """Text without case, as Python's `str.casefold` has it. PostgreSQL before 18 knows only `lower`."""

    type = sa.Text()
    inherit_cache = True


@compiles(casefold)
def _casefold(element: casefold, compiler: SQLCompiler, **options: Any) -> str:
    return f"casefold({compiler.process(element.clauses, **options)})"


@compiles(casefold, "postgresql")
def _casefold_postgresql(element: casefold, compiler: SQLCompiler, **options: Any) -> str:
    text = compiler.process(element.clauses, **options)
    version = getattr(compiler.dialect, "server_version_info", None)
    return f"lower({text})" if version and version < (18,) else f'casefold({text} COLLATE "pg_unicode_fast")'


class OuterFirst(sa.Join):
    """A join whose left side is read first, whatever SQLite's planner thinks of it."""

    inherit_cache = True


@compiles(OuterFirst)
def _outer_first(element: OuterFirst, compiler: SQLCompiler, **options: Any) -> str:
    # https://www.sqlite.org/optoverview.html#manual_control_of_query_plans_using_cross_join
    text: str = compiler.visit_join(element, **options)  # type: ignore[no-untyped-call]
    return text.replace(" JOIN ", " CROSS JOIN ", 1)
