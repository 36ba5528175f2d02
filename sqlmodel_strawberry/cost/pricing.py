"""Pricing: what each field that an operation asks for can cost, with its arguments and all below it."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from graphql import (
    Executor,
    GraphQLError,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    get_nullable_type,
)
from graphql.type import is_abstract_type, is_list_type, is_object_type

from sqlmodel_strawberry.cost.amounts import NOTHING, Share, among
from sqlmodel_strawberry.cost.places import Place, Places
from sqlmodel_strawberry.cost.prices import PART, PRICE, Price
from sqlmodel_strawberry.exceptions import ErrorCode, RequestError
from sqlmodel_strawberry.fields.asked import AskedField
from sqlmodel_strawberry.fields.forms import Part
from sqlmodel_strawberry.fields.joins import brings
from sqlmodel_strawberry.limits import Limits
from sqlmodel_strawberry.statements.visibility import Access

if TYPE_CHECKING:
    from sqlmodel_strawberry.context import Context


class Pricing:
    """The pricing of one operation with its variables. Nothing is run."""

    def __init__(
        self,
        executor: Executor[Any],
        context: Context[Any],
        limits: Limits,
        places: Places,
        made: Mapping[Hashable, Any],
    ) -> None:
        """`made` are plans that have been made already."""
        self.executor = executor
        self.places = places
        self._made = made
        self.context = context
        self.limits = limits
        self.plans: dict[Hashable, Any] = {}
        """What resolvers need of their arguments and selections, by `selection_key`."""
        self.way: list[tuple[Place, Hashable]] = []
        """The fields whose plans variables decide on, with the weights of these, in their order."""
        self.errors: list[GraphQLError] = []
        """What is wrong with the arguments."""
        self.clauses = 0
        """Tests in all filters."""
        self.priced: list[PricedField] = []
        """All fields that were priced."""

    def roots(self) -> list[PricedField]:
        """The root fields, priced with all below them."""
        operation = self.executor.operation
        root = self.executor.schema.get_root_type(operation.operation)
        if root is None:
            return []
        return self.fields(root, None)

    def fields(self, type_: GraphQLObjectType, above: PricedField | None) -> list[PricedField]:
        """The fields below the one `above`, or of the operation, that can cost something, priced."""
        fields = self.places.asked.of(self.executor, type_, None if above is None else above.asked)
        return [PricedField(self, above, asked) for asked in fields if asked.may_cost]

    def forget(self) -> None:
        """Take fields apart that hold each other, which only the garbage collector would free."""
        for priced in self.priced:
            priced.below_it.clear()
        self.priced.clear()

    def planned(self, asked: AskedField, price: Price) -> Hashable:
        """The weight of a field's plan, made once for all places with the same fields.

        Raises:
            GraphQLError: what is wrong with its arguments.
        """
        key, place = asked.plan_key, self.places.place(asked, price)
        plan = self.plans.get(key)
        if plan is None:
            plan = self._made.get(key)
            if plan is None:
                plan = self._plan(place, asked)
            self._count_clauses(getattr(plan, "clauses", 0))
            self.plans[key] = plan
            if place.varies:
                self.way.append((place, place.weight(plan)))
        return place.weight(plan)

    def _plan(self, place: Place, asked: AskedField) -> Any:
        arguments, access = asked.arguments(self.executor), self.context.access
        if not place.varies:
            return place.make(arguments, place.selected, access)
        # It is made for each request, and so has no part in what is kept for a viewer.
        with _unrecorded(access):
            return place.make(arguments, place.selected, access)

    def _count_clauses(self, clauses: int) -> None:
        self.clauses += clauses
        limit = self.limits.all_filter_clauses
        if self.clauses > limit:
            message = f"The filters of one operation may have {limit} tests together; these have more."
            raise RequestError(ErrorCode.BAD_USER_INPUT, message)


class PricedField:
    """One field of an operation at one place in it."""

    def __init__(self, pricing: Pricing, parent: PricedField | None, asked: AskedField) -> None:
        assert asked.definition is not None
        self.pricing = pricing
        self.parent = parent
        self.asked = asked
        self.field = asked.definition
        self.below_it: list[PricedField] = []
        """The fields below it that can cost something."""
        self.weight: Any = None
        """That of its plan: prices of the fields below may ask for it."""
        pricing.priced.append(self)
        self.share = self._priced()

    @property
    def context(self) -> Context[Any]:
        """The context of the operation, of which nothing may be run yet."""
        return self.pricing.context

    @property
    def schema(self) -> GraphQLSchema:
        """The schema."""
        return self.pricing.executor.schema

    @property
    def path(self) -> list[str]:
        """The response keys from the root."""
        return [*(self.parent.path if self.parent else ()), self.asked.key]

    @property
    def is_alone(self) -> bool:
        """Whether no list stands above it, so that it is asked of one thing."""
        above = self.parent
        return above is None or (above.is_alone and not is_list_type(get_nullable_type(above.field.type)))

    @property
    def comes_with_its_rows(self) -> bool:
        """Whether it is fetched by the statement of the rows that it is asked of: see `fields.joins`."""
        above = self.parent
        while above is not None and isinstance(above.asked.form, Part):
            above = above.parent
        if above is None or not above.is_alone:
            return False
        return brings(self.pricing.plans.get(above.asked.plan_key), self.asked.form)

    def below(self, type_: GraphQLNamedType | None = None) -> Share:
        """What the fields below cost, for each thing of the type that they are asked of."""
        named = get_named_type(self.field.type) if type_ is None else type_
        if is_object_type(named):
            priced = self.pricing.fields(named, self)
            self.below_it.extend(priced)
            return sum((each.share for each in priced), NOTHING)
        if is_abstract_type(named):
            return self.below_any(self.schema.get_possible_types(named))
        return NOTHING

    def below_any(self, types: Sequence[GraphQLNamedType], count: int = 1) -> Share:
        """What they cost `count` things, each of any of these types, beside a row for each."""
        return among([self.below(each) for each in types], count)

    def _priced(self) -> Share:
        price: Price = self.field.extensions.get(PRICE, PART)
        try:
            if price.plan is not None:
                self.weight = self.pricing.planned(self.asked, price)
            return price.share(self)
        except GraphQLError as error:
            self._refuse(error)
            return NOTHING

    def located(self, error: GraphQLError) -> GraphQLError:
        """The same error, at this field."""
        return GraphQLError(error.message, self.asked.nodes, path=self.path, extensions=error.extensions or None)

    def _refuse(self, error: GraphQLError) -> None:
        errors = self.pricing.errors
        if len(errors) < self.pricing.limits.errors:
            errors.append(self.located(error))


@contextmanager
def _unrecorded(access: Access) -> Iterator[None]:
    recording, access.answers.recording = access.answers.recording, None
    try:
        yield
    finally:
        access.answers.recording = recording
