"""Every limit of a document and of variables: what just fits, what does not, and what is said of it."""

from contextlib import suppress
from typing import Any

import pytest
from graphql import get_introspection_query

from graphql_schema.schema import create_schema
from sqlmodel_strawberry import Limits, RequestError, Schema
from sqlmodel_strawberry.documents.kept import Documents, InvalidDocumentError
from sqlmodel_strawberry.limits.variables import check_variables
from tests.queries.corpus import CASES


@pytest.fixture(scope="module")
def schema() -> Schema:
    return create_schema()


def refusal(schema: Schema, limits: Limits, document: str) -> str:
    with pytest.raises(RequestError) as caught:
        Documents(schema.graphql, limits).get(document)
    assert caught.value.extensions == {"code": "DOCUMENT_LIMIT_EXCEEDED"}
    return caught.value.message


F = "fragment f on Query{__typename}"
NODES = "{heroes{nodes{%s}}}"

CEILINGS: list[tuple[str, int, str, str, str]] = [
    (
        "operations", 2,
        "query a{__typename} query b{__typename}",
        "query a{__typename} query b{__typename} query c{__typename}",
        "This document has 3 operations; 2 are allowed: send the one that is to run.",
    ),
    (
        "fragments", 1,
        "{...f}" + F,
        "{...f ...g}" + F + "fragment g on Query{__typename}",
        "This document has 2 fragments; 1 are allowed: send those that are used, or put some together.",
    ),
    (
        "variables", 1,
        "query($a:Int){heroes(first:$a){totalCount}}",
        "query($a:Int,$b:Int){heroes(first:$a,offset:$b){totalCount}}",
        "This operation has 2 variables; 1 are allowed: put some together in input objects.",
    ),
    (
        "root_fields", 2,
        "{__typename heroes{nodes{id name team{id name}}}}",
        "{__typename __typename __typename}",
        "This operation has 3 root fields; 2 are allowed: send several operations.",
    ),
    (
        "root_fields", 4,
        "{...f ...{...{...f} __typename} a:__typename}" + F,
        "{...f ...{...{...f ...f} __typename} a:__typename}" + F,
        "This operation has 5 root fields; 4 are allowed: send several operations.",
    ),
    (
        "fields", 4,
        "{heroes{nodes{id name}}}",
        "{heroes{nodes{id name age}}}",
        "This operation has 5 fields; 4 are allowed: split it, or spread fewer fragments.",
    ),
    (
        "fields", 42,
        NODES % ("...h " * 10) + "fragment h on Hero{id name age teamId}",
        NODES % ("...h " * 11) + "fragment h on Hero{id name age teamId}",
        "This operation has 46 fields; 42 are allowed: split it, or spread fewer fragments.",
    ),
    (
        "aliases", 2,
        NODES % "a:id b:id",
        NODES % "...h ...h" + "fragment h on Hero{a:id ...{b:id}}",
        "This operation has 4 aliases; 2 are allowed: ask for lists, or send several operations.",
    ),
    (
        "directives", 2,
        "{__typename @skip(if:false) ...@include(if:true){__typename}}",
        "{__typename @skip(if:false) ...f @include(if:true)} fragment f on Query{__typename @skip(if:false)}",
        "This operation has 3 directives; 2 are allowed: include or skip more at once.",
    ),
    (
        "nesting", 3,
        NODES % "id",
        NODES % "...{id}",
        "This document nests more than 3 levels deep, which is what is allowed: nest less.",
    ),
    (
        "nesting", 4,
        NODES % "...h" + "fragment h on Hero{id}",
        NODES % "...h" + "fragment h on Hero{...{id}}",
        "This document nests more than 4 levels deep, which is what is allowed: nest less.",
    ),
    (
        "nesting", 3,
        "{heroes(filter:{and:[{}]}){totalCount}}",
        "{heroes(filter:{and:[{not:{}}]}){totalCount}}",
        "This document nests more than 3 levels deep, which is what is allowed: nest less.",
    ),
    (
        "name_characters", 12,
        NODES % "aaaaaaaaaaaa:id",
        NODES % "aaaaaaaaaaaaa:id",
        "This document has 13 characters in one name; 12 are allowed: choose a shorter one.",
    ),
    (
        "list_inputs", 2,
        "{heroes(filter:{age:{in:[1 2]}}){totalCount}}",
        "query($f:HeroFilter={age:{in:[1 2 3]}}){heroes(filter:$f){totalCount}}",
        "This document has 3 values in one list; 2 are allowed: ask for fewer at a time.",
    ),
    (
        "introspection_lists", 2,
        "{__schema{types{fields{name type{name}}}}}",
        "{__schema{types{fields{name args{name}}}}}",
        "This operation has 3 lists of the schema; 2 are allowed: ask for each once.",
    ),
    (
        "introspection_lists", 2,
        "{__schema{types{...t}}} fragment t on __Type{fields{name}}",
        "{__schema{types{...t a:fields{name}}}} fragment t on __Type{fields{name}}",
        "This operation has 3 lists of the schema; 2 are allowed: ask for each once.",
    ),
    (
        "comparisons", 12,
        NODES % "id id id id",
        NODES % "id id id id id",
        "This document asks for the same fields so often that more than 12 comparisons were needed to merge them, "
        "which is what is allowed: select each once, in fewer fragments.",
    ),
    (
        "tokens", 4,
        "{__typename,__typename}# a comment",
        "{a:__typename b:__typename}",
        "The document has more than 4 tokens: split it.",
    ),
    (
        "tokens", 5,
        "#\n#\n#\n#\n#\n{__typename}",
        "#\n#\n#\n#\n#\n#\n{__typename}",
        "The document has more than 5 comments: split it.",
    ),
    (
        "document_bytes", 14,
        "{__typename}#é"[:13],
        "{__typename}#é#",
        "The document is longer than 14 bytes: split it, or put values into variables.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("limit", "ceiling", "fits", "over", "message"), CEILINGS)
def test_what_fits_and_what_does_not(
    schema: Schema, limit: str, ceiling: int, fits: str, over: str, message: str
) -> None:
    values: dict[str, Any] = {limit: ceiling}
    Documents(schema.graphql, Limits(**values)).get(fits)
    assert refusal(schema, Limits(**values), over) == message


def test_counting_ends_where_it_is_of_no_use(schema: Schema) -> None:
    fragments = "".join(f"fragment f{i} on Hero{{...f{i + 1} ...f{i + 1}}}" for i in range(40))
    message = refusal(schema, Limits(), NODES % "...f0" + fragments + "fragment f40 on Hero{id}")
    assert message.startswith("This operation has 1000000000 or more fields; 1000 are allowed: ")


def test_what_real_clients_send_fits(schema: Schema) -> None:
    documents = [case.query for case in CASES]
    documents.append(get_introspection_query(True, True, True, True, True, False, True))
    documents.append(get_introspection_query())
    for document in documents:
        with suppress(InvalidDocumentError):  # one case of the corpus is
            schema.documents.get(document)


class TestVariables:
    @pytest.mark.parametrize(
        ("limits", "fits", "over", "message"),
        [
            (
                Limits(list_inputs=2),
                {"a": [1, [2, 3]], "b": {"c": [4, 5]}},
                {"a": 1, "b": {"c": [4, 5, 6]}},
                "Variable $b lists 3 values; 2 are allowed in one list: send fewer at a time.",
            ),
            (
                Limits(input_values=6),
                {"a": [1, 2], "b": {"c": 1}, "c": None},
                {"a": [1, 2], "b": {"c": 1}, "c": [None]},
                "The variables hold more than 6 values: send fewer at a time.",
            ),
            (
                Limits(nesting=2),
                {"a": {"b": [1]}},
                {"x": 1, "a": {"b": [[]]}},
                "Variable $a nests more than 2 levels deep: nest less.",
            ),
        ],
    )
    def test_what_fits_and_what_does_not(self, limits: Limits, fits: Any, over: Any, message: str) -> None:
        check_variables(fits, limits)
        with pytest.raises(RequestError) as caught:
            check_variables(over, limits)
        assert (caught.value.message, caught.value.extensions) == (message, {"code": "BAD_USER_INPUT"})
