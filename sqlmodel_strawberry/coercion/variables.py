"""Variables as graphql-core coerces them (GraphQL specification, CoerceVariableValues), by functions made once.

They know what is right. Whatever they do not take is left to graphql-core, which says what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from graphql import (
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLError,
    GraphQLID,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLInt,
    GraphQLList,
    GraphQLNonNull,
    GraphQLScalarType,
    GraphQLSchema,
    GraphQLString,
    OperationDefinitionNode,
    Undefined,
)
from graphql.execution.get_variable_signature import GraphQLVariableSignature, get_variable_signature
from graphql.execution.values import VariableValues, VariableValueSource
from graphql.type import GraphQLArgument, GraphQLInputField, is_required_input_field
from graphql.utilities.coerce_input_value import coerce_default_value
from strawberry.types.base import StrawberryObjectDefinition

from sqlmodel_strawberry.fields.generated import BACKREF

Coerce: TypeAlias = Callable[[Any], Any]
"""A value of JSON → what resolvers get. Raises anything where graphql-core is to decide."""

AS_THEY_ARE: Sequence[tuple[GraphQLScalarType, type]] = (
    (GraphQLString, str),
    (GraphQLID, str),
    (GraphQLBoolean, bool),
)
INT32 = range(-(2**31), 2**31)


class UnusualError(Exception):
    """Something that graphql-core has to look at."""


class Coercers:
    """The functions of a schema's input types, made when they are first needed."""

    def __init__(self) -> None:
        self._made: dict[GraphQLInputType, Coerce] = {}

    def of(self, type_: GraphQLInputType) -> Coerce:
        """The function of a type."""
        made = self._made.get(type_)
        if made is None:
            if isinstance(type_, GraphQLNonNull):
                made = self._nullable(type_.of_type, nullable=False)
            else:
                made = self._made[type_] = self._nullable(type_, nullable=True)
        return made

    def _nullable(self, type_: Any, *, nullable: bool) -> Coerce:
        if isinstance(type_, GraphQLList):
            return _list(self.of(type_.of_type), nullable=nullable)
        if isinstance(type_, GraphQLInputObjectType):
            return self._object(type_, nullable=nullable)
        assert isinstance(type_, GraphQLScalarType | GraphQLEnumType)
        return _leaf(type_, nullable=nullable)

    def _object(self, type_: GraphQLInputObjectType, *, nullable: bool) -> Coerce:
        fields: list[tuple[str, str, type | None, Coerce, Any]] = []
        out_type = out_type_of(type_)

        def coerce(value: Any) -> Any:
            if type(value) is not dict:
                return _null(value, nullable)
            if not fields:
                # Not before, since types lead back to themselves.
                fields.extend(self._field(name, field) for name, field in type_.fields.items())
            made, left = {}, len(value)
            for name, out_name, kind, coerce_field, absent in fields:
                if name in value:
                    given = value[name]
                    # Most fields are leaves, and a call would take longer than to look.
                    made[out_name] = given if type(given) is kind else coerce_field(given)
                    left -= 1
                elif absent is not Undefined:
                    if absent is UnusualError:
                        raise UnusualError
                    made[out_name] = absent
            if left or (type_.is_one_of and (len(value) != 1 or len(made) != 1 or None in made.values())):
                raise UnusualError
            return made if out_type is None else out_type(made)

        return coerce

    def _field(self, name: str, field: GraphQLInputField) -> tuple[str, str, type | None, Coerce, Any]:
        absent = UnusualError if is_required_input_field(field) else default_of(field)
        bare = field.type.of_type if isinstance(field.type, GraphQLNonNull) else field.type
        return name, field.out_name or name, as_it_is(bare), self.of(field.type), absent


def out_type_of(type_: GraphQLInputObjectType) -> Coerce | None:
    """What makes something else of an object's coerced fields; None where they are left as they are."""
    definition = type_.extensions.get(BACKREF)
    # Strawberry's only checks once more that one field is given.
    checks = isinstance(definition, StrawberryObjectDefinition) and definition.is_one_of and type_.is_one_of
    return None if checks or type_.out_type is GraphQLInputObjectType.out_type else type_.out_type


def default_of(input_value: GraphQLArgument | GraphQLInputField | GraphQLVariableSignature) -> Any:
    """What is taken where nothing is given: Undefined is nothing, UnusualError no valid value."""
    try:
        return coerce_default_value(input_value)
    except Exception:
        return UnusualError


def _null(value: Any, nullable: bool) -> None:
    if value is not None or not nullable:
        raise UnusualError


def _list(coerce_item: Coerce, *, nullable: bool) -> Coerce:
    def coerce(value: Any) -> Any:
        if type(value) is list:
            return [coerce_item(each) for each in value]
        if value is None:
            return _null(value, nullable)
        if not isinstance(value, str | int | float | dict):
            raise UnusualError
        return [coerce_item(value)]

    return coerce


def as_it_is(type_: GraphQLInputType) -> type | None:
    """Of which class values are left as they are; None where no class says so."""
    return next((kind for each, kind in AS_THEY_ARE if each is type_), None)


def _leaf(type_: GraphQLScalarType | GraphQLEnumType, *, nullable: bool) -> Coerce:
    kind = as_it_is(type_)
    parse: Coerce = type_.coerce_input_value

    def parsed(value: Any) -> Any:
        if value is None:
            return _null(value, nullable)
        made = Undefined if value is Undefined else parse(value)
        if made is Undefined:
            raise UnusualError
        return made

    def same(value: Any) -> Any:
        return value if type(value) is kind else parsed(value)

    def integer(value: Any) -> Any:
        return value if type(value) is int and value in INT32 else parsed(value)

    return integer if type_ is GraphQLInt else same if kind else parsed


class Variable(NamedTuple):
    """A variable of an operation."""

    name: str
    signature: GraphQLVariableSignature
    coerce: Coerce
    absent: Any
    """Its default; Undefined where it has none, UnusualError where it must be given."""


class Variables:
    """Those of an operation."""

    def __init__(self, schema: GraphQLSchema, operation: OperationDefinitionNode, coercers: Coercers) -> None:
        self._variables: list[Variable] = []
        self._valid = True
        for node in operation.variable_definitions or ():
            signature = get_variable_signature(schema, node)
            if isinstance(signature, GraphQLError):
                self._valid = False
                return
            required = signature.default is None and isinstance(signature.type, GraphQLNonNull)
            absent = UnusualError if required else default_of(signature)
            self._variables.append(Variable(signature.name, signature, coercers.of(signature.type), absent))

    def coerced(self, sent: Mapping[str, Any]) -> dict[str, Any] | None:
        """Their values as resolvers get them; None where graphql-core has to look at them."""
        if not self._valid:
            return None
        made = {}
        try:
            for name, _, coerce, absent in self._variables:
                value = sent.get(name, Undefined)
                if value is not Undefined:
                    made[name] = coerce(value)
                elif absent is UnusualError:
                    return None
                elif absent is not Undefined:
                    made[name] = absent
        except Exception:
            return None
        return made

    def values(self, sent: Mapping[str, Any], coerced: dict[str, Any]) -> VariableValues:
        """The same with where they come from, as graphql-core has them."""
        sources = {
            each.name: VariableValueSource(each.signature, sent.get(each.name, Undefined)) for each in self._variables
        }
        return VariableValues(sources, coerced)
