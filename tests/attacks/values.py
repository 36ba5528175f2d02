"""Values that break what they are given to, and names that fill what remembers them."""

from __future__ import annotations

from typing import Any

from tests.attacks.attack import INPUT, INVALID, LIMIT, UNPARSED, Attack, Document, Table, ran, refused
from tests.attacks.transport import posted
from tests.attacks.world import node_id
from tests.graphql_schema.permission_world import AUTHOR

NO_HERO = {"heroes": {"totalCount": 0}}
HEROES = "query($value: %s) {heroes(filter: {%s}) {totalCount}}"
NODE = "query($id: ID!) {node(id: $id) {id}}"
INJECTION = "' OR 1=1; DROP TABLE hero --"


def nested(levels: int) -> Any:
    """Lists, one in the other."""
    value: Any = 1
    for _ in range(levels):
        value = [value]
    return value


def heroes(type_: str, field: str, value: Any, code: str = INPUT) -> Attack:
    """A filter of heroes by a variable, refused."""
    return refused(HEROES % (type_, field), code, variables={"value": value})


def no_heroes(type_: str, field: str, value: Any) -> Attack:
    """A filter of heroes by a variable, which none passes."""
    return ran(HEROES % (type_, field), "", variables={"value": value}, statements=1, data=NO_HERO)


def price(value: Any, code: str = INPUT) -> Attack:
    """A filter of products by price, refused."""
    query = "query($value: Decimal) {products(filter: {price: {gt: $value}}) {totalCount}}"
    return refused(query, code, variables={"value": value})


VALUES: Table = {
    "NUL in a filter": heroes("String", "name: {eq: $value}", "a\0b"),
    "NUL in a row": refused(
        "mutation($name: String!) {createItem(input: {item: {name: $name}}) {item {name}}}",
        INPUT,
        variables={"name": "a\0b"},
    ),
    "a lone surrogate in a document": refused(r'{heroes(filter: {name: {eq: "\uD800"}}) {totalCount}}', UNPARSED),
    "an integer of 32 bits": heroes("Int", "age: {eq: $value}", 2**31),
    "2^63": heroes("Int", "age: {eq: $value}", 2**63),
    "2^64 as a key": refused("{hero(by: {databaseId: 18446744073709551616}) {name}}", INVALID),
    "1e400 as an integer": Attack(
        posted(b'{"query":"query($n:Int){heroes(first:$n){totalCount}}","variables":{"n":1e400}}'), 400, INPUT
    ),
    "a number of 10,000 digits": Attack(
        posted(b'{"query":"query($n:Int){heroes(first:$n){totalCount}}","variables":{"n":' + b"9" * 10_000 + b"}}"),
        *(400, INPUT),
    ),
    "the decimal NaN": price("NaN"),
    "the decimal Infinity": price("-Infinity"),
    "the decimal 1e999999999": price("1e999999999"),
    "a decimal of 10,000 digits": price("9" * 10_000),
    "a moment that is none": refused(
        '{posts(filter: {createdAt: {gt: "2026-02-30T25:61:00Z"}}) {totalCount}}', INVALID
    ),
    "the year 0": refused('{posts(filter: {createdAt: {gt: "0000-01-01T00:00:00Z"}}) {totalCount}}', INVALID),
    "a UUID that is none": refused(f'{{order(by: {{databaseId: "{INJECTION}"}}) {{id}}}}', INVALID),
    "SQL in a filter": no_heroes("String", "name: {eq: $value}", INJECTION),
    "SQL in a pattern": no_heroes("String", "name: {like: $value}", INJECTION),
    "SQL in a list": no_heroes("[String!]", "name: {in: $value}", [INJECTION, "') OR ('1'='1"]),
    "SQL in an order": refused(f'{{heroes(orderBy: {{name: "{INJECTION}"}}) {{totalCount}}}}', INVALID),
    "SQL in a JSON path": ran(
        "query($path: [String!]) {products(filter: {attributes: {path: $path, eq: 1}}) {totalCount}}",
        "",
        variables={"path": ["a'); DROP TABLE product; --", '"$.a', "{a,b}"]},
        statements=1,
        data={"products": {"totalCount": 0}},
    ),
    "SQL in a search": ran(
        "query($text: String!) {search(text: $text, first: 1) {totalCount}}",
        *("",),
        variables={"text": "%' UNION SELECT hashed_password --"},
        statements=4,
        data={"search": {"totalCount": 0}},
    ),
    "a negative page": refused("{heroes(first: -1) {totalCount}}", INPUT),
    "a page of 2^31 - 1": refused("{heroes(first: 2147483647) {totalCount}}", INPUT),
    "an offset of 2^31 - 1": refused("{heroes(offset: 2147483647) {totalCount}}", INPUT),
    "a page too large by default": refused("query($n: Int = 1000) {heroes(first: $n) {totalCount}}", INPUT),
    "null for what needs a value": refused("query($id: ID! = null) {node(id: $id) {id}}", INVALID),
    "fields that the input has not": refused(
        "mutation($item: ItemCreate!) {createItem(input: {item: $item}) {item {name}}}",
        INPUT,
        variables={"item": {"name": "a", "id": 1, "isAdmin": True}},
    ),
    "100,000 ids": refused("query($ids: [ID!]!) {nodes(ids: $ids) {id}}", INPUT, variables={"ids": [1] * 100_000}),
    "10,001 values": refused(
        "query($ids: [ID!]!) {nodes(ids: $ids) {id}}", INPUT, variables={"ids": [], "x": [[1] * 900] * 12}
    ),
    "variables nested 100 times": refused(
        "query($ids: [ID!]!) {nodes(ids: $ids) {id}}", INPUT, variables={"ids": [], "x": nested(100)}
    ),
    "101 ids": refused(
        "query($ids: [ID!]!) {nodes(ids: $ids) {id}}",
        INPUT,
        variables={"ids": [node_id("Hero", n) for n in range(101)]},
    ),
}

TOKENS: Table = {
    "a forged id": refused('{node(id: "IDEK")' + " {id}}", INPUT),
    "an id of brackets": refused(NODE, INPUT, variables={"id": "W1tb" * 2000}),
    "an id of a table that is not shown": refused(NODE, INPUT, variables={"id": node_id("LoginSession", 1)}),
    "an id with SQL for a key": refused(NODE, INPUT, variables={"id": node_id("User", INJECTION)}),
    "an id with 2^63 for a key": refused(NODE, INPUT, variables={"id": node_id("User", 2**63)}),
    "an id with an object for a key": refused(NODE, INPUT, variables={"id": node_id("User", {"id": 1})}),
    "an id of another type": ran(
        f'mutation {{deletePost(input: {{id: "{node_id("User", AUTHOR)}"}}) {{userErrors {{code}}}}}}',
        *("INVALID", "customer"),
        statements=0,
    ),
    "an id of another type in a filter": refused(
        f'{{posts(filter: {{authorId: {{eq: "{node_id("Post", 1)}"}}}}) {{totalCount}}}}', INPUT
    ),
    "a forged cursor": refused('{heroes(after: "IDEK") {totalCount}}', INPUT),
    "a cursor of another order": refused(
        f'{{heroes(orderBy: {{age: ASC}}, after: "{node_id("x", "a", 1)}") {{nodes {{id}}}}}}', INPUT
    ),
    "a cursor of 100 KB": refused(
        "query($after: String) {heroes(after: $after) {nodes {id}}}", INPUT, variables={"after": "W1tb" * 25_000}
    ),
}

NAMES: Table = {
    "NUL in `operationName`": Attack(Document("query a {__typename}", more={"operationName": "a\0b"}), 400, INPUT),
    "an `operationName` of 200 KB": Attack(
        Document("query a {__typename}", more={"operationName": "a" * 200_000}), 400, INPUT
    ),
    "an operation's name of 15 KB": refused(f"query {'a' * 15_000} {{__typename}}", LIMIT),
    "an alias of 15 KB": refused(f"{{{'a' * 15_000}: __typename}}", LIMIT),
    "a variable's name of 15 KB": refused(f"query(${'a' * 15_000}: Int) {{__typename}}", LIMIT),
    "an unknown field of 15 KB": refused(f"{{{'a' * 15_000}}}", LIMIT),
    "an id of 200 KB": refused(NODE, INPUT, variables={"id": "a" * 200_000}),
    "an unknown enum value of 15 KB": refused(f"{{heroes(orderBy: {{name: {'A' * 15_000}}}) {{totalCount}}}}", LIMIT),
}
