"""Column types that mean the same on SQLite and on PostgreSQL."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from enum import Enum as PythonEnum
from functools import partial
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    DateTime,
    Dialect,
    Enum,
    Index,
    Integer,
    Numeric,
    Text,
    TypeDecorator,
    column,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql import operators
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeEngine


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: TIMESTAMP WITH TIME ZONE on PostgreSQL, UTC text with six decimals on SQLite.

    What is read is aware and in UTC. Naive values are refused with ValueError.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def __repr__(self) -> str:
        return "UtcDateTime()"

    @property
    def python_type(self) -> type[datetime]:
        return datetime

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError("a datetime needs an offset from UTC")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class utcnow(FunctionElement[datetime]):
    """The database's clock, as a value that equals what `UtcDateTime` reads and binds back."""

    type = UtcDateTime()
    inherit_cache = True


@compiles(utcnow)
def _utcnow(element: utcnow, compiler: SQLCompiler, **options: Any) -> str:
    return "CURRENT_TIMESTAMP"


@compiles(utcnow, "sqlite")
def _utcnow_sqlite(element: utcnow, compiler: SQLCompiler, **options: Any) -> str:
    # SQLite's clock counts milliseconds, but the text must have the six decimals of a bound value to equal it.
    return "(strftime('%Y-%m-%d %H:%M:%f', 'now') || '000')"


class _ExactArithmetic(TypeDecorator.Comparator[Decimal], Numeric.Comparator[Decimal]):
    """Refuses what would come out in other units on SQLite, when the statement is built."""

    def operate(self, op: operators.OperatorType, *other: Any, **options: Any) -> ColumnElement[Any]:
        if op in (operators.mul, operators.truediv, operators.mod):
            factor = getattr(other[0], "type", None)
            if op is not operators.mul or isinstance(factor, Numeric | ExactDecimal):
                raise TypeError("an exact decimal is multiplied by integers only: cast, or compute in Python")
        return super().operate(op, *other, **options)


class casefold(FunctionElement[str]):
    """Text without case, as the GraphQL engine compares it; PostgreSQL before 18 knows only `lower`."""

    type = Text()
    inherit_cache = True


@compiles(casefold)
def _casefold(element: casefold, compiler: SQLCompiler, **options: Any) -> str:
    text = compiler.process(element.clauses, **options)
    version = getattr(compiler.dialect, "server_version_info", None)
    return f"lower({text})" if version and version < (18,) else f'casefold({text} COLLATE "pg_unicode_fast")'


def search_index(table: str, name: str) -> Index:
    """Trigrams of a text column, which searching it reads on PostgreSQL. SQLite has none."""
    return Index(
        f"ix_{table}_{name}_search",
        casefold(column(name)).label("folded"),
        postgresql_using="gin",
        postgresql_ops={"folded": "gin_trgm_ops"},
        info={"dialect": "postgresql"},
    ).ddl_if(dialect="postgresql")


class ExactDecimal(TypeDecorator[Decimal]):
    """A decimal number that no database rounds: NUMERIC on PostgreSQL, an integer of 10^-scale units on SQLite.

    Sums, minima, comparisons, order, CHECKs, and a product with an integer stay exact. Values that do not fit are
    refused with ValueError on both databases. A quotient, or a product of decimals, is to be computed in Python.
    """

    impl = Numeric
    cache_ok = True
    comparator_factory = _ExactArithmetic

    def __init__(self, precision: int, scale: int) -> None:
        if not 0 <= scale <= precision <= 18:
            raise ValueError("an exact decimal has 0 <= scale <= precision <= 18, to fit SQLite's integers")
        super().__init__(precision=precision, scale=scale)
        self.precision = precision
        self.scale = scale

    def __repr__(self) -> str:
        return f"ExactDecimal(precision={self.precision}, scale={self.scale})"

    @property
    def python_type(self) -> type[Decimal]:
        return Decimal

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "sqlite":
            return dialect.type_descriptor(BigInteger())
        return dialect.type_descriptor(Numeric(self.precision, self.scale))

    def coerce_compared_value(self, op: operators.OperatorType | None, value: Any) -> TypeEngine[Any]:
        # price * 3 multiplies by three, not by three hundredths' worth of units.
        if op is operators.mul and isinstance(value, int):
            return Integer()
        if op in (operators.mul, operators.truediv, operators.mod):
            raise TypeError("an exact decimal is multiplied by integers only: cast, or compute in Python")
        return self

    def process_bind_param(self, value: Decimal | int | None, dialect: Dialect) -> Decimal | int | None:
        if value is None:
            return None
        if not isinstance(value, Decimal | int):
            raise ValueError(f"expected a Decimal, not {type(value).__name__}")
        exact = Decimal(value)
        if not exact.is_finite():
            raise ValueError("a decimal must be finite")
        scaled = exact.scaleb(self.scale)
        if abs(scaled) >= 10**self.precision or (units := int(scaled)) != scaled:
            raise ValueError(f"a decimal must fit {self.precision} digits, {self.scale} of them after the point")
        return units if dialect.name == "sqlite" else exact

    def bind_processor(self, dialect: Dialect) -> Callable[[Decimal | int | None], Decimal | int | None]:
        """Both drivers take what `process_bind_param` gives as it is."""
        return partial(self.process_bind_param, dialect=dialect)

    def process_result_value(self, value: Decimal | int | None, dialect: Dialect) -> Decimal | None:
        if value is None or isinstance(value, Decimal):
            return value
        return Decimal(value).scaleb(-self.scale)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Decimal | None] | None:
        """PostgreSQL's driver gives exact decimals by itself."""
        return super().result_processor(dialect, coltype) if dialect.name == "sqlite" else None


def text_enum(enum: type[PythonEnum], name: str) -> Enum:
    """The values of `enum` as text under a named CHECK, so that a migration can change them on both databases."""
    return Enum(
        enum,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=20,
        values_callable=lambda members: [member.value for member in members],
    )
