"""The lines that make a new resource known: in `app/models/__init__.py` and in `graphql_schema/schema.py`."""

import ast

from app.scaffolding.mistakes import ScaffoldingError
from app.scaffolding.names import Name


def with_models(source: str, name: Name) -> str:
    """The package of the models, which exports those of the new one too."""
    names = [f"{name.cls}{part}" for part in ("", "Create", "Public", "Update")]
    imported = f"from app.models.{name.snake} import {', '.join(names)}\n"
    exported = "".join(f'    "{each}",\n' for each in names)
    head, marker, tail = source.partition("__all__ = [\n")
    if not marker:
        raise ScaffoldingError("app/models/__init__.py has no __all__ = [ to add to")
    return f"{head.rstrip()}\n{imported}\n{marker}{exported}{tail}"


def with_resource(source: str, name: Name) -> str:
    """The table of contents, with one more entry."""
    tree = ast.parse(source)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _called(node) == "build_schema"]
    listed = calls[0].args[0] if calls and calls[0].args else None
    if not isinstance(listed, ast.List) or not listed.elts:
        raise ScaffoldingError("graphql_schema/schema.py has no list of resources to add to")
    lines = source.splitlines(keepends=True)
    last = listed.elts[-1]
    assert last.end_lineno is not None
    lines.insert(last.end_lineno, f"{' ' * last.col_offset}{name.cls}Type,\n")
    first = next(node for node in tree.body if isinstance(node, ast.ImportFrom) and node.module != "collections.abc")
    lines.insert(first.lineno - 1, f"from graphql_schema.{name.snake} import {name.cls}Type\n")
    return "".join(lines)


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else ""
