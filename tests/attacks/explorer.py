"""Plans for who must not have them, plans as a weapon in development, and the explorer's page and files."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote

from tests.attacks.attack import COST, INPUT, LOG_IN, Attack, Document, Table, ran, refused
from tests.attacks.exchange import Headers, Sent
from tests.attacks.transport import CREATE, READ, got, posted
from tests.attacks.world import CANARY, DEVELOPMENT, EXPLORED, PASSWORD

PLAN, COST_OF = b"x-graphql-plan", b"x-graphql-cost"
EXPLAIN: Headers = ((PLAN, b"explain"),)
TEAMS = "{teams(first: 1) {nodes {name}}}"
TEAM = {"teams": {"nodes": [{"name": "Team"}]}}
INJECTED = "x' OR '1'='1'; DROP TABLE hero; --"
BY_NAME = "query($n: String!) {heroes(filter: {name: {eq: $n}}) {totalCount nodes {name}}}"
SIGN_IN = "mutation($u: String!, $p: String!) {logIn(input: {username: $u, password: $p}) {userErrors {code}}}"
LISTS = "{" + " ".join(f"a{number}: heroes(first: 1) {{nodes {{id}}}}" for number in range(20)) + "}"
MANY_ROWS = "{heroes(first: 100) {nodes {team {heroes(first: 100) {nodes {team {heroes(first: 100) {nodes {id}}}}}}}}}"


def planned(attack: Attack) -> Attack:
    """In development, where plans are told."""
    return replace(attack, app=DEVELOPMENT)


def no_plan(*lines: tuple[bytes, bytes]) -> Attack:
    """Headers that ask for none of the plans that there are."""
    return planned(Attack(posted(READ, *lines), 400, INPUT))


PLANS: Table = {
    "a plan, in production": ran(TEAMS, "", statements=1, headers=EXPLAIN, data=TEAM),
    "a plan, where production has the explorer": replace(
        ran(TEAMS, "", statements=1, headers=EXPLAIN, data=TEAM), app=EXPLORED
    ),
    "a plan for an admin, in production": ran(TEAMS, "", "admin", statements=1, headers=EXPLAIN, data=TEAM),
    "a plan of what is refused, in production": refused(MANY_ROWS, COST, headers=EXPLAIN),
    "`X-GraphQL-Plan` of no meaning": no_plan((PLAN, b"analyze")),
    "`X-GraphQL-Plan` of 50 KB": no_plan((PLAN, b"x" * 50_000)),
    "`X-GraphQL-Plan` of SQL": no_plan((PLAN, b"explain; DROP TABLE hero")),
    "two plans at once": no_plan((PLAN, b"statements"), (PLAN, b"explain")),
    "a plan of what costs too much": planned(refused(MANY_ROWS, COST, headers=EXPLAIN)),
    "a plan of a price": planned(
        Attack(Document(TEAMS, headers=(*EXPLAIN, (COST_OF, b"validate"))), 200, "", data=None)
    ),
    "SQL in what EXPLAIN is given": planned(
        ran(
            BY_NAME,
            "",
            variables={"n": INJECTED},
            headers=EXPLAIN,
            statements=4,
            data={"heroes": {"totalCount": 0, "nodes": []}},
        )
    ),
    "a write, explained": planned(ran(CREATE, "", headers=EXPLAIN, statements=1, writes=frozenset({"item"}))),
    "a write by GET, explained": planned(Attack(got("query=" + quote(CREATE), "GET", *EXPLAIN), 405, INPUT)),
    "others' emails, explained": planned(ran("{users {nodes {email}}}", "", headers=EXPLAIN, statements=2)),
    "a secret, by searching for it, explained": planned(
        ran(
            f'{{search(text: "{CANARY}", first: 1) {{totalCount}}}}',
            "",
            headers=EXPLAIN,
            statements=8,
            data={"search": {"totalCount": 0}},
        )
    ),
    "the hash of a password, by a login that is explained": planned(
        ran(
            SIGN_IN,
            "INVALID_CREDENTIALS",
            variables={"u": "user1", "p": f"{PASSWORD} "},
            headers=EXPLAIN,
            statements=2,
            cpu=600,
        )
    ),
    "20 lists, explained": planned(ran(LISTS, "", headers=EXPLAIN, statements=40)),
}


def page(target: bytes, method: str = "GET", host: bytes = b"api.example") -> Sent:
    """What a browser sends."""
    return Sent(method=method, target=target, headers=((b"accept", b"text/html,*/*;q=0.1"), (b"host", host)))


def file(name: bytes, status: int, code: str = "", method: str = "GET", host: bytes = b"api.example") -> Attack:
    """A file of the explorer's, where production has that."""
    return Attack(page(b"/graphql/explorer/" + name, method, host), status, code, app=EXPLORED)


EXPLORER: Table = {
    "the explorer, in production": Attack(page(b"/graphql"), 400, INPUT),
    "its files, in production": Attack(page(b"/graphql/explorer/plain.js"), 404, ""),
    "the schema as a text, in production": Attack(page(b"/graphql/explorer/schema.graphql"), 404, ""),
    "the schema as a text, of a stranger": file(b"schema.graphql", 403, LOG_IN),
    "the schema as a picture, of a stranger": file(b"schema.svg", 403, LOG_IN),
    "the head of the schema, of a stranger": file(b"schema.svg", 403, LOG_IN, "HEAD"),
    "a file above the explorer's": file(b"../page.py", 404),
    "a file above, with a backslash": file(b"..\\page.py", 404),
    "a file of an absolute path": file(b"/etc/passwd", 404),
    "NUL in the name of a file": file(b"plain.js\0.svg", 404),
    "what the build is made of": file(b"manifest.json", 404),
    "the folder itself": file(b"", 404),
    "another file in place of one": file(b"plain.js", 405, method="PUT"),
    "the explorer for another host": file(b"plain.js", 421, INPUT, host=b"evil.example"),
    "the page by POST": Attack(page(b"/graphql", "POST"), 415, INPUT, app=EXPLORED),
    "the page, with an operation in its URL": Attack(
        Sent(method="GET", target=b"/graphql?query={__typename}", headers=((b"accept", b"text/html"),)),
        *(406, INPUT),
        app=EXPLORED,
    ),
}
