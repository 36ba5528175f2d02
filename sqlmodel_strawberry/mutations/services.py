"""Mutations of an application's own services: a function's parameters become the input, its return the payload."""

from __future__ import annotations

import inspect
import typing
from collections.abc import Awaitable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel, create_model
from pydantic.fields import FieldInfo
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from strawberry.types.field import StrawberryField
from strawberry.utils.str_converters import to_snake_case

from sqlmodel_strawberry.context import Context, ResolveInfo
from sqlmodel_strawberry.database.reading import Reader
from sqlmodel_strawberry.database.write_transactions import Transaction
from sqlmodel_strawberry.exceptions import Problem, UserErrors
from sqlmodel_strawberry.fields.generated import new_class
from sqlmodel_strawberry.limits import Limits
from sqlmodel_strawberry.mutations.finding import NamedRows, find_rows
from sqlmodel_strawberry.mutations.inputs import InputModel, define_input_model, input_fields, item_of
from sqlmodel_strawberry.mutations.integrity import Attempt, explain
from sqlmodel_strawberry.mutations.payloads import (
    WriteCost,
    define_mutation_input,
    define_payload,
    mutation_field,
)
from sqlmodel_strawberry.mutations.refusals import limited
from sqlmodel_strawberry.mutations.retries import in_transaction
from sqlmodel_strawberry.mutations.service_results import result_of
from sqlmodel_strawberry.mutations.user_errors import Refused
from sqlmodel_strawberry.policies import Action, forbidden
from sqlmodel_strawberry.resources.declaration import Key, MutationDeclaration
from sqlmodel_strawberry.resources.policy_checks import allow_problems
from sqlmodel_strawberry.resources.resource import Column, Resource, graphql_name
from sqlmodel_strawberry.statements.visibility import Access
from sqlmodel_strawberry.values.scalars import UnsupportedTypeError, without_none


class ServiceMutation:
    """A declared function with its parameters sorted into what the engine gives and what the client does."""

    def __init__(
        self,
        declaration: MutationDeclaration,
        owner: object,
        resources: Sequence[Resource],
        inputs: dict[type, InputModel],
        limits: Limits,
    ):
        self.function, self.errors, self.allow = declaration.of(owner), declaration.errors, declaration.allow
        self.resources, self.limits, self.statements = resources, limits, declaration.statements
        self.name = graphql_name(self.function.__name__)
        hints = typing.get_type_hints(self.function, include_extras=True)
        bare = [name for name in inspect.signature(self.function).parameters if name not in hints]
        if bare:
            raise TypeError(f"does not say what {', '.join(bare)} is")
        by_model = {resource.model: resource for resource in resources}
        self.result = result_of(hints.pop("return", None), by_model)
        self.given: dict[str, str] = {}
        parameters: dict[str, Any] = {}
        for name, hint in hints.items():
            engine_value = _engine_value(hint)
            if engine_value:
                self.given[name] = engine_value
            else:
                parameters[name] = hint
        self.model = _input_model(self.function, self.name, parameters, by_model, inputs)
        actions = {name: marker.action for name, hint in parameters.items() for marker in _keys(hint)}
        self.named = NamedRows(self.model, actions)

    def field(self, query: type) -> StrawberryField:
        """The root mutation field with its input and payload types."""
        pascal = self.name[0].upper() + self.name[1:]
        self.model.type = define_mutation_input(pascal, input_fields(self.model, None), f"The input of {self.name}.")
        payload = define_payload(pascal, self.result.fields(), f"The answer to {self.name}.", query)
        description = inspect.getdoc(self.function) or ""
        return mutation_field(
            self.name, self.model.type, payload, description, self._write, self._cost, self.statements
        )

    def _cost(self, data: Mapping[str, Any], access: Access) -> WriteCost:
        for name, value in data.items():
            if isinstance(value, list):
                limited(value, name, self.limits)
        statements = self.named.statements(access) + self.statements + self.result.statements
        return WriteCost(returned=1, written=0, statements=statements)

    async def _write(self, info: ResolveInfo, data: Mapping[str, Any]) -> Any:
        context: Context[Any] = info.context
        # A condition is no answer here: some of them pass for true.
        if self.allow(context.viewer, None) is not True:
            raise forbidden(context.viewer, f"call {self.name}")
        arguments = dict(vars(self._parse(data)))
        if not self.result.is_recorded or not self._is_one_transaction:
            context.refuse_key()
        run = self._in_one_transaction if self._is_one_transaction else self._in_its_own
        try:
            return await run(info, arguments)
        except self.errors as error:
            raise UserErrors([_refused(error)]) from error

    @cached_property
    def _takes_session(self) -> bool:
        return "session" in self.given.values()

    @cached_property
    def _is_one_transaction(self) -> bool:
        return self._takes_session or "transaction" in self.given.values()

    def _parse(self, data: Mapping[str, Any]) -> BaseModel:
        sent = {name: value for name, value in data.items() if name != "clientMutationId"}
        return self.model.parse(sent, ["input"])

    def _call(self, arguments: Mapping[str, Any], **given: Any) -> Awaitable[Any]:
        engine_values = {name: given[kind] for name, kind in self.given.items()}
        return self.function(**engine_values, **arguments)

    def _in_one_transaction(self, info: ResolveInfo, arguments: Mapping[str, Any]) -> Awaitable[Any]:
        context: Context[Any] = info.context

        async def run(transaction: Transaction) -> Any:
            async def find(resource: Resource, key: tuple[Any, ...], columns: tuple[Column, ...]) -> Any:
                found = await find_rows(Reader(transaction, context.access), resource, resource.key, [key], columns)
                return found.get(key)

            await self.named.require(Reader(transaction, context.access), arguments)
            session = transaction.session
            returned = await self._call(arguments, session=session, transaction=transaction, context=context)
            if session is not None:
                await session.flush()
            return None if returned is None else await self.result.shown(returned, info, find)

        session = context.session
        transact: Any = session.transact_in_session if self._takes_session else session.transact
        return in_transaction(context, transact, run, self._attempt)

    async def _in_its_own(self, info: ResolveInfo, arguments: Mapping[str, Any]) -> Any:
        """The function opens its transactions itself: what it does beside them holds no connection."""
        context: Context[Any] = info.context

        async def find(resource: Resource, key: tuple[Any, ...], columns: tuple[Column, ...]) -> Any:
            return await context.loaders.rows(resource, resource.key, columns).load(key)

        await self.named.require(Reader(context.session, context.access), arguments)
        try:
            returned = await self._call(arguments, context=context)
        except IntegrityError as error:
            raise UserErrors(await explain(error, self._attempt(), context.session)) from None
        return None if returned is None else await self.result.shown(returned, info, find)

    def _attempt(self) -> Attempt:
        return Attempt(self.resources, ["input"], paths=self._paths)

    @cached_property
    def _paths(self) -> dict[str, list[str]]:
        paths = {}
        for name, nested in self.model.nested.items():
            for inner in nested.model.model_fields:
                paths[inner] = ["input", graphql_name(name), graphql_name(inner)]
        for name in self.model.model.model_fields:
            paths[name] = ["input", graphql_name(name)]
        return paths


def service_fields(
    owners: Sequence[object],
    resources: Sequence[Resource],
    inputs: dict[type, InputModel],
    query: type,
    limits: Limits,
    problems: list[Problem],
) -> Iterator[StrawberryField]:
    """The root field of every `@mutation` in the given classes, or of the given objects."""
    for owner in owners:
        cls = owner if isinstance(owner, type) else type(owner)
        for name, member in vars(cls).items():
            if isinstance(member, MutationDeclaration):
                where = f"@mutation {cls.__qualname__}.{name}"
                problems.extend(allow_problems(member.allow, where))
                try:
                    yield ServiceMutation(member, owner, resources, inputs, limits).field(query)
                except (TypeError, NameError) as error:
                    problems.append(Problem(where, str(error), "annotate it as docs/engine.md shows"))


def _engine_value(hint: Any) -> str | None:
    origin = get_origin(hint) or hint
    if isinstance(origin, type):
        if issubclass(origin, AsyncSession):
            return "session"
        if issubclass(origin, Transaction):
            return "transaction"
        if issubclass(origin, Context):
            return "context"
    return None


def _input_model(
    function: Any,
    name: str,
    parameters: Mapping[str, Any],
    by_model: Mapping[type, Resource],
    inputs: dict[type, InputModel],
) -> InputModel:
    references: dict[str, Resource] = {}
    nested: dict[str, InputModel] = {}
    defaults = inspect.signature(function).parameters
    fields: dict[str, Any] = {}
    for parameter, hint in parameters.items():
        for bare in _one_of(hint):
            if isinstance(bare, Key):
                references[parameter] = _resource_of(bare, parameter, by_model)
            if isinstance(bare, type) and issubclass(bare, BaseModel):
                nested[parameter] = inputs.get(bare) or _nested_model(bare, by_model, inputs)
        default = defaults[parameter].default
        fields[parameter] = (hint, ... if default is inspect.Parameter.empty else default)
        if isinstance(default, FieldInfo):
            fields[parameter] = (hint, default)
    model = create_model(name, **fields)
    return InputModel(model, new_class(name), references, nested)


def _one_of(hint: Any) -> Iterator[Any]:
    """The bare type of a parameter, or of its items where it is a list, and the markers that stand with it."""
    bare = without_none(hint)
    while get_origin(bare) is Annotated:
        bare, *markers = get_args(bare)
        yield from markers
        bare = without_none(bare)
    if item_of(bare) is None:
        yield bare
    else:
        yield from _one_of(item_of(bare))


def _keys(hint: Any) -> Iterator[Key]:
    return (marker for marker in _one_of(hint) if isinstance(marker, Key))


def _resource_of(key: Key, name: str, by_model: Mapping[type, Resource]) -> Resource:
    if key.table not in by_model:
        raise TypeError(f"{name} is the key of {key.table!r}, which has no resource")
    return by_model[key.table]


def _nested_model(
    model: type[BaseModel], by_model: Mapping[type, Resource], inputs: dict[type, InputModel]
) -> InputModel:
    """A model that is no Create or Update. What is marked `Key`, or has a `foreign_key`, is the id of a resource."""
    by_table = {resource.table.name: resource for resource in by_model.values()}
    references: dict[str, Resource] = {}
    for name, info in model.model_fields.items():
        for marker in (*filter(lambda each: isinstance(each, Key), info.metadata), *_keys(info.annotation)):
            if marker.action is not Action.READ:
                raise TypeError(f"{model.__name__}.{name} asks for {marker.action}, which only a parameter's Key can")
            references[name] = _resource_of(marker, name, by_model)
        table, _, column = str(getattr(info, "foreign_key", "")).rpartition(".")
        resource = by_table.get(table)
        if resource is not None and [key.source.name for key in resource.key] == [column]:
            references[name] = resource
    made = InputModel(model, new_class(model.__name__), references)
    try:
        define_input_model(made, None)
    except UnsupportedTypeError as error:
        raise TypeError(f"{model.__name__}: {error}") from error
    inputs[model] = made
    return made


def _refused(error: Exception) -> Refused:
    code = getattr(error, "code", None) or to_snake_case(type(error).__name__).upper()
    path = [graphql_name(part) for part in getattr(error, "path", ())]
    return Refused(code=code, message=str(error), path=["input", *path])
