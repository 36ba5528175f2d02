"""What a client sent as `filter` → a tree, bounded in nesting and size before it becomes SQL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import orjson
import sqlalchemy as sa
import strawberry

from sqlmodel_strawberry.exceptions import ErrorCode, RequestError
from sqlmodel_strawberry.filters.inputs import filterable
from sqlmodel_strawberry.filters.patterns import check_pattern
from sqlmodel_strawberry.filters.ranges import ALWAYS, NEVER, fitted, fitted_test, widened
from sqlmodel_strawberry.filters.tree import (
    EVERYTHING,
    Aggregated,
    All,
    AnyOf,
    Compare,
    Filter,
    Function,
    Not,
    Quantifier,
    Related,
    Test,
)
from sqlmodel_strawberry.limits import Limits
from sqlmodel_strawberry.resources.resource import Column, Relation, Resource
from sqlmodel_strawberry.statements.visibility import Access, require_followable, require_readable
from sqlmodel_strawberry.values import codec
from sqlmodel_strawberry.values.fitting import fits_integer
from sqlmodel_strawberry.values.ids import from_global_id, not_an_id


class FilterField(NamedTuple):
    """What a field of a filter tests: a column, its values global ids of `target` where that is one, or a relation."""

    relation: Relation | None
    column: Column | None = None
    target: Resource | None = None
    is_json: bool = False


class FilterFields(dict[Resource, Mapping[str, FilterField]]):
    """The fields of the filters of resources, made when they are first asked for."""

    def __missing__(self, resource: Resource) -> Mapping[str, FilterField]:
        fields = {}
        for name, (column, annotation) in filterable(resource).items():
            # `databaseId` may be a foreign key as well, but is compared as the raw value it is.
            target = resource if name == "id" else resource.references.get(column.name)
            is_json = isinstance(column.source.type, sa.JSON)
            fields[name] = FilterField(None, column, target if annotation is strawberry.ID else None, is_json)
        fields |= {each.graphql_name: FilterField(each) for each in resource.relations.values()}
        self[resource] = fields
        return fields


class FilterParser:
    """Parses one filter argument, counting its clauses."""

    def __init__(self, limits: Limits, access: Access, fields: FilterFields) -> None:
        self.limits = limits
        self.access = access
        self.fields = fields
        self.clauses = 0
        """Tests so far."""

    def parse(self, resource: Resource, data: Mapping[str, Any] | None, depth: int = 0) -> Filter:
        """The tree of a `HeroFilter` value.

        Raises:
            RequestError: BAD_USER_INPUT, where the filter is too large, or has a null or an id of another type;
                FORBIDDEN or UNAUTHENTICATED, where it tests what the viewer may not read.
        """
        if depth > self.limits.filter_depth:
            raise _bad(f"A filter may nest {self.limits.filter_depth} levels deep; this one nests deeper.")
        if not data:
            self._count()
            return EVERYTHING
        parts = []
        for name, value in data.items():
            if value is None:
                raise _bad(f"`{name}` may not be null in a filter: leave it out, or test with `isNull`.")
            parts.append(self._part(resource, name, value, depth))
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _part(self, resource: Resource, name: str, value: Any, depth: int) -> Filter:
        if name in ("and", "or"):
            if not value:
                self._count()
            parts = tuple(self.parse(resource, each, depth + 1) for each in value)
            return All(parts) if name == "and" else AnyOf(parts)
        if name == "not":
            self._count()
            return Not(self.parse(resource, value, depth + 1))
        relation, column, target, is_json = self.fields[resource][name]
        if column is not None:
            require_readable(resource, [column], self.access)
            if target is None and not is_json:
                return All(tuple([self._test(column, *each) for each in value.items()]))
            return All(tuple(self._tests(column, target, value)))
        assert relation is not None
        self._count()
        require_followable(relation, self.access)
        if not relation.to_many:
            return Related(relation, Quantifier.SOME, self.parse(relation.target, value, depth + 1))
        return All(tuple(self._related(relation, value, depth + 1)))

    def _related(self, relation: Relation, data: Mapping[str, Any], depth: int) -> Iterator[Filter]:
        for name, value in data.items():
            if value is None or value.get("of", value) is None:
                raise _bad(f"`{name}` and `of` may not be null in a filter.")
            self._count()
            if name in set(Quantifier):
                yield Related(relation, Quantifier(name), self.parse(relation.target, value, depth))
                continue
            of = self.parse(relation.target, value.get("of"), depth)
            function = Function(name)
            tests = {key: each for key, each in value.items() if key != "of"}
            if function is Function.COUNT:
                for test in self._operators(tests):
                    yield Aggregated(relation, of, function, None, test)
                continue
            columns = {column.graphql_name: column for column in relation.target.public_columns}
            for key, each in tests.items():
                if each is None:
                    raise _bad(f"`{key}` may not be null in a filter.")
                require_readable(relation.target, [columns[key]], self.access)
                for test in self._operators(each):
                    found = fitted_test(widened(columns[key].source.type), test)
                    if isinstance(found, Test):
                        yield Aggregated(relation, of, function, columns[key], found)
                    else:
                        yield ALWAYS if found else NEVER

    def _test(self, column: Column, name: str, value: Any) -> Filter:
        """One test of a column that is neither a reference nor JSON."""
        self._count()
        if value is None:
            raise _null(name)
        if type(value) is str and name not in ("like", "ilike"):
            return Compare(column, Test(name, value))
        if type(value) is int and fits_integer(value, column.source.type):
            return Compare(column, Test(name, value))
        if name in ("in", "notIn"):
            value = tuple(value)
        if name in ("like", "ilike"):
            check_pattern(value)
        return fitted(column, Test(name, value))

    def _tests(self, column: Column, target: Resource | None, data: Mapping[str, Any]) -> Iterator[Filter]:
        if target is None:
            for test in self._operators(data, is_json=True):
                yield fitted(column, test)
            return
        for test in self._operators(data):
            if test.operator in ("in", "notIn"):
                assert isinstance(test.value, tuple)
                yield Compare(column, Test(test.operator, tuple(_key(target, each) for each in test.value)))
            elif test.operator == "isNull":
                yield Compare(column, test)
            else:
                yield Compare(column, Test(test.operator, _key(target, test.value)))

    def _operators(self, data: Mapping[str, Any], *, is_json: bool = False) -> Iterator[Test]:
        path = data.get("path")
        for name, value in data.items():
            self._count()
            if name == "path" and value is not None:
                continue
            if is_json and name not in ("isNull", "path"):
                self._check_json(value)
                yield Test(name, orjson.dumps(value).decode(), tuple(path or ()))
                continue
            if value is None:
                raise _null(name)
            if name in ("in", "notIn"):
                value = tuple(value)
            if name in ("like", "ilike"):
                check_pattern(value)
            yield Test(name, value, tuple(path or ()))

    def _count(self) -> None:
        self.clauses += 1
        if self.clauses > self.limits.filter_clauses:
            raise _bad(f"A filter may have {self.limits.filter_clauses} tests; this one has more.")

    def _check_json(self, value: Any) -> None:
        """Bound what a document is compared with: nested values are searched for one by one."""
        pending, values, nested = [value], 0, 0
        while pending:
            each = pending.pop()
            values += 1
            if isinstance(each, list | dict):
                nested += 1
                pending.extend(each.values() if isinstance(each, dict) else each)
        if values > self.limits.list_inputs or nested > self.limits.filter_clauses:
            allowed = f"{self.limits.list_inputs} values, {self.limits.filter_clauses} of them nested"
            raise _bad(f"A JSON value of a filter may have {allowed}; this one has {values}, {nested} of them nested.")


def _key(target: Resource, text: Any) -> Any:
    try:
        return from_global_id(text, target)[0]
    except codec.MalformedError:
        raise not_an_id(text, target) from None


def _bad(message: str) -> RequestError:
    return RequestError(ErrorCode.BAD_USER_INPUT, message)


def _null(name: str) -> RequestError:
    return _bad(f"`{name}` may not be null: test with `isNull`.")
