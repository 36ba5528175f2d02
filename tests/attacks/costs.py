"""Documents that are small, valid, and ask for more than anybody should have."""

from __future__ import annotations

from tests.attacks.attack import COST, DEPTH, INPUT, INVALID, LIMIT, Table, ran, refused
from tests.attacks.world import node_id

POSTS = "{posts(first: 100) {nodes {%s}}}"
HEROES = "{heroes(filter: %s) {totalCount}}"
PATTERN = "query($like: String) {posts(filter: {body: {like: $like}}) {totalCount}}"
SEARCH = "query($text: String!) {posts(search: $text) {totalCount}}"
AGES = {"or": [{"age": {"eq": 1}}] * 101}
JSON_FILTER = (
    "query($path: [String!], $value: JSON) {products(filter: {attributes: {path: $path, eq: $value}}) {totalCount}}"
)


def circle(times: int, size: int) -> str:
    """The author's posts' author's posts …"""
    page = f"author {{posts(first: {size}) {{nodes {{"
    return POSTS % (page * times + "id" + "}}}" * times)


def aliases(count: int, field: str) -> str:
    """A field under many names."""
    return "{" + " ".join(f"a{number}: {field}" for number in range(count)) + "}"


def clauses(count: int, clause: str = "{age: {eq: 1}}") -> str:
    """A filter of so many tests."""
    return "{or: [" + clause * count + "]}"


def counts(levels: int) -> str:
    """A filter that counts what it counts."""
    return "{team: {heroes: {count: {gt: 0, of: " * levels + "{age: {gt: 1}}" + "}}}}" * levels


ROWS: Table = {
    "pages of 100 in pages of 100": refused(circle(2, 100), COST),
    "posts of authors of posts, six relations deep": refused(circle(3, 6), COST),
    "the most rows there may be": ran(circle(3, 5), "", statements=4, cpu=8000),
    "posts of authors of posts, seven relations deep": refused(circle(4, 1), DEPTH),
    "20 lists of 100 with 100 each": refused(
        aliases(20, "teams(first: 100) {nodes {heroes(first: 100) {nodes {name}}}}"), COST
    ),
    "`nodes` and `edges` of the same page": refused(
        "{teams(first: 100) {nodes {heroes(first: 100) {nodes {id}}} edges {node {heroes(first: 100) {nodes {id}}}}}}",
        COST,
    ),
    "100 ids with 100 rows each, three times": refused(
        "query($ids: [ID!]!) {nodes(ids: $ids) {... on Team {"
        + " ".join(f"a{i}: heroes(first: 100) {{nodes {{name}}}}" for i in range(3))
        + "}}}",
        COST,
        variables={"ids": [node_id("Team", n) for n in range(1, 101)]},
    ),
    "100 groups of 100 rows, 300 times": refused(
        "{teams(first: 100) {nodes {"
        + " ".join(f"a{i}: heroes {{groups(by: AGE, first: 100) {{key {{age}}}}}}" for i in range(3))
        + "}}}",
        COST,
    ),
    "trees of trees": refused("{categories(first: 100) {nodes {descendants {ancestors {descendants {id}}}}}}", COST),
    "30 searches": refused(aliases(15, 'search(text: "a", first: 100) {totalCount nodes {__typename}}'), COST),
    "51 statements": refused(aliases(20, "heroes {totalCount nodes {team {heroes {totalCount}}}}"), COST),
    "21 lists": refused(aliases(21, "heroes(first: 1) {totalCount}"), LIMIT),
    "a chain of `query` in payloads": refused(
        'mutation {createItem(input: {item: {name: "a"}}) {query {teams(first: 100) {nodes '
        "{heroes(first: 100) {nodes {team {heroes(first: 100) {nodes {id}}}}}}}}}}",
        COST,
    ),
    "a page too large behind `@skip`": refused(
        "query($no: Boolean!) {a: __typename heroes(first: 1000) @skip(if: $no) {nodes {id}}}",
        INPUT,
        variables={"no": False},
    ),
    "1,000 directives that exist": refused("{heroes {nodes {" + "id @include(if: true) " * 60 + "}}}", LIMIT),
}

FILTERS: Table = {
    "101 tests": refused("query($f: HeroFilter) " + HEROES % "$f", INPUT, variables={"f": AGES}),
    "four filters of 90 tests": refused(
        "query($f: HeroFilter) " + aliases(4, "heroes(filter: $f) {totalCount}"),
        INPUT,
        variables={"f": {"or": [{"age": {"eq": 1}}] * 90}},
    ),
    "`not` of `not`, seven times": refused(HEROES % ("{not: " * 7 + "{age: {eq: 1}}" + "}" * 7), INPUT),
    "counts of counts of counts": refused(HEROES % counts(4), INPUT),
    "an order by seven relations": refused(
        "{posts(orderBy: " + "{author: {profile: {user: " * 3 + "{username: ASC}" + "}}}" * 3 + ") {totalCount}}",
        INVALID,
    ),
    "an order by nine terms": refused("{heroes(orderBy: [" + "{age: ASC}" * 9 + "]) {totalCount}}", INPUT),
    "1,001 values of `in`": refused(
        "query($in: [Int!]) {heroes(filter: {age: {in: $in}}) {totalCount}}", INPUT, variables={"in": [1] * 1001}
    ),
    "a pattern with 21 `%`": refused(PATTERN, INPUT, variables={"like": "%_" * 21}),
    "a pattern of 1,001 characters": refused(PATTERN, INPUT, variables={"like": "_" * 1001}),
    "the worst pattern there may be": ran(
        PATTERN, "", variables={"like": "%a" * 19 + "%c"}, statements=1, data={"posts": {"totalCount": 0}}, cpu=400
    ),
    "a search of nine words": refused(SEARCH, INPUT, variables={"text": "a b c d e f g h i"}),
    "a search of 201 characters": refused(SEARCH, INPUT, variables={"text": "a" * 201}),
    "a search of wildcards": ran(
        SEARCH, "", variables={"text": "%%%%__ %_% \\"}, statements=1, data={"posts": {"totalCount": 0}}
    ),
    "a search of letters that are everywhere": ran(
        SEARCH, "", variables={"text": "a b - zz a- -b b- zzz"}, statements=1, data={"posts": {"totalCount": 0}}
    ),
    "a JSON path of 1,001 steps": refused(JSON_FILTER, INPUT, variables={"path": ["a"] * 1001, "value": 1}),
    "a JSON path of 1,000 steps": ran(
        JSON_FILTER,
        *("",),
        variables={"path": ["0"] * 1000, "value": 1},
        statements=1,
        data={"products": {"totalCount": 0}},
    ),
    "a JSON value of 1,000 objects": refused(JSON_FILTER, INPUT, variables={"path": ["a"], "value": [{}] * 1000}),
    "10,001 rows skipped": refused("{heroes(offset: 10001) {totalCount}}", INPUT),
}
