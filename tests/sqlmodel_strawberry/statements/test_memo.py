"""What is remembered for viewers is what would be made for them."""

import os
import re
from collections.abc import Callable, Iterator
from random import Random
from time import process_time
from typing import Any

import pytest
import sqlalchemy as sa

from sqlmodel_strawberry import Policy, Schema, build_schema, may_read, resource, signed_in
from sqlmodel_strawberry.filters.tree import Quantifier, Related
from sqlmodel_strawberry.lists.ordering import OrderTerm, key_order
from sqlmodel_strawberry.lists.pages import Page
from sqlmodel_strawberry.policies import Action
from sqlmodel_strawberry.resources.resource import Resource
from sqlmodel_strawberry.statements import aggregates, reads, trees
from sqlmodel_strawberry.statements.aggregates import Aggregate, Measure
from sqlmodel_strawberry.statements.joins import Join
from sqlmodel_strawberry.statements.memo import Memo
from sqlmodel_strawberry.statements.scopes import Scope
from sqlmodel_strawberry.statements.visibility import Access, reads_all, refused_outright, sees_all, verdict
from tests.sqlmodel_strawberry.policies.clinic import Doctor
from tests.sqlmodel_strawberry.policies.clinic_tables import (
    Allergy,
    AllergyPublic,
    Note,
    NotePublic,
    Patient,
    PatientPublic,
    allergy_of,
)

SEED = int(os.environ.get("SEED", Random().randrange(10**6)))
CASES = int(os.environ.get("CASES", "300"))
DIALECTS = {
    "sqlite": sa.make_url("sqlite+aiosqlite://").get_dialect()(),
    "postgresql": sa.make_url("postgresql+asyncpg://").get_dialect()(),
}
PEOPLE = Patient.metadata.tables["patient"]

Rule = Callable[[Any, Any], Any]
Build = Callable[[Access], sa.Select[Any]]


class Uncached(sa.types.TypeDecorator[int]):
    """A type that SQLAlchemy cannot tell apart."""

    impl = sa.Integer
    cache_ok = False


class Clock:
    """What rules may go by beside the viewer: it moves between operations."""

    hour = 0


RULES: list[Rule] = [
    lambda viewer, row: True,
    lambda viewer, row: sa.false(),
    signed_in,
    lambda viewer, row: viewer is not None and (viewer.chief or row.id == viewer.id),
    lambda viewer, row: (row.id == viewer.id) & (row.id > viewer.id - 1) if viewer else row.id < 0,
    lambda viewer, row: row.id.in_(range(viewer.id if viewer else 0)),
    lambda viewer, row: Clock.hour < 12 or row.id == Clock.hour,
    lambda viewer, row: row.id > Clock.hour,
    lambda viewer, row: row.id == sa.literal(Clock.hour, Uncached()),
    lambda viewer, row: sa.exists(sa.select(1).select_from(allergy_of).where(allergy_of.c.patient_id == row.id + 1)),
    lambda viewer, row: sa.exists(
        sa.select(1).select_from(PEOPLE.alias()).where(row.id != (viewer.id if viewer else 7))
    ),
    lambda viewer, row: row.id != sa.literal(viewer.id if viewer else 1, literal_execute=True),
    lambda viewer, row: sa.case((row.id == 1, viewer is None), else_=row.id == 3),
]


class Changeable:
    """A rule that is one now and another later: no memo may tell it by its identity alone."""

    def __init__(self) -> None:
        self.rule: Rule = signed_in
        self.calls = 0

    def __call__(self, viewer: Any, row: Any) -> Any:
        self.calls += 1
        return self.rule(viewer, row)

    __hash__ = None  # type: ignore[assignment]


READ = {"Patient": Changeable(), "Note": Changeable(), "Allergy": Changeable()}
WEIGHT, CODE, CREATE = Changeable(), Changeable(), Changeable()
ALL = [*READ.values(), WEIGHT, CODE, CREATE]


@pytest.fixture(scope="module")
def schema() -> Schema:
    patients = resource(
        Patient,
        public=PatientPublic,
        relations=["notes", "referred_by", "referred", "allergies"],
        policy=Policy(read=READ["Patient"], read_fields={"weight": WEIGHT, "referred_by_id": WEIGHT}, create=CREATE),
    )
    notes = resource(Note, public=NotePublic, relations=["patient"], policy=Policy(read=READ["Note"]))
    allergies = resource(
        Allergy,
        public=AllergyPublic,
        relations=["patients"],
        policy=Policy(read=READ["Allergy"], read_fields={"code": CODE}),
    )
    declared = [(patients, "Patients"), (notes, "Notes"), (allergies, "Allergies")]
    return build_schema([make(type(name, (), {})) for make, name in declared])


@pytest.fixture(autouse=True)
def rules() -> Iterator[None]:
    for each in ALL:
        each.rule = signed_in
    yield
    Clock.hour = 0


def columns_of(found: Resource) -> tuple[Any, ...]:
    return tuple(found.columns.values())


def builders(schema: Schema) -> list[Build]:
    """A statement of each kind."""
    patient, note, allergy = (schema.resources[name] for name in READ)
    relations = patient.relations
    page = Page((OrderTerm((note.relations["patient"],), patient.columns["name"]), *key_order(note)), 3)
    some = Scope(
        Related(
            relations["notes"], Quantifier.SOME, Related(note.relations["patient"], Quantifier.NONE, Scope().filter)
        )
    )
    count = (Measure(Aggregate.COUNT),)
    of_notes = (Join(note.relations["patient"], columns_of(patient)),)
    of_patients = (Join(relations["referred_by"], columns_of(patient)),)
    return [
        lambda access: reads.by_key(patient, patient.key, columns_of(patient), of_patients, True, access),
        lambda access: reads.by_key(allergy, [allergy.columns["code"]], columns_of(allergy), (), False, access),
        lambda access: reads.page(note, Scope(), columns_of(note), of_notes, page, access),
        lambda access: reads.page(patient, some, columns_of(patient), (), Page(key_order(patient), 5), access),
        lambda access: reads.related_one(relations["referred_by"], columns_of(patient), False, access),
        lambda access: reads.related_pages(relations["notes"], Scope(), columns_of(note), of_notes, page, True, access),
        lambda access: reads.related_pages(
            relations["allergies"], Scope(), columns_of(allergy), (), Page(key_order(allergy), 2), False, access
        ),
        lambda access: aggregates.related_measured(relations["referred"], some, count, False, access),
        lambda access: trees.walk(relations["referred_by"], columns_of(patient), True, access),
    ]


def compiled(statement: sa.Select[Any], dialect: str, parameters: Any = None) -> str:
    """The statement with its values in their places."""
    made = statement.compile(dialect=DIALECTS[dialect])
    names = ("keys", "k0", "#limit", "#first", "#depth")
    given = {**dict.fromkeys(names, 0), **(parameters or {})}
    state = made._process_parameters_for_postcompile(made.construct_params(given))
    told = [repr(state.parameters[name]) for name in state.positiontup or []]
    if dialect == "sqlite":
        return re.sub(r"\?", lambda _: told.pop(0), state.statement)
    return re.sub(r"\$(\d+)", lambda match: told[int(match[1]) - 1], state.statement)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_remembered_statement_is_the_one_that_would_be_made(schema: Schema, dialect: str) -> None:
    rng = Random(SEED)
    makes = builders(schema)
    bound: list[Memo[sa.Select[Any]]] = [Memo() for _ in makes]
    whole: list[Memo[sa.Select[Any]]] = [Memo(4) for _ in makes]
    viewers = [None, Doctor(1), Doctor(2), Doctor(3, chief=True)]
    for case in range(CASES):
        if rng.random() < 0.2:
            rng.choice(ALL).rule = rng.choice(RULES)
        Clock.hour = rng.choice((0, 0, 3, 12, 20))
        viewer, index = rng.choice(viewers), rng.randrange(len(makes))
        wanted = compiled(makes[index](Access(dialect, viewer)), dialect)
        access = Access(dialect, viewer)
        for _ in range(2):
            statement, parameters = bound[index].bind(access, makes[index])
            found = compiled(statement, dialect, parameters)
            assert found == wanted, f"SEED={SEED}, case {case}, bound"
        assert compiled(whole[index].get(access, makes[index]), dialect) == wanted, f"SEED={SEED}, case {case}, whole"
    assert all(len(memo) <= 4 for memo in whole)
    assert any(len(memo) > 1 for memo in bound)


def page_of_patients(schema: Schema) -> Build:
    patient = schema.resources["Patient"]
    return lambda access: reads.page(patient, Scope(), columns_of(patient), (), Page(key_order(patient), 5), access)


def own(viewer: Any, row: Any) -> Any:
    return row.doctor_id == viewer.id


class TestSharing:
    """Who shares what is remembered."""

    def test_viewers_whose_conditions_differ_in_values_share_a_statement(self, schema: Schema) -> None:
        READ["Patient"].rule = own
        memo: Memo[sa.Select[Any]] = Memo()
        found = [memo.bind(Access("sqlite", Doctor(number)), page_of_patients(schema)) for number in (1, 2)]
        assert found[0][0] is found[1][0]
        assert [parameters for _, parameters in found] == [{"#p1_0": 1}, {"#p1_0": 2}]
        assert len(memo) == 1

    def test_a_value_that_is_not_given_is_no_other_viewers(self, schema: Schema) -> None:
        READ["Patient"].rule = own
        memo: Memo[sa.Select[Any]] = Memo()
        statement, _ = memo.bind(Access("sqlite", Doctor(1)), page_of_patients(schema))
        with pytest.raises(sa.exc.InvalidRequestError, match="A value is required for bind parameter '#p1_0'"):
            statement.compile(dialect=DIALECTS["sqlite"]).construct_params({}, _check=True)

    def test_what_holds_values_is_not_shared(self, schema: Schema) -> None:
        READ["Patient"].rule = own
        memo: Memo[sa.Select[Any]] = Memo()
        one, other, again = (memo.get(Access("sqlite", Doctor(n)), page_of_patients(schema)) for n in (1, 2, 1))
        assert one is again is not other

    def test_equal_values_of_different_types_are_different(self, schema: Schema) -> None:
        READ["Patient"].rule = lambda viewer, row: row.weight == viewer
        memo: Memo[sa.Select[Any]] = Memo()
        statements = {id(memo.get(Access("sqlite", value), page_of_patients(schema))) for value in (1, True, 1.0)}
        assert len(statements) == 3

    def test_dialects_have_their_own(self, schema: Schema) -> None:
        memo: Memo[str] = Memo()
        assert [memo.get(Access(name), lambda access: access.dialect) for name in DIALECTS] == list(DIALECTS)

    def test_what_depends_on_a_yes_or_no_is_shared_by_all_who_get_the_same(self, schema: Schema) -> None:
        patient = schema.resources["Patient"]
        READ["Patient"].rule = WEIGHT.rule = CREATE.rule = lambda viewer, row: viewer.chief or own(viewer, row)
        memo: Memo[tuple[bool, ...]] = Memo()

        def make(access: Access) -> tuple[bool, ...]:
            create = refused_outright(patient, Action.CREATE, (), access)
            return sees_all(patient, access), reads_all(patient, patient.columns["weight"], access), create

        for number in range(1, 9):
            assert memo.get(Access("sqlite", Doctor(number, chief=number > 4)), make) == ((number > 4,) * 2 + (False,))
        assert len(memo) == 2


class TestBounds:
    """What is forgotten, and what is never remembered."""

    def test_the_one_used_last_is_kept(self, schema: Schema) -> None:
        READ["Patient"].rule = own
        memo, build = Memo[sa.Select[Any]](2), page_of_patients(schema)
        first, second = (memo.get(Access("sqlite", Doctor(n)), build) for n in (1, 2))
        assert memo.get(Access("sqlite", Doctor(1)), build) is first
        memo.get(Access("sqlite", Doctor(3)), build)
        assert len(memo) == 2
        assert memo.get(Access("sqlite", Doctor(1)), build) is first
        assert memo.get(Access("sqlite", Doctor(2)), build) is not second

    def test_what_is_forgotten_leaves_nothing(self, schema: Schema) -> None:
        READ["Patient"].rule = own
        memo, build = Memo[sa.Select[Any]](1), page_of_patients(schema)
        for number in range(50):
            memo.get(Access("sqlite", Doctor(number)), build)
        (fork,) = memo._roots.values()
        assert len(fork.branches) == 1  # type: ignore[union-attr]

    @pytest.mark.parametrize("rule", [RULES[8]])
    def test_a_condition_that_cannot_be_told_is_not_remembered(self, schema: Schema, rule: Rule) -> None:
        READ["Patient"].rule = rule
        memo, build = Memo[sa.Select[Any]](), page_of_patients(schema)
        for _ in range(3):
            memo.bind(Access("sqlite"), build)
            memo.get(Access("sqlite"), build)
        assert (len(memo), memo._roots) == (0, {})

    def test_an_error_is_not_remembered(self) -> None:
        memo: Memo[int] = Memo()
        access = Access("sqlite")
        with pytest.raises(ZeroDivisionError):
            memo.get(access, lambda _: 1 // 0)
        assert memo.get(access, lambda _: 2) == 2

    def test_what_asks_now_this_and_now_that_is_made_each_time(self, schema: Schema) -> None:
        asked = iter("abab")
        note, patient = schema.resources["Note"], schema.resources["Patient"]

        def make(access: Access) -> str:
            name = next(asked)
            sees_all(note if name == "a" else patient, access)
            return name

        memo: Memo[str] = Memo()
        assert [memo.get(Access("sqlite"), make) for _ in range(2)] == ["a", "a"]
        READ["Note"].rule = lambda viewer, row: True
        assert memo.get(Access("sqlite"), make) == "b"
        assert len(memo) == 1


class TestQuestions:
    """When rules are asked."""

    def test_each_rule_is_asked_once_in_an_operation_and_anew_in_the_next(self, schema: Schema) -> None:
        READ["Patient"].rule = own
        memo, build = Memo[sa.Select[Any]](), page_of_patients(schema)
        READ["Patient"].calls = 0
        for operation in range(1, 4):
            access = Access("sqlite", Doctor(1))
            for _ in range(3):
                memo.bind(access, build)
                build(access)
            assert READ["Patient"].calls == operation

    def test_they_are_asked_again_once_they_are_forgotten(self, schema: Schema) -> None:
        patient, access = schema.resources["Patient"], Access("sqlite")
        assert not sees_all(patient, access)
        READ["Patient"].rule = lambda viewer, row: True
        assert not sees_all(patient, access)
        access.answers.forget()
        assert sees_all(patient, access)

    def test_a_rule_inside_of_a_rule_is_part_of_its_answer(self, schema: Schema) -> None:
        note = schema.resources["Note"]
        READ["Note"].rule = lambda viewer, row: may_read(row, "patient")
        READ["Patient"].rule = own
        memo: Memo[Any] = Memo()

        def make(access: Access) -> Any:
            return verdict(note.policy.read, note, note.table, access)

        found = [memo.bind(Access("sqlite", Doctor(number)), make) for number in (1, 2)]
        assert found[0][0] is found[1][0]
        assert [parameters for _, parameters in found] == [{"#p0_0": 1}, {"#p0_0": 2}]

    def test_what_is_remembered_inside_of_another_depends_on_the_same(self, schema: Schema) -> None:
        patient = schema.resources["Patient"]
        inner: Memo[bool] = Memo()
        outer: Memo[str] = Memo()

        def make(access: Access) -> str:
            return f"sees all: {inner.get(access, lambda each: sees_all(patient, each))}"

        READ["Patient"].rule = lambda viewer, row: viewer is not None
        viewers = [None, Doctor(1), None, Doctor(2)]
        assert [outer.get(Access("sqlite", viewer), make) for viewer in viewers] == [
            "sees all: False",
            "sees all: True",
        ] * 2

    def test_looking_up_is_cheap(self, schema: Schema) -> None:
        """Microseconds, some of which are for asking three rules that say yes or no."""
        READ["Patient"].rule = WEIGHT.rule = signed_in
        memo, build, access = Memo[sa.Select[Any]](), page_of_patients(schema), Access("sqlite", Doctor(1))
        memo.bind(access, build)
        begin = process_time()
        for _ in range(2000):
            memo.bind(access, build)
        assert (process_time() - begin) / 2000 < 20e-6
