"""A new resource: the files it is made of, and the lines that make it known."""

import shutil
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from app.scaffolding.corpus_source import corpus_source
from app.scaffolding.fields import Target, parse_fields
from app.scaffolding.formatting import formatted
from app.scaffolding.graphql_source import graphql_source
from app.scaffolding.mistakes import ScaffoldingError
from app.scaffolding.model_source import is_long_text, model_source
from app.scaffolding.names import Name, resource_name
from app.scaffolding.registering import with_models, with_resource
from app.scaffolding.tests_source import tests_source
from app.scaffolding.trial import check_build
from graphql_schema import policies
from graphql_schema.schema import create_schema
from sqlmodel_strawberry import Policy, anyone
from sqlmodel_strawberry.resources.resource import Resource, python_type
from sqlmodel_strawberry.values import codec

ROOT = Path(__file__).parents[2]
POLICIES: Mapping[str, Policy] = {
    name.lower(): value for name, value in vars(policies).items() if isinstance(value, Policy)
}
"""The policies there are, by the names to ask for them by."""


@dataclass(frozen=True)
class Plan:
    """What is written, by path: `new` files, and `changed` ones."""

    name: Name
    new: Mapping[Path, str]
    changed: Mapping[Path, str]
    unindexed: Sequence[str]
    """What clients may filter by although no index helps, such as `Gadget.note`."""

    def write(self, root: Path = ROOT) -> None:
        """Write it, or nothing. Nothing is overwritten: a file that came into being meanwhile stops it.

        Raises:
            OSError: a file cannot be written. None is left behind, and none is changed.
        """
        with ExitStack() as undoing:
            for path, source in self.new.items():
                with (root / path).open("x", encoding="utf-8") as file:
                    undoing.callback((root / path).unlink)
                    file.write(source)
            for path, source in self.changed.items():
                before = (root / path).read_text(encoding="utf-8")
                _replace(root / path, source)
                undoing.callback(_replace, root / path, before)
            undoing.pop_all()


def _replace(path: Path, source: str) -> None:
    """Whoever stops it in the middle leaves the old file, or the new one."""
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_text(source, encoding="utf-8")
        shutil.copymode(path, beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def plan(name: str, fields: Sequence[str], policy: str = "catalogue", root: Path = ROOT) -> Plan:
    """What a resource of this name, with these fields, takes.

    Raises:
        ScaffoldingError: it cannot be had, or is there already.
    """
    named = resource_name(name)
    resources = create_schema().resources
    if named.cls in resources:
        raise ScaffoldingError(f"there is a resource {named.cls} already")
    if policy not in POLICIES:
        raise ScaffoldingError(f"{policy!r} is no policy of graphql_schema/policies.py: {', '.join(POLICIES)}")
    if any(field.split(":")[1:2] in ([named.cls], [f"{named.cls}?"]) for field in fields):
        raise ScaffoldingError("a relation of a resource to itself is written by hand, as app/models/category.py does")
    parsed = parse_fields(fields, targets(resources))
    new = {
        Path(f"app/models/{named.snake}.py"): model_source(named, parsed),
        Path(f"graphql_schema/{named.snake}.py"): graphql_source(named, parsed, policy.upper()),
        Path(f"tests/graphql_schema/test_{named.snake}.py"): tests_source(
            named, parsed, is_open=POLICIES[policy].create is anyone
        ),
        Path(f"tests/queries/{named.snake}.graphql"): corpus_source(named, parsed),
    }
    changed = {
        path: change((root / path).read_text(encoding="utf-8"), named)
        for path, change in (
            (Path("app/models/__init__.py"), with_models),
            (Path("graphql_schema/schema.py"), with_resource),
        )
    }
    for path in new:
        if (root / path).exists():
            raise ScaffoldingError(f"{path} is there already, and nothing is overwritten")
    unindexed = [f"{named.cls}.{field.graphql}" for field in parsed if is_long_text(field)]
    planned = Plan(named, _formatted(new, root), _formatted(changed, root), unindexed)
    check_build({**planned.new, **planned.changed}, root)
    return planned


def _formatted(sources: Mapping[Path, str], root: Path) -> dict[Path, str]:
    return {path: formatted(source, path, root) if path.suffix == ".py" else source for path, source in sources.items()}


def targets(resources: Mapping[str, Resource]) -> dict[str, Target]:
    """The resources that can be referred to: their key is one integer or UUID."""
    found = {}
    for resource in resources.values():
        kind = python_type(resource.key[0].source.type)
        if len(resource.key) == 1 and kind in (int, UUID):
            found[resource.name] = Target(
                name=resource.name,
                table=resource.table.name,
                module=resource.model.__module__,
                key_type=kind.__name__,
                field=_told(resource),
                sample_id=codec.encode((resource.name, 1 if kind is int else UUID(int=1))),
            )
    return found


def _told(resource: Resource) -> str:
    """A field that is more than the key, so that a query which shows it reads the row."""
    keys = {*resource.key, *(resource.columns[name] for name in resource.references if name in resource.columns)}
    told = [column for column in resource.public_columns if column not in keys]
    text = [column for column in told if column.python_type is str]
    return (text or told or list(resource.key))[0].graphql_name
