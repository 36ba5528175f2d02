"""What a user writes: `@resource`, `@field` and `@mutation`. Declarations only record; `build_schema` acts on them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MethodType
from typing import Any, TypeVar

from pydantic import BaseModel
from strawberry.types.field import StrawberryField

from sqlmodel_strawberry.cost.declared import DECLARED, SERVICE_STATEMENTS, DeclaredCost
from sqlmodel_strawberry.policies import Action, Policy, Rule, signed_in

T = TypeVar("T")
Values = dict[str, Any]
Prepare = Callable[[Values], Values | Awaitable[Values]]

DECLARATION = "__resource_declaration__"
REQUIRES = "requires"


@dataclass(frozen=True, eq=False)
class Declaration:
    """A resource as declared: models and names, nothing resolved yet."""

    cls: type
    table: type
    public: type[BaseModel]
    create: type[BaseModel] | None
    update: type[BaseModel] | None
    relations: tuple[str, ...]
    unique: tuple[tuple[str, ...], ...]
    searchable: tuple[str, ...]
    nested: tuple[str, ...]
    prepare: Prepare | None
    policy: Policy
    plural: str | None
    custom_fields: Mapping[str, StrawberryField]

    @property
    def where(self) -> str:
        """The place a mistake is reported at."""
        return f"@resource({self.table.__name__}) on {self.cls.__module__}.{self.cls.__qualname__}"


def resource(
    table: type,
    *,
    public: type[BaseModel],
    create: type[BaseModel] | None = None,
    update: type[BaseModel] | None = None,
    relations: Sequence[str] = (),
    unique: Sequence[str | Sequence[str]] = (),
    searchable: Sequence[str] = (),
    nested: Sequence[str] = (),
    prepare: Prepare | None = None,
    policy: Policy | None = None,
    plural: str | None = None,
) -> Callable[[type[T]], type[T]]:
    """Declare a table and its boundary models as one resource of the API.

    Args:
        table: a SQLModel table or a plain SQLAlchemy declarative class. Its name is the GraphQL type's.
        public: the allow-list of what can be read.
        create: what a create mutation takes; without it there is none.
        update: what an update mutation takes; without it there is none.
        relations: names of mapper relationships that become edges.
        unique: attributes (or groups of them) to look one row up by.
        searchable: public text attributes that `search` looks into, the most telling first.
        nested: names of to-many relations that are written with the row: links of a many-to-many relation at create
            and update (`connect`, `add`, `remove`, `set`, `create`), children that have a Create model at create.
        prepare: turns boundary values into column values before every write; may be async. The values of a nested
            child come without the foreign key to its parent, which has none yet.
        policy: who may read and write which rows and fields; without it anyone reads, and whoever is signed in writes.
        plural: the name of the list field, in snake case, where English grammar does not give it.
    """

    def declare(cls: type[T]) -> type[T]:
        groups = tuple((group,) if isinstance(group, str) else tuple(group) for group in unique)
        # Collected now, since making a Strawberry type takes them off the class.
        custom_fields = {name: member for name, member in vars(cls).items() if isinstance(member, StrawberryField)}
        declaration = Declaration(
            cls,
            table,
            public,
            create,
            update,
            tuple(relations),
            groups,
            tuple(searchable),
            tuple(nested),
            prepare,
            policy or Policy(),
            plural,
            custom_fields,
        )
        setattr(cls, DECLARATION, declaration)
        return cls

    return declare


def field(
    *,
    requires: Sequence[str] | None = None,
    statements: int | None = None,
    rows: int | None = None,
    batched: bool = False,
    name: str | None = None,
    deprecation_reason: str | None = None,
) -> Callable[[Any], Any]:
    """Decorate a hand-written field. It is a Strawberry field in everything else: annotate a parameter
    `Parent[HeroPublic]` to get the row, and `Info` to get the context. The docstring is the description.

    Args:
        requires: the columns it reads; without it all public ones are fetched.
        statements: the SQL statements that it runs at most, for each parent. Unless said, one where it is `async` or
            gives rows of a resource, else none.
        rows: how many rows of a resource it gives at most, where it gives a list; a page unless said.
        batched: it loads all parents of a level together, so that `statements` are for all of them.
        name: its name in the schema.
        deprecation_reason: why not to use it any more.
    """
    metadata: dict[str, Any] = {DECLARED: DeclaredCost(statements, rows, batched)}
    if requires is not None:
        metadata[REQUIRES] = tuple(requires)
    return StrawberryField(graphql_name=name, deprecation_reason=deprecation_reason, metadata=metadata)


@dataclass(frozen=True)
class Key:
    """Marks a mutation's parameter as the id of a resource: `hero_id: Annotated[int, Key(Hero)]`.

    `action` is what the viewer must be allowed to do to the row, by the resource's policy, before the function is
    called; None leaves it to the function.
    """

    table: type
    action: Action | None = Action.READ


@dataclass(frozen=True, eq=False)
class MutationDeclaration:
    """A service's mutation as declared: a function and the exceptions that are its expected failures."""

    function: Callable[..., Awaitable[Any]]
    errors: tuple[type[Exception], ...]
    allow: Rule
    statements: int
    is_static: bool = True

    def of(self, owner: object) -> Callable[..., Awaitable[Any]]:
        """The function to call: bound, where it is a method and `owner` an object that has it."""
        if self.is_static or isinstance(owner, type):
            return self.function
        bound: Callable[..., Awaitable[Any]] = MethodType(self.function, owner)
        return bound


def mutation(
    *, errors: Sequence[type[Exception]] = (), allow: Rule = signed_in, statements: int = SERVICE_STATEMENTS
) -> Callable[[Any], Any]:
    """Turn a function into a mutation of the API's form: one `input`, and a payload with `userErrors`.

    The function takes the input's fields and a `WriteSession`: what it does is one transaction, undone where it raises.
    One that takes only a `Context` opens transactions itself, with `context.write()`. It returns a row of a resource,
    or a pydantic model whose fields become the payload's, some of which may be rows; or None; or it is annotated
    `-> None`. Exceptions of the types in `errors` are the client's to handle: their `code`, message and `path` become
    a user error. `allow(viewer, None)` says who may call it: whoever is signed in, unless said. `statements` is
    how many SQL statements it runs at most: what it costs.

    It is a static method of a class, or a method of an object that is given to `build_schema`.
    """

    def declare(function: Any) -> MutationDeclaration:
        is_static = isinstance(function, staticmethod)
        unwrapped = function.__func__ if is_static else function
        return MutationDeclaration(unwrapped, tuple(errors), allow, statements, is_static)

    return declare
