"""Documents of clients are found wherever clients keep them."""

import json
import os
import time
from pathlib import Path

import pytest
from graphql import GraphQLSyntaxError, build_schema, parse, validate

from sqlmodel_strawberry.client_documents.files import ClientDocument, ClientDocumentsError, read_documents
from tests.documents import ROOT

CODE = """import { gql } from '@apollo/client';

const Parts = gql`
  fragment Parts on Hero { id }
`;

export const Heroes = gql`
  query Heroes { heroes { nodes { ...Parts } } }
  ${Parts}
`;
const Named = graphql(/* GraphQL */ `query Named { teams { totalCount } }`);
const notOne = other`query Other { x }`;
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths are told relative to the folder that one stands in."""
    monkeypatch.chdir(tmp_path)


def write(name: str, text: str) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


class TestTemplates:
    def test_they_are_found_with_the_fragments_they_need(self) -> None:
        heroes, named = read_documents([write("src/heroes.tsx", CODE)])
        assert [definition.name.value for definition in parse(heroes.text).definitions] == ["Heroes", "Parts"]  # type: ignore[attr-defined]
        assert named.text.strip() == "query Named { teams { totalCount } }"
        assert heroes.source == str(Path("src/heroes.tsx"))

    def test_mistakes_are_where_they_are_in_the_code(self) -> None:
        (document,) = read_documents([write("a.ts", "\n\nconst x = 1; gql`query {`\n")])
        with pytest.raises(GraphQLSyntaxError) as raised:
            parse(document.text)
        assert [(each.line, each.column) for each in raised.value.locations or ()] == [(3, 25)]

    def test_mistakes_in_fragments_of_others_are_where_those_are(self) -> None:
        write("parts.ts", "\nconst a = gql`fragment A on Query { ...B\n  wrong }`;\n")
        write("more.graphql", "# B\n  fragment B on Query { wrong }")
        code = write("one.ts", "gql`query One { ...A }`;")
        (document,) = read_documents([code, Path("parts.ts"), Path("more.graphql")])
        errors = validate(build_schema("type Query { a: Int }"), parse(document.text))
        assert sorted(map(document.located, errors)) == [
            "Cannot query field 'wrong' on type 'Query'. (line 2, column 25 of more.graphql)",
            "Cannot query field 'wrong' on type 'Query'. (line 3, column 3 of parts.ts)",
        ]

    def test_those_of_packages_are_not_ours(self) -> None:
        write("node_modules/x/index.js", "gql`query A { a }`")
        with pytest.raises(ClientDocumentsError, match=r"and no template of GraphQL$"):
            read_documents([Path().resolve()])

    def test_code_is_read_in_time_in_proportion_to_it(self) -> None:
        """What looks like the beginning of a template, and many templates, are not sought to the end each time."""
        began = time.process_time()
        with pytest.raises(ClientDocumentsError):
            read_documents([write("a.ts", "gql/*" * 60_000)])
        many = read_documents([write("b.ts", "gql`query A { a }`;\n" * 4_000)])
        assert many[-1].text.count("\n") == 3_999
        assert time.process_time() - began < 10

    def test_the_frontend_of_the_examples(self) -> None:
        found = read_documents([ROOT / "examples" / "frontend" / "src"])
        assert any("query Heroes(" in each.text and "fragment HeroRow" in each.text for each in found)


class TestFiles:
    def test_of_a_folder_and_all_below(self) -> None:
        write("a/b/one.graphql", "query One { a }")
        write("a/two.gql", "query Two { a }")
        write("a/types.graphql", "type Query { a: Int }")
        write("a/three.txt", "query Three { a }")
        assert [each.text for each in read_documents([Path("a")])] == ["query One { a }", "query Two { a }"]

    def test_of_linked_folders_too_each_once(self) -> None:
        write("elsewhere/one.graphql", "query One { a }")
        write("a/two.graphql", "query Two { a }")
        for name, target in {"a/link": "elsewhere", "a/same": "elsewhere", "elsewhere/round": "elsewhere"}.items():
            Path(name).symlink_to(Path(target).resolve())
        assert sorted(each.text for each in read_documents([Path("a")])) == ["query One { a }", "query Two { a }"]

    def test_a_folder_that_is_named_like_a_file(self) -> None:
        write("a/queries.graphql/one.graphql", "query One { a }")
        assert [each.text for each in read_documents([Path("a")])] == ["query One { a }"]

    def test_a_folder_that_may_not_be_read_is_not_passed_over(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """What is in it would be taken for unbroken. (Who runs this may be root, who may read everything.)"""
        write("a/one.graphql", "query One { a }")
        write("a/closed/two.graphql", "query Two { a }")
        scandir = os.scandir

        def refuse(path: str) -> object:
            if str(path).endswith("closed"):
                raise PermissionError(13, "Permission denied", path)
            return scandir(path)

        monkeypatch.setattr(os, "scandir", refuse)
        with pytest.raises(ClientDocumentsError, match=r"^cannot read a.closed: Permission denied$"):
            read_documents([Path("a")])

    def test_fragments_of_fragments(self) -> None:
        write("a/one.graphql", "query One { ...A }")
        write("a/parts.graphql", "fragment A on Query { ...B } fragment B on Query { b } fragment C on Query { c }")
        (found,) = read_documents([Path("a")])
        assert (found.text.count("fragment"), "fragment C" in found.text) == (2, False)

    def test_of_a_manifest(self) -> None:
        path = write("manifest.json", json.dumps({"ab" * 32: "{ a }", "short": "{ b }"}))
        assert read_documents([path]) == [
            ClientDocument("manifest.json abababababababab…", "{ a }"),
            ClientDocument("manifest.json short", "{ b }"),
        ]

    def test_what_does_not_parse_is_a_document_too(self) -> None:
        assert [each.text for each in read_documents([write("a.graphql", "query {")])] == ["query {"]
