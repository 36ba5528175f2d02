"""The rules that hold for every document, in the order in which they are checked: cheapest first."""

from __future__ import annotations

from collections.abc import Callable

from sqlmodel_strawberry.limits import Limits
from sqlmodel_strawberry.limits.aliases import check_aliases
from sqlmodel_strawberry.limits.definitions import check_definitions
from sqlmodel_strawberry.limits.directives import check_directives
from sqlmodel_strawberry.limits.fields import check_fields
from sqlmodel_strawberry.limits.introspection_lists import check_introspection_lists
from sqlmodel_strawberry.limits.lists import check_lists
from sqlmodel_strawberry.limits.measuring import Measured
from sqlmodel_strawberry.limits.names import check_names
from sqlmodel_strawberry.limits.nesting import check_nesting
from sqlmodel_strawberry.limits.relations import check_relations
from sqlmodel_strawberry.limits.root_fields import check_root_fields
from sqlmodel_strawberry.limits.values import check_literals

RULES: tuple[Callable[[Measured, Limits], None], ...] = (
    check_definitions,
    check_root_fields,
    check_fields,
    check_aliases,
    check_directives,
    check_relations,
    check_introspection_lists,
    check_nesting,
    check_names,
    check_lists,
    check_literals,
)
"""Each raises a RequestError. The bytes and tokens are checked before a document can be measured at all."""
