"""Reading what is not shown: by fields, filters, orders, figures, lookups, relations, search and the schema itself."""

from __future__ import annotations

from tests.attacks.attack import FORBIDDEN, INVALID, LOG_IN, Attack, Table, ran, refused
from tests.attacks.world import CANARY, node_id
from tests.graphql_schema.permission_world import AUTHOR, QUIET
from tests.graphql_schema.worlds import order_key

NONE = {"totalCount": 0}
INTROSPECTION = "{__schema {types {name fields {name type {name ofType {name}}}}}}"


def hidden(query: str) -> Attack:
    """What no document can name, whoever asks."""
    return refused(query, INVALID, "admin")


HIDDEN: Table = {
    "a password's hash": hidden("{users {nodes {hashedPassword}}}"),
    "a password": hidden("{users {nodes {password}}}"),
    "a filter by the hash": hidden('{users(filter: {hashedPassword: {startsWith: "$argon2id"}}) {totalCount}}'),
    "an order by the hash": hidden("{users(orderBy: {hashedPassword: ASC}) {nodes {id}}}"),
    "the largest hash": hidden("{users {aggregate {max {hashedPassword}}}}"),
    "groups by the hash": hidden("{users {groups(by: HASHED_PASSWORD) {key {username}}}}"),
    "a lookup by the hash": hidden('{user(by: {hashedPassword: "x"}) {id}}'),
    "a column by its own name": hidden("{heroes {nodes {secret_name}}}"),
    "a filter by a column that is only written": hidden('{heroes(filter: {secretName: {eq: "x"}}) {totalCount}}'),
    "a filter by when it was deleted": hidden("{heroes(filter: {deletedAt: {isNull: false}}) {totalCount}}"),
    "a table that is not shown": hidden("{loginSessions {nodes {id}}}"),
    "a secret, by searching for it": ran(
        f'{{search(text: "{CANARY}", first: 1) {{totalCount}}}}', "", statements=4, data={"search": NONE}
    ),
    "a secret, by a filter of what is shown": ran(
        f'{{heroes(filter: {{name: {{icontains: "{CANARY}"}}}}) {{totalCount}}}}',
        "",
        statements=1,
        data={"heroes": NONE},
    ),
    "who is deleted, by the id": ran(
        f'{{node(id: "{node_id("Hero", 2)}") {{id}}}}', "", statements=1, data={"node": None}
    ),
}

PRIVATE: Table = {
    "emails": ran("{users {nodes {email}}}", "", statements=1),
    "a filter by emails": refused('{users(filter: {email: {startsWith: "a"}}) {totalCount}}', LOG_IN),
    "a filter by emails, logged in": refused(
        '{users(filter: {email: {startsWith: "a"}}) {totalCount}}', FORBIDDEN, "customer"
    ),
    "a filter by credits in a `not`": refused(
        '{users(filter: {not: {or: [{credits: {lt: "5"}}]}}) {totalCount}}', FORBIDDEN, "customer"
    ),
    "a filter by emails, through posts": refused(
        '{posts(filter: {author: {email: {startsWith: "a"}}}) {totalCount}}', FORBIDDEN, "customer"
    ),
    "a filter by emails, in a variable": refused(
        "query($f: UserFilter) {users(filter: $f) {totalCount}}",
        *(FORBIDDEN, "customer"),
        variables={"f": {"and": [{"email": {"isNull": False}}]}},
    ),
    "a filter by emails, in a count": refused(
        '{tags(filter: {posts: {count: {of: {author: {email: {eq: "a"}}}, gt: 0}}}) {totalCount}}',
        *(FORBIDDEN, "customer"),
    ),
    "an order by credits": refused("{users(orderBy: {credits: DESC}) {nodes {id}}}", FORBIDDEN, "customer"),
    "an order by the author's email": refused(
        "{posts(orderBy: {author: {email: ASC}}) {nodes {id}}}", FORBIDDEN, "customer"
    ),
    "groups by roles": refused("{users {groups(by: ROLE) {key {role}}}}", FORBIDDEN, "customer"),
    "the largest credits": refused("{users {aggregate {max {credits}}}}", FORBIDDEN, "customer"),
    "a lookup by another's email": ran(
        f'{{user(by: {{email: "{CANARY}{AUTHOR}@example.com"}}) {{id}}}}',
        *("", "customer"),
        statements=1,
        data={"user": None},
    ),
    "another's orders, by a filter": ran(
        f'{{orders(filter: {{userId: {{eq: "{node_id("User", AUTHOR)}"}}}}) {{totalCount}}}}',
        *("", "customer"),
        statements=1,
        data={"orders": NONE},
    ),
    "another's order, by the key": ran(
        f'{{order(by: {{databaseId: "{order_key(AUTHOR)}"}}) {{total}}}}',
        *("", "customer"),
        statements=1,
        data={"order": None},
    ),
    "another's order, by the id": ran(
        f'{{node(id: "{node_id("Order", str(order_key(AUTHOR)))}") {{... on Order {{total}}}}}}',
        *("", "customer"),
        statements=1,
        data={"node": None},
    ),
    "another's profile, by the owner": ran(
        f'{{profile(by: {{userId: "{node_id("User", AUTHOR)}"}}) {{bio}}}}',
        *("", "customer"),
        statements=1,
        data={"profile": None},
    ),
    "another's draft, by the slug": ran(
        f'{{post(by: {{slug: "post-{AUTHOR}"}}) {{title}}}}', *("", "customer"), statements=1, data={"post": None}
    ),
    "drafts, by being none": ran(
        "{posts(filter: {publishedAt: {isNull: true}}) {totalCount}}", "", statements=1, data={"posts": NONE}
    ),
    "drafts, through tags": ran(
        "{tags(filter: {posts: {some: {publishedAt: {isNull: true}}}}) {totalCount}}",
        *("",),
        statements=1,
        data={"tags": NONE},
    ),
    "drafts, by searching": ran(
        f'{{posts(search: "{CANARY}") {{totalCount}}}}', *("", "customer"), statements=1, data={"posts": NONE}
    ),
    "a user who has written nothing": ran(
        f'{{user(by: {{username: "user{QUIET}"}}) {{id}}}}', "", statements=1, data={"user": None}
    ),
    "who orders, by counting": ran(
        "{users(filter: {orders: {count: {gt: 0}}}) {totalCount}}", "", statements=1, data={"users": NONE}
    ),
    "what others order, through products": ran(
        "{products(filter: {orderItems: {some: {quantity: {gt: 0}}}}) {totalCount}}",
        *("",),
        statements=1,
        data={"products": NONE},
    ),
    "what others pay, by a sum": ran(
        "{orders {aggregate {count sum {total}}}}",
        *("",),
        statements=1,
        data={"orders": {"aggregate": {"count": 0, "sum": {"total": None}}}},
    ),
}

SCHEMA: Table = {
    "introspection": refused(INTROSPECTION, INVALID),
    "a type of the schema": refused('{__type(name: "User") {fields {name}}}', INVALID),
    "introspection in a fragment": refused("{...a} fragment a on Query {b: __schema {types {name}}}", INVALID),
    "introspection under `@skip`": refused(
        "query($no: Boolean = false) {__schema @skip(if: $no) {types {name}}}", INVALID
    ),
    "a name to be corrected": refused("{heros {nodes {nam}}}", INVALID),
    "an argument to be corrected": refused("{heroes(filtr: {}) {totalCount}}", INVALID),
    "an enum value to be corrected": refused("{users {groups(by: EMAI) {key {email}}}}", INVALID),
    "circular introspection, logged in": refused(
        "{__schema {types {" + "fields {type {" * 8 + "name" + "}}" * 8 + "}}}", INVALID, "customer"
    ),
    "a subscription": refused("subscription {heroes {totalCount}}", INVALID),
}
