"""Media types are compared as a whole, never by a part of their text."""

import time

import pytest
from httpx import AsyncClient
from hypothesis import given
from hypothesis import strategies as st

from sqlmodel_strawberry.http.headers import folded
from sqlmodel_strawberry.http.media import HTML, best, is_json, parse
from tests.sqlmodel_strawberry.http.belfry import ECHO, GRAPHQL_JSON, JSON, RING, rung

OFFERS = (GRAPHQL_JSON, JSON)
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"

ACCEPTED = {
    "": JSON,
    "*/*": JSON,
    "application/*": JSON,
    JSON: JSON,
    "APPLICATION/JSON": JSON,
    GRAPHQL_JSON: GRAPHQL_JSON,
    f"{GRAPHQL_JSON}, {JSON};q=0.9": GRAPHQL_JSON,
    f"{JSON};q=0.9,{GRAPHQL_JSON}": GRAPHQL_JSON,
    f"{JSON}, {GRAPHQL_JSON}": GRAPHQL_JSON,
    f"{JSON}, {GRAPHQL_JSON};q=0.9": JSON,
    f"{GRAPHQL_JSON};q=0, */*": JSON,
    f"{JSON};q=0, */*": GRAPHQL_JSON,
    f"{JSON};q=0.1, */*;q=0.2": GRAPHQL_JSON,
    f"{JSON}; charset=utf-8": JSON,
    f'{JSON};charset="UTF-8"': JSON,
    f"{GRAPHQL_JSON} ; charset=utf-8 ; q=0.5 ; level=1": GRAPHQL_JSON,
    f"{JSON};q=0.5, {JSON};charset=utf-8;q=0": None,
    f"multipart/mixed;deferSpec=20220824, {JSON}": JSON,
    f'multipart/mixed;boundary=",", {GRAPHQL_JSON}': GRAPHQL_JSON,
    f"text/plain, , {JSON}": JSON,
    "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2": JSON,
    BROWSER: JSON,
    "*/*;q=0": None,
    f"{JSON};q=0": None,
    f"{JSON};q=0.000, {GRAPHQL_JSON};q=0": None,
    "*/*;q=0.0, application/*;q=0": None,
    "text/plain": None,
    "text/*": None,
    f"x{JSON}": None,
    f"{JSON}p": None,
    "application/json-patch+json": None,
    f"{JSON};charset=iso-8859-1": None,
    f"{JSON};version=2": None,
    f'text/plain;note="{JSON}"': None,
    f'text/plain;note=", {JSON}': None,
    f"{JSON};q=2": None,
    f"{JSON};q=high": None,
    f"{JSON};q=-1": None,
    f"{JSON} {JSON}": None,
    "application /json": None,
    "application/": None,
    "json": None,
    "*": None,
}

JSON_TYPES = [JSON, "Application/JSON", f" {JSON} ", f"{JSON};charset=utf-8", f'{JSON} ; Charset="UTF-8"', f"{JSON};"]
OTHER_TYPES = [
    "",
    "text/plain",
    "text/plain, application/json",
    "application/json, text/plain",
    "application/json, application/json",
    "application/json;charset=utf-16",
    "application/json;charset=utf-8;charset=latin-1",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=application/json",
    'text/plain; note="application/json"',
    "application/jsonp",
    "application/graphql",
    GRAPHQL_JSON,
    "application/json charset=utf-8",
    "application/*",
    "*/*",
]


class TestAccept:
    @pytest.mark.parametrize(("accept", "chosen"), ACCEPTED.items())
    def test_choice(self, accept: str, chosen: str | None) -> None:
        assert best(accept.encode(), OFFERS) == chosen

    @pytest.mark.parametrize(
        ("accept", "chosen"),
        [
            (BROWSER, HTML),
            (f"{HTML}, {JSON}", JSON),
            (f"{HTML};q=0.9, {JSON}", JSON),
            (f"{HTML}, {JSON};q=0.9", HTML),
            ("text/*", HTML),
            ("*/*", JSON),
            ("", JSON),
            (f"{HTML};q=0", None),
        ],
    )
    def test_a_page_is_for_who_prefers_it(self, accept: str, chosen: str | None) -> None:
        assert best(accept.encode(), (*OFFERS, HTML)) == chosen

    @given(st.text())
    def test_any_text_has_an_answer(self, accept: str) -> None:
        assert best(accept.encode(), OFFERS) in {None, JSON, GRAPHQL_JSON}

    @given(st.data())
    def test_order_does_not_matter(self, data: st.DataObject) -> None:
        types = st.sampled_from(["*/*", "application/*", JSON, GRAPHQL_JSON, "text/html"])
        quality = st.integers(0, 1000).map(lambda number: f"{number / 1000:.3f}")
        ranges = data.draw(st.lists(st.tuples(types, quality), min_size=1, unique_by=lambda pair: pair[0]))
        chosen = best((",".join(f"{type_};q={q}" for type_, q in ranges)).encode(), OFFERS)
        shuffled = data.draw(st.permutations(ranges))
        assert best((" , ".join(f"{type_} ; Q={q}" for type_, q in shuffled)).encode(), OFFERS) == chosen
        assert chosen not in {type_ for type_, q in ranges if float(q) == 0}

    @given(st.from_regex(r"[a-z]{1,4}/[a-z+-]{1,8}", fullmatch=True), st.text('abj/ ;="\\,q01.*\t'))
    def test_another_type_is_not_ours_whatever_its_parameters(self, type_: str, value: str) -> None:
        quoted = value.replace("\\", "\\\\").replace('"', '\\"')
        assert best((f'{type_};p="{quoted}"').encode(), OFFERS) is None
        assert [media.parameters for media in parse(f'{type_};p="{quoted}"')] == [[("p", value)]]

    @pytest.mark.parametrize(
        "part", ['"\\', '"', '\\"', ";", " ;", "; ", " ", "\t;", ",", ",;", "a/b;c=", 'a/b;c="', "*/*,", "a", "a/b "]
    )
    def test_reading_takes_time_linear_in_the_length(self, part: str) -> None:
        started = time.process_time()
        best((part * (200_000 // len(part))).encode(), OFFERS)
        is_json((part * (200_000 // len(part))).encode())
        assert time.process_time() - started < 20  # quadratic would be minutes, on any machine


class TestContentType:
    @pytest.mark.parametrize("value", JSON_TYPES)
    def test_json(self, value: str) -> None:
        assert is_json(value.encode())
        twice = [(b"content-type", value.encode())] * 2
        assert not is_json(folded(twice)[b"content-type"])

    @pytest.mark.parametrize("value", OTHER_TYPES)
    def test_anything_else(self, value: str) -> None:
        assert not is_json(value.encode())

    def test_none(self) -> None:
        assert not is_json(b"")

    def test_one_that_is_cut_in_two(self) -> None:
        lines = [(b"content-type", b'application/json;a="'), (b"content-type", b'"')]
        assert not is_json(folded(lines)[b"content-type"])

    @given(st.binary())
    def test_any_bytes_have_an_answer(self, value: bytes) -> None:
        assert is_json(value) in {True, False}


class TestOverHttp:
    @pytest.mark.parametrize(("accept", "chosen"), [(a, c) for a, c in ACCEPTED.items() if a.isprintable()])
    async def test_answers_are_of_the_type_that_was_chosen(
        self, http: AsyncClient, accept: str, chosen: str | None
    ) -> None:
        response = await http.post("/graphql", json={"query": ECHO}, headers={"accept": accept})
        assert response.status_code == (200 if chosen else 406)
        assert response.headers["content-type"] == f"{chosen or JSON}; charset=utf-8"
        if chosen:
            assert response.json() == {"data": {"echo": "Ding"}}

    async def test_without_accept(self, http: AsyncClient) -> None:
        del http.headers["accept"]
        response = await http.post("/graphql", json={"query": ECHO})
        assert (response.status_code, response.headers["content-type"]) == (200, f"{JSON}; charset=utf-8")

    async def test_several_headers_are_one_list(self, http: AsyncClient) -> None:
        headers = [("accept", "text/html"), ("accept", GRAPHQL_JSON)]
        response = await http.post("/graphql", json={"query": ECHO}, headers=headers)
        assert response.headers["content-type"] == f"{GRAPHQL_JSON}; charset=utf-8"

    async def test_an_endless_accept(self, http: AsyncClient) -> None:
        response = await http.post("/graphql", json={"query": RING}, headers={"accept": "*/*," * 2000})
        assert response.status_code == 431
        assert rung == []

    async def test_refusals_are_of_the_type_that_was_chosen(self, http: AsyncClient) -> None:
        for accept in (JSON, GRAPHQL_JSON):
            response = await http.post("/graphql", content=b"5", headers={"content-type": JSON, "accept": accept})
            assert (response.status_code, response.headers["content-type"]) == (400, f"{accept}; charset=utf-8")
            assert [error["extensions"] for error in response.json()["errors"]] == [{"code": "BAD_USER_INPUT"}]

    @pytest.mark.parametrize(
        "types", [[], *([value] for value in OTHER_TYPES), [JSON, JSON], ["text/plain", JSON], [JSON, "text/plain"]]
    )
    @pytest.mark.parametrize("accept", [JSON, GRAPHQL_JSON])
    async def test_other_bodies_never_execute(self, http: AsyncClient, types: list[str], accept: str) -> None:
        headers = [("accept", accept), *(("content-type", value) for value in types)]
        response = await http.post(
            "/graphql", content=b'{"query": "mutation { ring(name: \\"a\\") }"}', headers=headers
        )
        assert response.status_code == 415
        assert response.headers["accept-post"] == JSON
        assert [error["extensions"] for error in response.json()["errors"]] == [{"code": "BAD_USER_INPUT"}]
        assert rung == []

    @pytest.mark.parametrize("encoding", ["gzip", "br", "identity, gzip", "x"])
    async def test_compressed_bodies_never_execute(self, http: AsyncClient, encoding: str) -> None:
        response = await http.post("/graphql", json={"query": RING}, headers={"content-encoding": encoding})
        assert response.status_code == 415
        assert rung == []
        response = await http.post("/graphql", json={"query": RING}, headers={"content-encoding": "Identity"})
        assert (response.status_code, rung) == (200, ["Tenor"])
