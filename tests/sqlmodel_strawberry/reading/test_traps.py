"""Mistakes that others made in lists: rows multiplied, results shared, pages cut in the wrong place."""

from typing import Any

from sqlmodel_strawberry.testing.statements import record_statements
from tests.sqlmodel_strawberry.reading.examples import label, maker, passing, puts, review, thing
from tests.sqlmodel_strawberry.running import Operations


class TestRowsAreNotMultiplied:
    """Five labels and five reviews of one thing are ten rows, not twenty-five."""

    ROWS = (
        maker(1),
        maker(2, parent_id=1),
        maker(3, parent_id=1),
        *(thing(n, pieces=n, maker_id=1) for n in (1, 2, 3)),
        *(label(name, n, priority=n) for n, name in enumerate("abcde")),
        *(pair for name in "abcde" for pair in puts(name, 1, 2)),
        *(review(1, n, stars=n) for n in range(1, 6)),
    )

    async def test_sibling_lists(self, api: Operations) -> None:
        text = "{ things { nodes { n labels { totalCount nodes { n } } reviews { totalCount nodes { n } } } } }"
        with record_statements(api.database) as log:
            nodes = (await api.data(text))["things"]["nodes"]
        assert [(len(node["labels"]["nodes"]), len(node["reviews"]["nodes"])) for node in nodes] == [
            (5, 5),
            (5, 0),
            (0, 0),
        ]
        assert [(node["labels"]["totalCount"], node["reviews"]["totalCount"]) for node in nodes] == [
            (5, 5),
            (5, 0),
            (0, 0),
        ]
        log.assert_count(5)

    async def test_sibling_relations_in_a_filter(self, api: Operations) -> None:
        filter_ = {"labels": {"some": {"n": {"gte": 0}}}, "reviews": {"some": {"n": {"gte": 0}}}}
        found = await api.data(
            "query ($filter: ThingFilter) { things(filter: $filter) "
            "{ totalCount nodes { n } aggregate { count sum { pieces } } groups(by: TITLE) { aggregate { count } } } }",
            filter=filter_,
        )
        assert found["things"] == {
            "totalCount": 1,
            "nodes": [{"n": 1}],
            "aggregate": {"count": 1, "sum": {"pieces": "1"}},
            "groups": [{"aggregate": {"count": 1}}],
        }

    async def test_sibling_relations_in_a_figure_of_a_filter(self, api: Operations) -> None:
        both: dict[str, Any] = {"labels": {"some": {}}, "reviews": {"some": {}}}
        things = {"things": {"count": {"of": both, "eq": 1}, "sum": {"of": both, "pieces": {"eq": "1"}}}}
        assert await passing(api, things, "Maker") == [1]
        assert await passing(api, {"labels": {"count": {"eq": 5}}, "reviews": {"sum": {"stars": {"eq": "15"}}}}) == [1]

    async def test_sibling_relations_in_an_order(self, api: Operations) -> None:
        order: list[dict[str, Any]] = [{"labelsCount": "DESC"}, {"reviewsCount": "ASC"}]
        order.append({"maker": {"childrenCount": "ASC"}})
        assert await passing(api, None, order=order) == [2, 1, 3]


class TestNothingIsShared:
    """Each list of an operation is its own, whatever it has in common with others."""

    ROWS = (
        *(maker(n) for n in (1, 2, 3)),
        *(thing(n, maker_id=n % 3 + 1, title="ab"[n % 2], pieces=n) for n in range(1, 13)),
    )

    async def test_aliases_with_other_arguments(self, api: Operations) -> None:
        text = """{ makers { nodes { n
          a: things(first: 1) { nodes { n } }
          b: things(first: 2) { nodes { n } }
          c: things(last: 1) { nodes { n } }
          d: things(filter: {title: {eq: "a"}}) { nodes { n } totalCount }
          e: things(filter: {title: {eq: "b"}}) { nodes { n } totalCount }
          f: things(orderBy: [{n: DESC}], first: 1) { nodes { n } }
          g: things(offset: 1, first: 1) { nodes { n pieces } }
          h: things { aggregate { max { n } } }
          i: things { aggregate { min { n } } }
          j: things { groups(by: TITLE, first: 1) { key { title } } }
          k: things { groups(by: PIECES, first: 1) { key { pieces } } }
        } } }"""
        for node in (await api.data(text))["makers"]["nodes"]:
            own = [n for n in range(1, 13) if n % 3 + 1 == node["n"]]
            even, odd = [n for n in own if n % 2 == 0], [n for n in own if n % 2]
            lists = {key: [row["n"] for row in node[key].get("nodes", [])] for key in "abcdefg"}
            assert lists == {
                "a": own[:1],
                "b": own[:2],
                "c": own[-1:],
                "d": even,
                "e": odd,
                "f": own[-1:],
                "g": own[1:2],
            }
            assert (node["d"]["totalCount"], node["e"]["totalCount"]) == (len(even), len(odd))
            assert (node["h"], node["i"]) == (
                {"aggregate": {"max": {"n": own[-1]}}},
                {"aggregate": {"min": {"n": own[0]}}},
            )
            assert node["j"] == {"groups": [{"key": {"title": "a"}}]}
            assert node["k"] == {"groups": [{"key": {"pieces": own[0]}}]}

    async def test_equal_lists_share_one_statement(self, api: Operations) -> None:
        things = 'things(filter: {title: {eq: "a"}}) { nodes { n } }'
        text = f"{{ makers {{ nodes {{ a: {things} b: {things} }} }} }}"
        with record_statements(api.database) as log:
            for node in (await api.data(text))["makers"]["nodes"]:
                assert node["a"] == node["b"]
        log.assert_count(2)

    async def test_variables_of_two_operations(self, api: Operations) -> None:
        text = "query ($t: String!) { makers { nodes { things(filter: {title: {eq: $t}}) { nodes { title } } } } }"
        for title in "abab":
            nodes = (await api.data(text, t=title))["makers"]["nodes"]
            assert {row["title"] for node in nodes for row in node["things"]["nodes"]} == {title}

    async def test_a_limit_is_each_parents_own(self, api: Operations) -> None:
        for arguments in ("first: 2", "last: 2", "first: 2, offset: 1", 'first: 2, filter: {title: {ne: "c"}}'):
            nodes = (await api.data(f"{{ makers {{ nodes {{ n things({arguments}) {{ nodes {{ n }} }} }} }} }}"))[
                "makers"
            ]
            assert [len(node["things"]["nodes"]) for node in nodes["nodes"]] == [2, 2, 2], arguments
