"""Manifests, and what is trusted: read and checked when the application starts."""

import json
from pathlib import Path
from typing import Any

import pytest

from sqlmodel_strawberry import Limits, TrustedDocuments, TrustedDocumentsError, build_schema
from tests.sqlmodel_strawberry.http.belfry import GuildType, Queries

PATH = "persisted-documents.json"


@pytest.fixture
def manifest(tmp_path: Path) -> Any:
    """`manifest(content)`: the path of a file with it."""

    def write(content: Any) -> Path:
        path = tmp_path / PATH
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        return path

    return write


class TestManifests:
    def test_of_codegen_and_relay(self, manifest: Any) -> None:
        read = TrustedDocuments.read(manifest({"4f3c": "query A { a }", "77de": "query B { b }"}))
        assert read == TrustedDocuments({"4f3c": "query A { a }", "77de": "query B { b }"}, only=False)

    def test_of_apollo(self, manifest: Any) -> None:
        content = {
            "format": "apollo-persisted-query-manifest",
            "version": 1,
            "operations": [
                {"id": "4f3c", "name": "A", "type": "query", "body": "query A { a }"},
                {"id": "77de", "name": "B", "type": "mutation", "body": "mutation B { b }"},
            ],
        }
        read = TrustedDocuments.read(manifest(content), only=True)
        assert read == TrustedDocuments({"4f3c": "query A { a }", "77de": "mutation B { b }"}, only=True)

    @pytest.mark.parametrize(
        "content",
        [
            {}, [], 5, None, "text", {"\x1b[2J": "{ a }"}, {"\ud800": "{ a }"}, {"a\nb": "{ a }"},
            {"4f3c": 5}, {"": "{ a }"}, {"4f3c": None}, {"4f3c": {"text": "{ a }"}},
            {"format": "apollo-persisted-query-manifest"},
            {"format": "apollo-persisted-query-manifest", "operations": []},
            {"format": "apollo-persisted-query-manifest", "operations": [5]},
            {"format": "apollo-persisted-query-manifest", "operations": [{"id": "4f3c"}]},
            {"format": "apollo-persisted-query-manifest", "operations": [{"id": 5, "body": "{ a }"}]},
        ],
        ids=str,
    )  # fmt: skip
    def test_what_is_none(self, manifest: Any, content: Any) -> None:
        with pytest.raises(TrustedDocumentsError) as caught:
            TrustedDocuments.read(manifest(content))
        (problem,) = caught.value.problems
        assert f"{PATH} is no manifest: write " in problem

    @pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"[" * 100_000])
    def test_what_is_not_json(self, manifest: Any, content: bytes) -> None:
        with pytest.raises(TrustedDocumentsError, match=f"{PATH} is not JSON in UTF-8"):
            TrustedDocuments.read(manifest(content))

    def test_what_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(TrustedDocumentsError, match="No such file or directory"):
            TrustedDocuments.read(tmp_path / PATH)
        with pytest.raises(TrustedDocumentsError, match="Is a directory"):
            TrustedDocuments.read(tmp_path)


class TestAtStartUp:
    def test_every_mistake_is_told_at_once(self) -> None:
        documents = {
            "0" * 64: "query Good { __typename }",
            "1" * 64: "query Misspelt { gilds { totalCount } nope }",
            "2" * 64: "query Broken {",
            "3" * 64: "query Deep($id: ID!) { ...F } mutation Other { a } fragment F on Query { "
            + " ".join(f"a{n}: __typename" for n in range(50)) + " }",
            "short": "{ guilds }",
            "nothing": "fragment F on Query { __typename }",
        }  # fmt: skip
        with pytest.raises(TrustedDocumentsError) as caught:
            build_schema([GuildType], query=[Queries], trusted_documents=TrustedDocuments(documents))
        problems = caught.value.problems
        misspelt = "Misspelt (1111111111111111…): Cannot query field "
        assert problems[:2] == [
            f"{misspelt}'gilds' on type 'Query'. Did you mean 'guilds' or 'guild'?",
            f"{misspelt}'nope' on type 'Query'. Did you mean 'node' or 'nodes'?",
        ]
        assert [each.partition(":")[0] for each in problems[2:]] == [
            "Broken (2222222222222222…)", "Deep and Other (3333333333333333…)", "short", "nothing",
        ]  # fmt: skip
        assert "50 root fields; 20 are allowed" in problems[3]
        assert str(caught.value).startswith("the trusted documents cannot be used: Misspelt")

    def test_they_keep_to_the_limits_of_the_schema(self) -> None:
        trusted = TrustedDocuments({"a": "{ a: __typename b: __typename }"})
        build_schema([GuildType], query=[Queries], trusted_documents=trusted)
        with pytest.raises(TrustedDocumentsError, match="2 aliases; 1 are allowed"):
            build_schema([GuildType], query=[Queries], trusted_documents=trusted, limits=Limits(aliases=1))

    def test_only_trusted_ones_and_automatic_ones_exclude_each_other(self) -> None:
        trusted = TrustedDocuments({"a": "{ __typename }"}, only=True)
        with pytest.raises(ValueError, match="automatic persisted queries take any document"):
            build_schema([GuildType], query=[Queries], trusted_documents=trusted, automatic_persisted_queries=True)
