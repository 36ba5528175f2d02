"""What can be asked for on the command line, and what is said of what cannot."""

import pytest

from app.scaffolding.fields import Relation, ScalarField, parse_fields
from app.scaffolding.mistakes import ScaffoldingError
from app.scaffolding.names import resource_name
from app.scaffolding.resource import targets
from graphql_schema.schema import create_schema

TARGETS = targets(create_schema().resources)


class TestNames:
    @pytest.mark.parametrize("text", ["GameConsole", "game_console"])
    def test_both_ways_to_write_one(self, text: str) -> None:
        name = resource_name(text)
        assert (name.cls, name.snake, name.words, name.phrase) == (
            *("GameConsole", "game_console"),
            *("game console", "A game console"),
        )

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("two words", "'two words' is no name of a resource"),
            ("gadget-2", "is no name of a resource"),
            ("2nd", "is no name of a resource"),
            ("", "is no name of a resource"),
            ("../Gadget", "is no name of a resource"),
            ("GadgetPublic", "GadgetPublic would be taken for the Public of something"),
            ("gadget_connection", "GadgetConnection would be taken for the Connection"),
            ("Query", "Query means something already"),
            ("class", "Class means something already"),
            ("match", "Match means something already"),
        ],
    )
    def test_what_is_none(self, text: str, said: str) -> None:
        with pytest.raises(ScaffoldingError, match=said):
            resource_name(text)


class TestFields:
    @pytest.mark.parametrize(
        ("text", "field"),
        [
            ("name:str", ScalarField("name", "str", length=200)),
            ("name:str:80", ScalarField("name", "str", length=80)),
            ("name:str:80:unique", ScalarField("name", "str", unique=True, length=80)),
            ("name:str:unique:80", ScalarField("name", "str", unique=True, length=80)),
            ("note:text?", ScalarField("note", "text", optional=True, length=20_000)),
            ("age:int?", ScalarField("age", "int", optional=True)),
            ("price:decimal", ScalarField("price", "decimal", digits=(12, 2))),
            ("price:decimal:8.3?", ScalarField("price", "decimal", optional=True, digits=(8, 3))),
            ("price:decimal?:8.3", ScalarField("price", "decimal", optional=True, digits=(8, 3))),
            ("kind:enum:big,very_small", ScalarField("kind", "enum", values=("big", "very_small"))),
            ("team:Team", Relation("team", TARGETS["Team"])),
            ("home:Team?:unique", Relation("home", TARGETS["Team"], optional=True, unique=True)),
            ("order:Order", Relation("order", TARGETS["Order"])),
        ],
    )
    def test_what_it_asks_for(self, text: str, field: ScalarField | Relation) -> None:
        assert parse_fields([text], TARGETS) == [field]

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("name", "name needs a type: name:str, say. There are str, text"),
            ("Name:str", "'Name' is no name of a field: write it in snake case"),
            ("a__b:str", "is no name of a field"),
            ("id:int", "no field may be called id: every resource has one"),
            ("version:int", "no field may be called version: it counts changes"),
            ("class:str", "no field may be called class"),
            ("json:str", "no field may be called json"),
            ("model_dump:str", "no field may be called model_dump"),
            ("name:string", "'string' is no type of a field. There are str, text, .* and the resources Team, Hero"),
            ("gadget:Nope", "'Nope' is no type of a field"),
            ("line:OrderItem", "'OrderItem' is no type of a field"),
            ("name:str:long", "name cannot have 'long' as its maximal length"),
            ("name:str:0", "name cannot have '0' as its maximal length"),
            ("name:str:1:2", "name:str takes no '2': its maximal length, \\? and unique"),
            ("age:int:3", "age:int takes no '3': only \\? and unique"),
            ("price:decimal:2.8", "price cannot have '2.8' as its digits"),
            ("price:decimal:19.2", "at most 18"),
            ("price:decimal:8", "price cannot have '8' as its digits"),
            ("kind:enum", "kind cannot have '' as a value: list them"),
            ("kind:enum:a,B", "kind cannot have 'B' as a value"),
            ("kind:enum:a,a", "kind has a value twice"),
            ("kind:enum:a,b:unique", "kind:enum cannot be unique"),
            ("team:Team:80", "team:Team takes no '80'"),
        ],
    )
    def test_what_cannot_be(self, text: str, said: str) -> None:
        with pytest.raises(ScaffoldingError, match=said):
            parse_fields([text], TARGETS)

    @pytest.mark.parametrize("texts", [["a:str", "a:int"], ["team:Team", "team_id:int"]])
    def test_two_of_one_name(self, texts: list[str]) -> None:
        with pytest.raises(ScaffoldingError, match="there are two fields called"):
            parse_fields(texts, TARGETS)

    def test_none(self) -> None:
        with pytest.raises(ScaffoldingError, match="a resource needs a field"):
            parse_fields([], TARGETS)
