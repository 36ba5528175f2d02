"""Column types mean the same on both databases: exact decimals, instants in UTC, enums as checked text."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import (
    CheckConstraint,
    Column,
    Integer,
    MetaData,
    Table,
    column,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.exc import IntegrityError, StatementError
from sqlmodel import col

from app.models import Order, OrderStatus, User, UserRole
from app.models.columns import ExactDecimal, UtcDateTime, utcnow
from sqlmodel_strawberry.database.engine import Database
from tests.app import rows
from tests.databases import Databases, MakeDatabase, connected

metadata = MetaData()
amounts = Table(
    "amounts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("amount", ExactDecimal(12, 2)),
    CheckConstraint(column("amount", ExactDecimal(12, 2)) >= Decimal("-1000000000.25"), name="amount_bounded"),
)
instants = Table(
    "instants",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", UtcDateTime, server_default=utcnow(), onupdate=utcnow()),
)
OFFSETS = st.integers(-12, 14)
AMOUNTS = st.decimals(min_value=-1_000_000_000, max_value=9_999_999_999, places=2)


class TestExactDecimal:
    async def test_sums_and_extremes_are_exact(self, make_database: MakeDatabase) -> None:
        database = await _with_amounts(make_database, ["0.10"] * 3 + ["9999999999.99", "-0.01", "-7.00"])
        async with database.engine.connect() as connection:
            amount = amounts.c.amount
            row = (await connection.execute(select(func.sum(amount), func.min(amount), func.max(amount)))).one()
        assert tuple(row) == (Decimal("9999999993.28"), Decimal("-7.00"), Decimal("9999999999.99"))
        assert all(isinstance(value, Decimal) for value in row)

    async def test_it_orders_and_compares_as_numbers(self, make_database: MakeDatabase) -> None:
        database = await _with_amounts(make_database, ["10", "9.5", "-3", "100", "9.49"])
        amount = amounts.c.amount
        async with database.engine.connect() as connection:
            ordered = list(await connection.scalars(select(amount).order_by(amount)))
            above = list(await connection.scalars(select(amount).where(amount > Decimal("9.49")).order_by(amount)))
            same = list(await connection.scalars(select(amount).where(amount.in_([Decimal("9.50"), 100]))))
            whole = list(await connection.scalars(select(amount).where(amount == 10)))
        assert ordered == [Decimal(text) for text in ("-3", "9.49", "9.5", "10", "100")]
        assert above == [Decimal("9.5"), Decimal("10"), Decimal("100")]
        assert sorted(same) == [Decimal("9.5"), Decimal("100")]
        assert whole == [Decimal("10")]

    async def test_it_reads_back_with_its_scale(self, make_database: MakeDatabase) -> None:
        database = await _with_amounts(make_database, ["5", "5.1", "0"])
        async with database.engine.connect() as connection:
            read = list(await connection.scalars(select(amounts.c.amount).order_by(amounts.c.id)))
        assert [str(value) for value in read] == ["5.00", "5.10", "0.00"]

    async def test_arithmetic_in_sql_is_exact(self, make_database: MakeDatabase) -> None:
        database = await _with_amounts(make_database, ["0.10"])
        amount = amounts.c.amount
        async with database.engine.begin() as connection:
            for _ in range(3):
                await connection.execute(update(amounts).values(amount=amount + Decimal("0.10")))
            row = (await connection.execute(select(amount, amount * 3, amount - 1))).one()
        assert tuple(row) == (Decimal("0.40"), Decimal("1.20"), Decimal("-0.60"))

    @pytest.mark.parametrize("value", ["1.005", "0.001", "10000000000", "NaN", "Infinity", "-Infinity"])
    async def test_what_does_not_fit_is_refused_not_rounded(self, make_database: MakeDatabase, value: str) -> None:
        database = await make_database(metadata)
        async with database.engine.connect() as connection:
            with pytest.raises(StatementError, match=r"must fit 12 digits|must be finite"):
                await connection.execute(insert(amounts).values(amount=Decimal(value)))

    async def test_a_float_is_refused(self, make_database: MakeDatabase) -> None:
        database = await make_database(metadata)
        async with database.engine.connect() as connection:
            with pytest.raises(StatementError, match="expected a Decimal, not float"):
                await connection.execute(insert(amounts).values(amount=0.1))

    async def test_a_check_is_held_to_the_last_unit(self, make_database: MakeDatabase) -> None:
        database = await _with_amounts(make_database, ["-1000000000.25"])
        with pytest.raises(IntegrityError):
            async with database.engine.begin() as connection:
                await connection.execute(insert(amounts).values(amount=Decimal("-1000000000.26")))

    @pytest.mark.parametrize("operation", ["amount * amount", "amount / 2", "amount % 2"])
    def test_inexact_arithmetic_is_refused(self, operation: str) -> None:
        with pytest.raises(TypeError, match="compute in Python"):
            eval(operation, {"amount": amounts.c.amount})

    @pytest.mark.parametrize(("precision", "scale"), [(19, 2), (2, 3), (5, -1)])
    def test_a_type_that_would_not_fit_sqlite_is_refused(self, precision: int, scale: int) -> None:
        with pytest.raises(ValueError, match="precision <= 18"):
            ExactDecimal(precision, scale)

    @given(values=st.lists(AMOUNTS, max_size=8), bound=AMOUNTS)
    async def test_the_database_agrees_with_python(
        self, amounts_database: Database, values: list[Decimal], bound: Decimal
    ) -> None:
        amount = amounts.c.amount
        async with amounts_database.engine.connect() as connection:
            if values:
                await connection.execute(insert(amounts), [{"amount": value} for value in values])
            ordered = list(await connection.scalars(select(amount).order_by(amount)))
            below = list(await connection.scalars(select(amount).where(amount < bound).order_by(amount)))
            total = await connection.scalar(select(func.sum(amount)))
            await connection.rollback()
        assert ordered == sorted(values)
        assert below == sorted(value for value in values if value < bound)
        assert total == (sum(values) if values else None)


@pytest.fixture(scope="module")
async def amounts_database(databases: Databases) -> AsyncIterator[Database]:
    """Empty tables, shared by the examples of a property: they roll back."""
    async with databases.temporary() as url, connected(url) as database:
        async with database.engine.begin() as connection:
            await connection.run_sync(metadata.create_all)
        yield database


async def _with_amounts(make_database: MakeDatabase, values: list[str]) -> Database:
    database = await make_database(metadata)
    async with database.engine.begin() as connection:
        await connection.execute(insert(amounts), [{"amount": Decimal(value)} for value in values])
    return database


class TestUtcDateTime:
    async def test_the_clock_of_the_database_equals_what_is_bound_back(self, make_database: MakeDatabase) -> None:
        database = await make_database(metadata)
        async with database.engine.begin() as connection:
            before = datetime.now(UTC) - timedelta(seconds=1)
            await connection.execute(insert(instants).values(id=1))
            at = await connection.scalar(select(instants.c.at))
            assert at is not None
            assert before < at < datetime.now(UTC) + timedelta(seconds=1)
            assert at.utcoffset() == timedelta(0)
            found = await connection.execute(select(instants.c.id).where(instants.c.at == at))
            assert found.all() == [(1,)]

    async def test_an_update_takes_the_clock_of_the_database(self, make_database: MakeDatabase) -> None:
        database = await make_database(metadata)
        old = datetime(2001, 2, 3, tzinfo=UTC)
        async with database.engine.begin() as connection:
            await connection.execute(insert(instants).values(id=1, at=old))
            await connection.execute(update(instants).values(id=2))
            at = await connection.scalar(select(instants.c.at))
            assert at is not None
            assert abs(datetime.now(UTC) - at) < timedelta(seconds=5)

    @given(at=st.datetimes(datetime(1000, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC)), hours=OFFSETS)
    async def test_any_instant_is_read_as_it_was_bound(
        self, amounts_database: Database, at: datetime, hours: int
    ) -> None:
        there = at.astimezone(timezone(timedelta(hours=hours)))
        async with amounts_database.engine.connect() as connection:
            await connection.execute(insert(instants).values(at=there))
            read = list(await connection.scalars(select(instants.c.at).where(instants.c.at == at)))
            await connection.rollback()
        assert read == [at]
        assert [value.utcoffset() for value in read] == [timedelta(0)]

    async def test_instants_order_as_time_does(self, make_database: MakeDatabase) -> None:
        database = await make_database(metadata)
        east, west = timezone(timedelta(hours=13, minutes=45)), timezone(timedelta(hours=-11))
        day = datetime(2026, 3, 1, 12, tzinfo=UTC)
        times = [day + timedelta(microseconds=1), day.astimezone(east), (day - timedelta(hours=1)).astimezone(west)]
        async with database.engine.begin() as connection:
            await connection.execute(insert(instants), [{"at": at} for at in times])
            ordered = list(await connection.scalars(select(instants.c.at).order_by(instants.c.at)))
            until = list(await connection.scalars(select(instants.c.at).where(instants.c.at <= day.astimezone(west))))
        assert ordered == sorted(times)
        assert sorted(until) == sorted(times)[:2]

    async def test_a_naive_instant_is_refused(self, make_database: MakeDatabase) -> None:
        database = await make_database(metadata)
        async with database.engine.connect() as connection:
            with pytest.raises(StatementError, match="needs an offset"):
                await connection.execute(insert(instants).values(at=datetime(2026, 1, 1)))


class TestEnums:
    async def test_values_not_names_are_stored(self, database: Database) -> None:
        async with database.write() as session:
            session.add(rows.user(role=UserRole.STAFF))
        async with database.engine.connect() as connection:
            assert await connection.scalar(text('SELECT role FROM "user"')) == "staff"
            assert await connection.scalar(select(col(User.role))) is UserRole.STAFF

    @pytest.mark.parametrize(("table", "column_name"), [("user", "role"), ("order", "status")])
    async def test_the_database_refuses_other_values(self, database: Database, table: str, column_name: str) -> None:
        async with database.write() as session:
            user = rows.user()
            session.add(user)
            await session.flush()
            session.add(rows.order(user.id))
        with pytest.raises(IntegrityError, match=r"CHECK|check"):
            async with database.engine.begin() as connection:
                await connection.execute(text(f"UPDATE \"{table}\" SET {column_name} = 'emperor'"))

    async def test_every_status_can_be_stored(self, database: Database) -> None:
        async with database.write() as session:
            user = rows.user()
            session.add(user)
            await session.flush()
            session.add_all(rows.order(user.id, status=status) for status in OrderStatus)
        async with database.engine.connect() as connection:
            assert set(await connection.scalars(select(col(Order.status)))) == set(OrderStatus)
