"""The cache of documents: what strangers send cannot make it grow."""

import gc
import tracemalloc

import pytest

from graphql_schema.schema import create_schema
from sqlmodel_strawberry import Limits, RequestError, Schema
from sqlmodel_strawberry.documents.kept import Documents, InvalidDocumentError


@pytest.fixture(scope="module")
def schema() -> Schema:
    return create_schema()


def distinct(number: int) -> str:
    return f"{{__typename}}#{number}"


class TestCache:
    def test_a_document_is_made_once(self, schema: Schema) -> None:
        documents = Documents(schema.graphql, Limits())
        assert documents.get("{ __typename }") is documents.get("{ __typename }")
        assert documents.get("{ __typename }") is not documents.get("{__typename}")
        assert documents.cached == 2

    def test_it_is_known_by_the_hash_of_its_text(self, schema: Schema) -> None:
        document = Documents(schema.graphql, Limits()).get("{__typename}")
        assert document.sha256 == "ecf4edb46db40b5132295c0291d62fb65d6759a9eedfa4d5d612dd5ec54a6b38"

    def test_the_one_not_used_longest_goes(self, schema: Schema) -> None:
        documents = Documents(schema.graphql, Limits(cached_documents=2))
        kept = documents.get(distinct(1))
        for number in range(2, 50):
            documents.get(distinct(number))
            assert documents.get(distinct(1)) is kept
            assert documents.cached == min(number, 2)

    def test_its_memory_is_bounded(self, schema: Schema) -> None:
        documents = Documents(schema.graphql, Limits(cached_bytes=100_000))
        for number in range(100):
            documents.get(f"{{heroes{{nodes{{id name age}}}}}}#{number}")
            assert 0 < documents.cached_bytes <= 100_000
        assert 2 < documents.cached < 20

    def test_one_that_is_too_large_for_it_is_answered_all_the_same(self, schema: Schema) -> None:
        documents = Documents(schema.graphql, Limits(cached_bytes=10))
        assert documents.get("{__typename}").operation(None)
        assert (documents.cached, documents.cached_bytes) == (0, 0)

    @pytest.mark.parametrize(
        "document", ["{", "{nope}", "{__typename" + " __typename" * 30 + "}", "{...f}", "#" * 20_000]
    )
    def test_what_is_refused_is_not_kept(self, schema: Schema, document: str) -> None:
        documents = Documents(schema.graphql, Limits())
        with pytest.raises((RequestError, InvalidDocumentError)):
            documents.get(document)
        assert (documents.cached, documents.cached_bytes) == (0, 0)


@pytest.mark.parametrize(
    "document",
    [
        "{__typename}",
        "{heroes{nodes{" + "id name age teamId " * 12 + "}}}",
        "{heroes(filter:{age:{in:[" + "1 " * 900 + "]}}){totalCount}}",
        "{heroes(filter:{and:[" + "{age:{eq:1}}" * 100 + "]}){totalCount}}",
        "#\n" * 900 + "{__typename}",
        '{heroes(search:"' + "é" * 7_000 + '"){totalCount}}',
        "{__typename}#" + "☃" * 5_000,
        "{__typename}" + "," * 16_000,
    ],
    ids=lambda text: text[:30],
)
def test_documents_take_no_more_memory_than_is_counted(schema: Schema, document: str) -> None:
    documents = Documents(schema.graphql, Limits())
    documents.get(document)  # what is made once is made by now
    before, counted = traced(), documents.cached_bytes
    for number in range(10):
        documents.get(f"{document}#{number}")
    taken, counted = traced() - before, documents.cached_bytes - counted
    tracemalloc.stop()
    assert counted / 10 < taken <= counted + 100_000  # whatever else happens in this process


def traced() -> int:
    gc.collect()
    tracemalloc.start()
    return tracemalloc.get_traced_memory()[0]
