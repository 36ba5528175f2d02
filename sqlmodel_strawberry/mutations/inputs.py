"""Input types that mirror boundary models, and what a client sent → values validated by those models."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Annotated, Any, TypeAlias, get_args, get_origin

import strawberry
from pydantic import BaseModel, BeforeValidator, PlainValidator, ValidationError, WrapValidator
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails
from sqlmodel import SQLModel
from strawberry.types.field import StrawberryField

from sqlmodel_strawberry.exceptions import UserErrors
from sqlmodel_strawberry.fields.generated import define_input, input_field
from sqlmodel_strawberry.mutations.user_errors import UserError, invalid
from sqlmodel_strawberry.resources.declaration import Values
from sqlmodel_strawberry.resources.resource import Resource, graphql_name, with_article
from sqlmodel_strawberry.values import codec
from sqlmodel_strawberry.values.fitting import fit, integer_limit, longest
from sqlmodel_strawberry.values.ids import from_global_id
from sqlmodel_strawberry.values.scalars import graphql_annotation, own_docstring, without_none

Path = list[str]
Decode: TypeAlias = "Callable[[Any, Path, list[UserError]], Any]"
"""What a client sent, which is no list and not null, → what the boundary model takes. What is wrong is added."""

EARLY = (BeforeValidator, WrapValidator, PlainValidator)
"""What sees a value before pydantic does."""


@dataclass(eq=False)
class InputModel:
    """A boundary model as GraphQL input.

    `references` are the fields that hold the id of another resource, `nested` the fields that are models themselves;
    either may be a list of them.
    """

    model: type[BaseModel]
    type: type
    references: Mapping[str, Resource] = field(default_factory=dict)
    nested: Mapping[str, InputModel] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    """Fields that the engine fills in, so that clients do not see them."""

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of all fields."""
        return tuple(self.model.model_fields)

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields that clients see."""
        return tuple(name for name in self.names if name not in self.hidden)

    @cached_property
    def _decoded(self) -> dict[str, tuple[str, Decode | None]]:
        """By GraphQL name: the field's name, and what has to be done to its value before it is validated."""
        decoders: dict[str, Decode] = {
            name: nested._decode_model if self._takes_models(name) else nested._decode
            for name, nested in self.nested.items()
        }
        decoders |= {name: partial(_decode_reference, target) for name, target in self.references.items()}
        return {graphql_name(name): (name, decoders.get(name)) for name in self.names}

    def _takes_models(self, name: str) -> bool:
        """Whether this field may be given models: nothing but pydantic itself looks at what it is given."""
        rules = self.model.__pydantic_decorators__
        info = self.model.model_fields[name]
        return not (
            rules.field_validators
            or rules.model_validators
            or any(isinstance(each, EARLY) for each in (*info.metadata, *_markers(info.annotation)))
        )

    def parse(self, data: Mapping[str, Any], path: Path) -> BaseModel:
        """Validate what the client sent; `path` says where it stands in the arguments.

        Raises:
            UserErrors: every rule that is broken, each at its field.
        """
        errors: list[UserError] = []
        raw = self._decode(data, path, errors)
        if errors:
            raise UserErrors(errors)
        try:
            return self._made(raw)
        except ValidationError as error:
            details = error.errors(include_url=False, include_context=False, include_input=False)
            raise UserErrors([_explain(detail, path) for detail in details]) from None

    def _made(self, raw: Values) -> BaseModel:
        model = self.model
        # What SQLModel's __init__ and __new__ do around the core validator is for tables, and takes longer than it.
        instance = object.__new__(model) if self._is_plain else None
        made: BaseModel = model.__pydantic_validator__.validate_python(raw, self_instance=instance)
        return made

    def _decode_model(self, data: Mapping[str, Any], path: Path, errors: list[UserError]) -> BaseModel | Values:
        """As `_decode`, made into the model where it is one: whoever has it finds what is wrong with it."""
        raw = self._decode(data, path, errors)
        if errors:
            return raw
        try:
            return self._made(raw)
        except ValidationError:
            return raw

    @cached_property
    def _is_plain(self) -> bool:
        """Whether it has no `__init__` of its own."""
        return self.model.__init__ in (BaseModel.__init__, SQLModel.__init__)

    def _decode(self, data: Mapping[str, Any], path: Path, errors: list[UserError]) -> Values:
        raw: Values = {}
        for given, value in data.items():
            name, decode = self._decoded[given]
            if decode is None or value is None:
                raw[name] = value
            elif isinstance(value, list):
                raw[name] = _decode_list(decode, value, [*path, given], errors)
            else:
                raw[name] = decode(value, [*path, given], errors)
        return raw


def _markers(annotation: Any) -> Iterator[Any]:
    """What is said of an annotation by `Annotated`, or of a part of it."""
    for part in get_args(annotation):
        yield part
        yield from _markers(part)


def input_fields(model: InputModel, resource: Resource | None, *, partial: bool = False) -> list[StrawberryField]:
    """The mirror of a boundary model, field by field; with `partial` every field may be absent."""
    fields = []
    for name in model.fields:
        info = model.model.model_fields[name]
        column = resource.columns.get(name) if resource else None
        annotation = _annotation(model, name, info, column.source.type if column else None)
        if partial or not info.is_required() or without_none(info.annotation) is not info.annotation:
            annotation = annotation | None
        fields.append(input_field(graphql_name(name), annotation, info.description or _described(model, name)))
    return fields


def _described(model: InputModel, name: str) -> str | None:
    if name in model.references:
        return f"The id of {with_article(model.references[name].field_name)}."
    return own_docstring(model.nested[name].model) if name in model.nested else None


def define_input_model(model: InputModel, resource: Resource | None, *, partial: bool = False) -> None:
    """Make the input type of a boundary model, under the model's own name."""
    fields = input_fields(model, resource, partial=partial)
    define_input(model.type, model.model.__name__, fields, own_docstring(model.model))


def values_to_insert(resource: Resource, model: InputModel, boundary: BaseModel, path: Path) -> Values:
    """Column values of a new row. A field left out whose default is None leaves the column to its own default."""
    values, sent = vars(boundary), boundary.__pydantic_fields_set__
    if sent.issuperset(values):
        given = dict(values)
    else:
        given = {name: values[name] for name in model.names if values[name] is not None or name in sent}
    return given if None not in given.values() else _checked(resource, given, path)


def values_to_update(resource: Resource, model: InputModel, boundary: BaseModel, path: Path) -> Values:
    """Column values to change: what was sent, null included, and nothing else."""
    values, sent = vars(boundary), boundary.model_fields_set
    return _checked(resource, {name: values[name] for name in model.names if name in sent}, path)


async def prepared(resource: Resource, values: Values, path: Path) -> Values:
    """Boundary values as column values that fit their columns, after the resource's `prepare=`."""
    given: Collection[str] = values
    prepare, columns = resource.prepare, resource.columns
    if prepare is not None:
        given = set(values)
        result = prepare(values)
        values = await result if inspect.isawaitable(result) else result
    errors: list[UserError] = []
    fitted: Values = {}
    for name, value in values.items():
        type_ = columns[name].source.type
        kind = type(value)
        # Most are such, and a call takes longer than to look.
        if (kind is str and len(value) <= longest(type_)) or (kind is int and 0 <= value < integer_limit(type_)):
            fitted[name] = value
            continue
        try:
            fitted[name] = fit(value, type_)
        except ValueError as error:
            # The client learns no name of a column that only prepare= knows.
            errors.append(invalid(str(error), [*path, graphql_name(name)] if name in given else path))
    if errors:
        raise UserErrors(errors)
    return fitted


def _checked(resource: Resource, values: Values, path: Path) -> Values:
    refused = [
        invalid("This may not be null: leave it out, or give a value.", [*path, graphql_name(name)])
        for name, value in values.items()
        if value is None and not _nullable(resource, name)
    ]
    if refused:
        raise UserErrors(refused)
    return values


def _nullable(resource: Resource, name: str) -> bool:
    """Whether a field takes null: as its column does, or, where `prepare=` makes the column, as it must be created."""
    if name in resource.columns:
        return resource.columns[name].nullable
    created = resource.create.model_fields.get(name) if resource.create else None
    return created is None or without_none(created.annotation) is not created.annotation


def _annotation(model: InputModel, name: str, info: FieldInfo, column_type: Any) -> Any:
    if name not in model.references and name not in model.nested:
        return graphql_annotation(info.annotation, column_type)
    one: Any = strawberry.ID if name in model.references else model.nested[name].type
    return list[one] if item_of(info.annotation) is not None else one


def item_of(annotation: Any) -> Any:
    """`list[X] | None` → X; None where the annotation is no list."""
    bare = without_none(annotation)
    if get_origin(bare) is Annotated:
        bare = without_none(get_args(bare)[0])
    return get_args(bare)[0] if get_origin(bare) in (list, tuple, Sequence) and get_args(bare) else None


def _decode_list(decode: Decode, values: list[Any], path: Path, errors: list[UserError]) -> list[Any]:
    decoded: list[Any] = []
    for index, value in enumerate(values):
        here = [*path, str(index)]
        if isinstance(value, list):
            decoded.append(_decode_list(decode, value, here, errors))
        else:
            decoded.append(None if value is None else decode(value, here, errors))
    return decoded


def _decode_reference(target: Resource, value: str, path: Path, errors: list[UserError]) -> Any:
    try:
        return from_global_id(value, target)[0]
    except codec.MalformedError:
        errors.append(invalid(f"This is not the id of {with_article(target.name)}.", path))
        return None


def _explain(detail: ErrorDetails, path: Path) -> UserError:
    message = detail["msg"].removeprefix("Value error, ").removeprefix("Assertion failed, ")
    return invalid(message, [*path, *_location(detail)])


def _location(detail: ErrorDetails) -> Iterator[str]:
    for part in detail["loc"]:
        yield str(part) if isinstance(part, int) else graphql_name(part)
