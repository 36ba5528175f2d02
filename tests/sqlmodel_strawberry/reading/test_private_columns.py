"""Columns that the Public models do not name are reached by no argument and no figure."""

import json
from typing import Any

import pytest
from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLNamedType, GraphQLObjectType

from sqlmodel_strawberry import Schema
from sqlmodel_strawberry.testing.statements import record_statements
from tests.sqlmodel_strawberry.reading.examples import maker, thing
from tests.sqlmodel_strawberry.running import Operations


class TestPrivateColumnsStayPrivate:
    """What the Public models do not name is reached by no argument and no figure."""

    ROWS = (maker(1), thing(1, maker_id=1))
    PRIVATE = ("secret", "cost", "deletedAt", "SECRET", "COST", "DELETED_AT", "deleted_at", "DELETED_AT_DAY")

    def _reachable(self, schema: Schema) -> list[tuple[str, str]]:
        types: dict[str, GraphQLNamedType] = schema.graphql.type_map
        found = []
        for type_ in types.values():
            if isinstance(type_, GraphQLInputObjectType | GraphQLObjectType) and not type_.name.startswith("__"):
                found += [(type_.name, name) for name in type_.fields]
            if isinstance(type_, GraphQLEnumType):
                found += [(type_.name, name) for name in type_.values]
        return found

    async def test_no_type_of_the_schema_names_them(self, api: Operations) -> None:
        reachable = self._reachable(api.schema)
        assert ("ThingFilter", "price") in reachable
        assert ("ThingGroupField", "PRICE") in reachable
        assert [each for each in reachable if each[1] in self.PRIVATE] == []
        assert not [each for each in reachable if "secret" in each[1].lower() or "deleted" in each[1].lower()]

    @pytest.mark.parametrize(
        "query",
        [
            '{ things(filter: {secret: {startsWith: "h"}}) { totalCount } }',
            '{ things(filter: {not: {cost: {eq: "1"}}}) { totalCount } }',
            "{ things(filter: {deletedAt: {isNull: false}}) { totalCount } }",
            '{ things(filter: {maker: {secret: {eq: "hidden 1"}}}) { totalCount } }',
            '{ makers(filter: {things: {some: {secret: {eq: "hidden 1"}}}}) { totalCount } }',
            '{ makers(filter: {things: {max: {cost: {gt: "0"}}}}) { totalCount } }',
            '{ makers(filter: {things: {sum: {cost: {gt: "0"}}}}) { totalCount } }',
            '{ makers(filter: {things: {count: {of: {secret: {ne: ""}}, gt: 0}}}) { totalCount } }',
            "{ things(orderBy: [{secret: ASC}]) { totalCount } }",
            "{ things(orderBy: [{maker: {secret: ASC}}]) { totalCount } }",
            "{ things { aggregate { max { secret } } } }",
            "{ things { aggregate { min { cost } } } }",
            "{ things { aggregate { sum { cost } avg { cost } } } }",
            "{ things { aggregate { countDistinct { secret } } } }",
            "{ things { groups(by: SECRET) { aggregate { count } } } }",
            "{ things { groups(by: TITLE) { key { secret } } } }",
            "{ things { nodes { secret } } }",
        ],
    )
    async def test_a_query_that_names_one_is_invalid(self, api: Operations, query: str) -> None:
        with record_statements(api.database) as log:
            result = await api.run(query)
        assert not result.executed
        assert {error["extensions"]["code"] for error in result.errors} == {"GRAPHQL_VALIDATION_FAILED"}
        log.assert_count(0)

    @pytest.mark.parametrize("field", ["secret", "cost", "deletedAt", "deleted_at", "id; --", "n\0"])
    async def test_variables_that_name_one_are_refused_without_a_hint_at_one(self, api: Operations, field: str) -> None:
        filters: list[Any] = [
            {field: {"eq": "x"}},
            {"maker": {field: {"eq": "x"}}},
            {"or": [{field: {"isNull": True}}]},
        ]
        for variables in ([{"filter": each} for each in filters], [{"orderBy": [{field: "ASC"}]}]):
            for each in variables:
                result = await api.run(
                    "query ($filter: ThingFilter, $orderBy: [ThingOrder!]) "
                    "{ things(filter: $filter, orderBy: $orderBy) { totalCount } }",
                    **each,
                )
                assert {error["extensions"]["code"] for error in result.errors} == {"BAD_USER_INPUT"}
                assert "hidden" not in json.dumps(result.errors)
                hints = [error["message"].partition("Did you mean")[2] for error in result.errors]
                assert not [each for each in hints if any(f"'{name}'" in each for name in self.PRIVATE)]

    async def test_no_statement_of_a_list_reads_them(self, api: Operations) -> None:
        text = """{ things(orderBy: [{title: ASC}], filter: {price: {gte: 0}}) {
          totalCount aggregate { count max { title } }
          groups(by: TITLE) { key { title } } edges { cursor node { id n title maker { name } } } } }"""
        with record_statements(api.database) as log:
            await api.data(text)
        assert len(log) == 2
        assert not [sql for sql in log.sql if "secret" in sql or "cost" in sql]
