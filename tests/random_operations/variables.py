"""Values in a document: literals, variables of all kinds, and literals with variables inside."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from graphql import (
    GraphQLInputObjectType,
    get_nullable_type,
    is_list_type,
    is_non_null_type,
)

from tests.random_operations.inputs import literal
from tests.random_operations.parts import Variable

SHARE = 0.3
"""Of arguments, those that are variables."""
INSIDE = 0.08
"""Of values inside of literals, the same."""
SWITCHES = 3


class Variables:
    """The variables of one operation. With `loose` some are null, or not given, where GraphQL admits it."""

    def __init__(self, rng: Random, *, loose: bool = False) -> None:
        self.rng = rng
        self.loose = loose
        self.declared: list[Variable] = []
        self._switches: dict[str, Variable] = {}

    def expression(self, type_: Any, draw: Callable[[], Any]) -> str:
        """A value for a place of a type, of which `draw` gives one after the other."""
        if self.rng.random() < SHARE:
            return self.variable(type_, draw)
        return self._literal(type_, draw())

    def variable(self, type_: Any, draw: Callable[[], Any]) -> str:
        """A new variable for a place of a type: at times of the nullable type, with a default."""
        rng, declared = self.rng, str(type_)
        choice = rng.random() if self.loose else 1
        if choice < 0.2:
            # Validation, "All Variable Usages Are Allowed": a default makes a nullable variable fit a non-null place.
            nullable = get_nullable_type(type_)
            default = literal(nullable, draw())
            return self._declare(f"{nullable} = {default}", draw, may_be_null=choice < 0.01, may_be_absent=True)
        if is_non_null_type(type_) or choice < 0.4:
            return self._declare(f"{get_nullable_type(type_)}!", draw)
        return self._declare(declared, draw, may_be_null=choice < 0.6, may_be_absent=choice < 0.6)

    def switch(self) -> str:
        """A variable for `@skip` and `@include`, of which an operation has a few."""
        number = self.rng.randint(1, SWITCHES)
        name = f"b{number}"
        if name not in self._switches:
            default = self.loose and number == SWITCHES
            declaration = f"${name}: Boolean = true" if default else f"${name}: Boolean!"
            self._switches[name] = Variable(name, declaration, lambda: self.rng.random() < 0.5, may_be_absent=default)
            self.declared.append(self._switches[name])
        return f"${name}"

    def head(self) -> str:
        """The variables, as an operation declares them."""
        return f"({', '.join(each.declaration for each in self.declared)})" if self.declared else ""

    def _declare(
        self, declaration: str, draw: Callable[[], Any], *, may_be_null: bool = False, may_be_absent: bool = False
    ) -> str:
        name = f"v{len(self.declared)}"
        self.declared.append(Variable(name, f"${name}: {declaration}", draw, may_be_null, may_be_absent))
        return f"${name}"

    def _literal(self, type_: Any, value: Any, *, one_of: bool = False, inside: bool = False) -> str:
        nullable = get_nullable_type(type_)
        if inside and value is not None and self.rng.random() < INSIDE:
            return self._declare(f"{nullable}!", lambda: value) if one_of else self.variable(type_, lambda: value)
        if value is not None and is_list_type(nullable):
            return f"[{', '.join(self._literal(nullable.of_type, each, inside=True) for each in value)}]"
        if value is not None and isinstance(nullable, GraphQLInputObjectType):
            one_of = nullable.is_one_of
            fields = (
                f"{name}: {self._literal(nullable.fields[name].type, each, one_of=one_of, inside=True)}"
                for name, each in value.items()
            )
            return f"{{{', '.join(fields)}}}"
        return literal(type_, value)
