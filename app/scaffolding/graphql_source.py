"""`graphql_schema/NAME.py`: the declaration of the resource."""

import json
from collections.abc import Sequence

from app.scaffolding.fields import Field, Relation
from app.scaffolding.names import Name


def graphql_source(name: Name, fields: Sequence[Field], policy: str) -> str:
    """The text of the module, not yet formatted."""
    relations = [field.name for field in fields if isinstance(field, Relation)]
    unique = [field.column if isinstance(field, Relation) else field.name for field in fields if field.unique]
    options = [f"public={name.cls}Public", f"create={name.cls}Create", f"update={name.cls}Update"]
    if relations:
        options.append(f"relations={_listed(relations)}")
    if unique:
        options.append(f"unique={_listed(unique)}")
    return f'''\
from app.models import {name.cls}, {name.cls}Create, {name.cls}Public, {name.cls}Update
from graphql_schema.policies import {policy}
from sqlmodel_strawberry import resource


@resource({name.cls}, {", ".join(options)}, policy={policy})
class {name.cls}Type:
    """{name.phrase}."""
'''


def _listed(names: Sequence[str]) -> str:
    return json.dumps(list(names))
