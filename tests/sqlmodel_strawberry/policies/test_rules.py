"""What a rule may say, and what it is told where it says something else."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from sqlmodel_strawberry.resources.resource import Resource
from sqlmodel_strawberry.statements.answers import Answer, Answers, prefix
from sqlmodel_strawberry.statements.rule_rows import ColumnValue, Told
from sqlmodel_strawberry.statements.visibility import Access, may_read, verdict
from tests.sqlmodel_strawberry.policies.clinic import Doctor
from tests.sqlmodel_strawberry.policies.clinics import ADA, BEN, SCHEMA

PATIENT: Resource = SCHEMA.resources["Patient"]
NOTE: Resource = SCHEMA.resources["Note"]
UNTRUE = "a rule takes a value of a row for a truth value: combine conditions with &, | and ~"
LITERAL = {"literal_binds": True}
SQLALCHEMYS = "Boolean value of this clause is not defined"


def said(rule: Callable[[Any], Any]) -> Any:
    return verdict(lambda viewer, row: rule(row), PATIENT, PATIENT.table, Access("sqlite"))


@pytest.mark.parametrize(
    ("rule", "sql"),
    [
        (lambda row: row.famous, "patient.famous"),
        (lambda row: ~row.famous, "NOT patient.famous"),
        (lambda row: row.doctor_id == 1, "(patient.doctor_id = 1)"),
        (lambda row: row.doctor_id == row.weight, "(patient.doctor_id = patient.weight)"),
        (lambda row: row.doctor_id.in_([1, 2]), "patient.doctor_id IN (1, 2)"),
        (lambda row: row.referred_by_id.is_(None) & (row.id > 3), "patient.referred_by_id IS NULL AND patient.id > 3"),
        (lambda row: ~(row.doctor_id == 1) | row.famous, "NOT (patient.doctor_id = 1) OR patient.famous"),
        (
            lambda row: (row.weight * 2 + 1 != 7) | (row.weight == 5),
            "(patient.weight * 2 + 1 != 7) OR (patient.weight = 5)",
        ),
        (lambda row: 100 - row.weight > 7, "100 - patient.weight > 7"),
        (lambda row: sa.func.lower(row.name) == "x", "lower(patient.name) = 'x'"),
        (lambda row: sa.literal(1) == row.id, "1 = patient.id"),
        (lambda row: sa.and_(row.famous, sa.not_(row.weight > 3)), "patient.famous AND patient.weight <= 3"),
        (lambda row: sa.case((row.famous, 1), else_=0) == 1, "CASE WHEN patient.famous THEN 1 ELSE 0 END = 1"),
        (lambda row: sa.func.coalesce(row.referred_by_id, 0) > 1, "coalesce(patient.referred_by_id, 0) > 1"),
        (lambda row: row.id.between(row.doctor_id, 9), "patient.id BETWEEN patient.doctor_id AND 9"),
        (
            lambda row: row.id.in_(sa.select(sa.column("x")).select_from(sa.table("t"))),
            "patient.id IN (SELECT x \nFROM t)",
        ),
        # Unknown, and so is what is not it; but nulls can be asked for.
        (lambda row: row.referred_by_id == None, "(patient.referred_by_id = NULL)"),  # noqa: E711
        (lambda row: row.referred_by_id != None, "(patient.referred_by_id != NULL)"),  # noqa: E711
        (lambda row: ~(row.referred_by_id == None), "NOT (patient.referred_by_id = NULL)"),  # noqa: E711
        (lambda row: row.referred_by_id.is_not(None), "patient.referred_by_id IS NOT NULL"),
        (lambda row: row.name.cast(sa.Integer) > 1, "CAST(patient.name AS INTEGER) > 1"),
        (
            lambda row: sa.exists().where(sa.column("x") == row.id),
            "EXISTS (SELECT * \nFROM patient \nWHERE x = patient.id)",
        ),
    ],
)
def test_conditions(rule: Callable[[Any], Any], sql: str) -> None:
    condition = sa.select(1).where(said(rule)).whereclause
    assert condition is not None
    assert str(condition.compile(compile_kwargs={"literal_binds": True})) == sql


@pytest.mark.parametrize(
    ("rule", "truth"),
    [
        (lambda row: True, True),
        (lambda row: sa.true(), True),
        (lambda row: sa.false(), False),
    ],
)
def test_what_holds_of_all_rows_or_of_none(rule: Callable[[Any], Any], truth: bool) -> None:
    assert said(rule) is truth


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        # Of SQLAlchemy's own columns the first two would be True, and the next ones lose half of the rule.
        (lambda row: not row.doctor_id == 1, UNTRUE),  # noqa: SIM201
        (lambda row: not (row.weight + 1 == 1), SQLALCHEMYS),  # noqa: SIM201
        (lambda row: row.doctor_id == 1 and row.famous.is_(True), UNTRUE),
        (lambda row: row.doctor_id == 1 or row.famous.is_(True), UNTRUE),
        (lambda row: row.doctor_id != 1 and row.famous.is_(True), UNTRUE),
        (lambda row: True if row.doctor_id == 1 else row.famous, UNTRUE),
        (lambda row: 1 < row.doctor_id < 3, UNTRUE),
        (lambda row: not row.famous, UNTRUE),
        (lambda row: row.famous or row.doctor_id == 1, UNTRUE),
        (lambda row: row.doctor_id in (1, 2), UNTRUE),
        (lambda row: None, "a rule of Patient gave None"),
        (lambda row: "doctor_id = 1", "a rule of Patient gave 'doctor_id = 1'"),
        (lambda row: row.doctor_id, r"a rule of Patient gave Integer\(\)"),
        (lambda row: 1, "a rule of Patient gave 1: give True, False or a condition on the row's columns"),
    ],
)
def test_what_is_no_condition_is_refused(rule: Callable[[Any], Any], message: str) -> None:
    with pytest.raises(TypeError, match=message):
        said(rule)


def test_columns_that_are_not_there() -> None:
    with pytest.raises(AttributeError, match="a rule reads owner, which is no column of Patient"):
        said(lambda row: row.owner == 1)


TOLD: list[Callable[[Any, Any], Any]] = [
    lambda viewer, row: row.doctor_id == viewer.id,
    lambda viewer, row: row.doctor_id != viewer.id,
    lambda viewer, row: (row.weight < viewer.id) & (row.doctor_id >= viewer.id),
    lambda viewer, row: row.referred_by_id.is_(None) | (row.name == str(viewer.id)),
    lambda viewer, row: row.famous.is_(True),
]


@pytest.mark.parametrize(
    ("resource", "rule"),
    [
        *[(PATIENT, rule) for rule in TOLD],
        (NOTE, lambda viewer, row: (row.author_id == viewer.id) | may_read(row, "patient")),
    ],
)
def test_conditions_that_are_told_before_they_are_made(resource: Resource, rule: Callable[[Any, Any], Any]) -> None:
    """Viewers have one shape and values of their own, which are those of the condition's parameters, in their order."""

    def answer(viewer: Doctor) -> Answer:
        return Answers().of(rule, resource, Access("sqlite", viewer))

    one, other = answer(ADA), answer(BEN)
    assert isinstance(one.said, Told)
    assert one.shape == other.shape
    assert one.values == tuple([1] * len(one.values)) or one.values == ("1",)
    assert (one.whole == other.whole) is (not one.values)
    condition, numbered = one.on(resource.table), one.on(resource.table, 7)
    assert isinstance(condition, sa.ColumnElement)
    assert isinstance(numbered, sa.ColumnElement)
    given = {f"{prefix(7)}{index}": value for index, value in enumerate(one.values)}
    filled = sa.select(1).where(numbered).params(given)
    assert str(filled.compile(compile_kwargs=LITERAL)) == str(
        sa.select(1).where(condition).compile(compile_kwargs=LITERAL)
    )


def test_shapes_differ_where_conditions_do() -> None:
    rules = [*TOLD, lambda viewer, row: row.weight == viewer.id, lambda viewer, row: row.doctor_id.is_not(None)]
    shapes = [Answers().of(rule, PATIENT, Access("sqlite", ADA)).shape for rule in rules]
    assert len(set(shapes)) == len(rules)


@pytest.mark.parametrize("value", [True, Decimal(1), 1.0, "1"])
def test_what_sqlalchemy_may_take_for_another_type_is_made_by_it(value: Any) -> None:
    assert not isinstance(ColumnValue(PATIENT.table.c.doctor_id) == value, Told)
