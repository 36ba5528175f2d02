"""Requests that are none, and ways to make a browser or a proxy send them."""

from __future__ import annotations

import gzip
import json
from urllib.parse import quote

import orjson

from tests.attacks.attack import INPUT, LOG_IN, Attack, Table
from tests.attacks.exchange import JSON, Sent
from tests.attacks.world import BATCHING

CREATE = 'mutation {createItem(input: {item: {name: "forged"}}) {item {name}}}'
BODY = orjson.dumps({"query": CREATE})
READ = orjson.dumps({"query": "{__typename}"})
FORM = b"query=" + quote(CREATE).encode()
BOUNDARY = b"multipart/form-data; boundary=x"
MULTIPART = b'--x\r\nContent-Disposition: form-data; name="operations"\r\n\r\n' + BODY + b"\r\n--x--\r\n"
TYPE = (b"content-type", JSON)
EVIL = b"https://evil.example"


def posted(body: bytes, *headers: tuple[bytes, bytes]) -> Sent:
    """A body, of JSON unless the headers say another type."""
    has_type = any(name == b"content-type" for name, _ in headers)
    return Sent(body, headers=headers if has_type else (TYPE, *headers))


def typed(media: bytes, body: bytes = BODY) -> Sent:
    """A body of another type."""
    return posted(body, (b"content-type", media))


def got(query: str, method: str = "GET", *headers: tuple[bytes, bytes]) -> Sent:
    """A URL."""
    return Sent(method=method, target=b"/graphql?" + query.encode(), headers=headers)


BODIES: Table = {
    "no body": Attack(posted(b""), 400, INPUT),
    "`5`": Attack(posted(b"5"), 400, INPUT),
    "`null`": Attack(posted(b"null"), 400, INPUT),
    "a string": Attack(posted(b'"{__typename}"'), 400, INPUT),
    "100,000 brackets": Attack(posted(b"[" * 100_000), 400, INPUT),
    "objects nested 20,000 times": Attack(posted(b'{"a":' * 20_000 + b"1" + b"}" * 20_000), 400, INPUT),
    "bad UTF-8": Attack(posted(b'{"query":"{__typename}\xff"}'), 400, INPUT),
    "UTF-16": Attack(posted('{"query":"{__typename}"}'.encode("utf-16")), 400, INPUT),
    "a byte order mark": Attack(posted(b"\xef\xbb\xbf" + READ), 400, INPUT),
    "NaN and Infinity": Attack(posted(b'{"query":"{__typename}","variables":{"a":NaN,"b":Infinity}}'), 400, INPUT),
    "a lone surrogate in JSON": Attack(posted(rb'{"query":"{__typename} #\ud800"}'), 400, INPUT),
    "`query` is a list": Attack(posted(b'{"query":["{__typename}"]}'), 400, INPUT),
    "`variables` is a list": Attack(posted(b'{"query":"{__typename}","variables":[1]}'), 400, INPUT),
    "`operationName` is an object": Attack(posted(b'{"query":"{__typename}","operationName":{}}'), 400, INPUT),
    "`extensions` is a string": Attack(posted(b'{"query":"{__typename}","extensions":"x"}'), 400, INPUT),
    "`query` twice": Attack(
        posted(b'{"query":' + json.dumps(CREATE).encode() + b',"query":"{__typename}"}'),
        *(200, ""),
        data={"__typename": "Query"},
    ),
    "`__proto__`": Attack(
        posted(b'{"query":"{__typename}","__proto__":{"admin":true}}'), 200, "", data={"__typename": "Query"}
    ),
    "300 KB, as declared": Attack(posted(READ + b" " * 300_000), 413, INPUT),
    "300 KB in chunks": Attack(Sent(READ + b" " * 300_000, is_chunked=True), 413, INPUT),
    "a gigabyte that is only declared": Attack(posted(READ, (b"content-length", b"1000000000")), 413, INPUT),
    "a length of 5,000 digits": Attack(posted(READ, (b"content-length", b"9" * 5000)), 413, INPUT),
    "a compressed gigabyte": Attack(
        posted(gzip.compress(b" " * 10_000_000), (b"content-encoding", b"gzip")), 415, INPUT
    ),
    "an unknown persisted query": Attack(
        posted(orjson.dumps({"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "0" * 64}}})),
        *(400, "PERSISTED_QUERY_NOT_SUPPORTED"),
    ),
}

TYPES: Table = {
    "a form": Attack(typed(b"application/x-www-form-urlencoded", FORM), 415, INPUT),
    "JSON as plain text": Attack(typed(b"text/plain"), 415, INPUT),
    "`text/plain, application/json`": Attack(typed(b"text/plain, application/json"), 415, INPUT),
    "`text/plain; a=application/json`": Attack(typed(b"text/plain; a=application/json"), 415, INPUT),
    "two content types": Attack(posted(BODY, (b"content-type", b"text/plain"), TYPE), 415, INPUT),
    "no content type": Attack(Sent(BODY, headers=()), 415, INPUT),
    "multipart": Attack(typed(BOUNDARY, MULTIPART), 415, INPUT),
    "`application/graphql`": Attack(typed(b"application/graphql", CREATE.encode()), 415, INPUT),
    "JSON in UTF-7": Attack(typed(b"application/json; charset=utf-7"), 415, INPUT),
    "a content type of 60 KB": Attack(typed(b'application/json; a="' + b"\\a" * 30_000), 415, INPUT),
    "an answer in HTML": Attack(got("", "GET", (b"accept", b"text/html")), 406, INPUT),
    "a stream of events": Attack(posted(READ, (b"accept", b"text/event-stream")), 406, INPUT),
    "parts of an answer": Attack(posted(READ, (b"accept", b"multipart/mixed")), 406, INPUT),
    "`Accept` of 60 KB": Attack(posted(READ, (b"accept", b"*/*;q=0," * 7_500)), 431, INPUT),
}

METHODS: Table = {
    "a mutation by GET": Attack(got(f"query={quote(CREATE)}"), 405, INPUT),
    "a mutation by HEAD": Attack(got(f"query={quote(CREATE)}", "HEAD"), 405, INPUT),
    "a mutation beside a query, by GET": Attack(
        got(f"operationName=b&query={quote('query a {__typename} ' + CREATE.replace('mutation', 'mutation b'))}"),
        *(405, INPUT),
    ),
    "GET that says it is POST": Attack(
        got(f"query={quote(CREATE)}", "GET", (b"x-http-method-override", b"POST")), 405, INPUT
    ),
    "PUT": Attack(Sent(BODY, method="PUT"), 405, INPUT),
    "DELETE": Attack(Sent(BODY, method="DELETE"), 405, INPUT),
    "TRACE": Attack(Sent(method="TRACE", headers=((b"cookie", b"canary"),)), 405, INPUT),
    "a parameter twice": Attack(got("query={__typename}&query={__schema}"), 400, INPUT),
    "1,000 parameters": Attack(got("&".join(f"a{i}=1" for i in range(1000))), 400, INPUT),
    "a URL of 300 KB": Attack(got("query={__typename}" + "%20" * 100_000), 414, INPUT),
    "a URL in bad UTF-8": Attack(got("query=%ff%fe"), 400, INPUT),
    "`variables` in a URL that nest": Attack(got("query={__typename}&variables=" + "[" * 10_000), 400, INPUT),
    "the OpenAPI description": Attack(Sent(method="GET", target=b"/openapi.json", headers=()), 404, ""),
    "`/graphql/`": Attack(Sent(BODY, target=b"/graphql/"), 404, ""),
}

BATCHES: Table = {
    "a batch, where none are taken": Attack(posted(b"[" + READ + b"]"), 400, INPUT),
    "a batch of 20,000": Attack(posted(b"[" + b",".join([READ] * 20_000) + b"]"), 413, INPUT),
    "11 of 10": Attack(posted(b"[" + b",".join([READ] * 11) + b"]"), 400, INPUT, app=BATCHING),
    "`[1,2]`": Attack(posted(b"[1,2]"), 400, INPUT, app=BATCHING),
    "an empty batch": Attack(posted(b"[]"), 400, INPUT, app=BATCHING),
    "a batch in a batch": Attack(posted(b"[[" + READ + b"]]"), 400, INPUT, app=BATCHING),
    "a batch with one Idempotency-Key": Attack(
        posted(b"[" + BODY + b"]", (b"idempotency-key", b"6b1f0d3c-7d0b-4f4e-9d0d-0c1f2a3b4c5d")),
        *(400, INPUT),
        app=BATCHING,
    ),
    "a batch of mutations by GET": Attack(got("query=" + quote(f"[{BODY.decode()}]")), 400, "GRAPHQL_PARSE_FAILED"),
}

BROWSERS: Table = {
    "another host": Attack(posted(BODY, (b"host", b"evil.example")), 421, INPUT),
    "a host that begins like ours": Attack(posted(BODY, (b"host", b"api.example.evil.example")), 421, INPUT),
    "two hosts": Attack(posted(BODY, (b"host", b"api.example"), (b"host", b"evil.example")), 421, INPUT),
    "another host, forwarded": Attack(
        posted(READ, (b"x-forwarded-host", b"evil.example")), 200, "", data={"__typename": "Query"}
    ),
    "a preflight of another origin": Attack(
        Sent(
            method="OPTIONS",
            headers=((b"origin", EVIL), (b"access-control-request-method", b"POST")),
        ),
        *(400, ""),
    ),
    "a query of another origin": Attack(posted(READ, (b"origin", EVIL)), 200, "", data={"__typename": "Query"}),
    "an origin that begins like ours": Attack(
        posted(READ, (b"origin", b"https://app.example.evil.example")), 200, "", data={"__typename": "Query"}
    ),
    "the origin `null`": Attack(posted(READ, (b"origin", b"null")), 200, "", data={"__typename": "Query"}),
    "a form of another site": Attack(
        posted(FORM, (b"origin", EVIL), (b"content-type", b"application/x-www-form-urlencoded")), 415, INPUT
    ),
    "a beacon of another site": Attack(
        posted(BODY, (b"origin", EVIL), (b"content-type", b"text/plain;charset=UTF-8")), 415, INPUT
    ),
}

HEADERS: Table = {
    "two access tokens": Attack(
        posted(READ, (b"authorization", b"Bearer a"), (b"authorization", b"Bearer b")), 401, LOG_IN
    ),
    "a password in the header": Attack(posted(READ, (b"authorization", b"Basic YWRtaW46YWRtaW4=")), 401, LOG_IN),
    "`X-GraphQL-Cost` of no meaning": Attack(posted(READ, (b"x-graphql-cost", b"x" * 10_000)), 400, INPUT),
    "`X-GraphQL-Cost` twice": Attack(
        posted(BODY, (b"x-graphql-cost", b"report"), (b"x-graphql-cost", b"validate")), 400, INPUT
    ),
    "an Idempotency-Key that others guess": Attack(posted(BODY, (b"idempotency-key", b"order-1")), 400, INPUT),
    "an Idempotency-Key of 10 KB": Attack(posted(BODY, (b"idempotency-key", b"x" * 10_000)), 400, INPUT),
    "1,000 headers": Attack(
        posted(READ, *((b"x-%d" % i, b"y") for i in range(1000))), 200, "", data={"__typename": "Query"}
    ),
}
