"""The schema map: what is in it, that nothing lies on something else, and that it is the same every time."""

from itertools import combinations
from xml.etree import ElementTree

import pytest
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from graphql_schema.schema import create_schema
from sqlmodel_strawberry import build_schema, resource
from sqlmodel_strawberry.schema_map.edges import edges
from sqlmodel_strawberry.schema_map.layout import Box, place
from sqlmodel_strawberry.schema_map.picture import schema_map
from tests.sqlmodel_strawberry.workshop import Guild, GuildPublic, Smith, SmithPublic

SCHEMA = create_schema()
SVG = "{http://www.w3.org/2000/svg}"


@resource(Guild, public=GuildPublic, relations=["smiths"])
class GuildType:
    """Who works together."""


@resource(Smith, public=SmithPublic, relations=["guild"])
class SmithType:
    """Who works with metal."""


def texts(picture: str) -> dict[str, list[str]]:
    """What each box says, by its type."""
    root = ElementTree.fromstring(picture)
    boxes = [each for each in root.iter(f"{SVG}g") if each.get("data-type")]
    return {str(box.get("data-type")): [str(text.text) for text in box.iter(f"{SVG}text")] for box in boxes}


class TestPicture:
    def test_boxes_have_fields_and_relations(self) -> None:
        said = texts(schema_map(build_schema([GuildType, SmithType])))
        assert said["Guild"] == ["Guild", "id", "ID!", "name", "String!", "smiths", "[Smith]"]
        assert said["Smith"][-2:] == ["guild", "Guild"]

    def test_one_edge_for_a_relation_and_the_one_that_leads_back(self) -> None:
        picture = schema_map(build_schema([GuildType, SmithType]))
        assert picture.count('class="edge"') == 1
        assert "<title>Guild.smiths – Smith.guild</title>" in picture

    def test_it_is_the_same_every_time(self) -> None:
        assert schema_map(create_schema()) == schema_map(SCHEMA)

    def test_nothing_but_public_columns(self) -> None:
        picture = schema_map(SCHEMA)
        assert "hashed" not in picture.lower()
        assert "secretName" not in picture

    def test_it_fetches_nothing(self) -> None:
        picture = schema_map(SCHEMA)
        assert picture.count("http") == picture.count('xmlns="http://www.w3.org/2000/svg"') == 1
        assert "url(" not in picture
        assert "<script" not in picture


class TestEdges:
    @pytest.mark.parametrize(
        ("relation", "back", "many", "many_to_many"),
        [
            ("Team.heroes", "Hero.team", True, False),
            ("User.profile", "Profile.user", False, False),
            ("Category.children", "Category.parent", True, False),
            ("Post.tags", "Tag.posts", True, True),
        ],
    )
    def test_of_the_application(self, relation: str, back: str, many: bool, many_to_many: bool) -> None:
        made = {f"{edge.relation.source.name}.{edge.relation.name}": edge for edge in edges(SCHEMA.resources.values())}
        edge = made[relation]
        assert edge.back
        assert f"{edge.back.source.name}.{edge.back.name}" == back
        assert (edge.is_many, edge.is_many_to_many) == (many, many_to_many)


def placed(names: str, *links: tuple[str, str]) -> dict[str, Box]:
    boxes = {name: Box(100, 40 + 20 * index) for index, name in enumerate(names)}
    place(boxes, links)
    return boxes


class TestLayout:
    @pytest.mark.parametrize(
        ("names", "links"),
        [
            ("", []),
            ("a", [("a", "a")]),
            ("abc", [("a", "b"), ("b", "c"), ("c", "a")]),
            ("abcdef", [("a", "b"), ("a", "c"), ("a", "d"), ("d", "e")]),
            ("abcdef", []),
            ("abcdefgh", [("a", "c"), ("b", "c"), ("c", "d"), ("a", "d"), ("e", "f")]),
        ],
    )
    def test_no_box_is_on_another(self, names: str, links: list[tuple[str, str]]) -> None:
        boxes = placed(names, *links).values()
        for one, other in combinations(boxes, 2):
            beside = one.x + one.width < other.x or other.x + other.width < one.x
            assert beside or one.y + one.height < other.y or other.y + other.height < one.y
        assert all(box.x >= 0 and box.y >= 0 for box in boxes)

    def test_links_lead_to_the_right(self) -> None:
        boxes = placed("dcba", ("a", "b"), ("b", "c"), ("a", "c"), ("c", "d"))
        assert boxes["a"].x < boxes["b"].x < boxes["c"].x < boxes["d"].x

    def test_what_belongs_to_nothing_stands_beside_the_rest(self) -> None:
        boxes = placed("abx", ("a", "b"))
        assert boxes["x"].x > boxes["b"].x


class OwnModel(SQLModel, registry=registry()):
    """Its tables are none of the application's."""


class Lone(OwnModel, table=True):
    """A table that leads nowhere."""

    id: int | None = Field(default=None, primary_key=True)


class LonePublic(SQLModel):
    id: int


@resource(Lone, public=LonePublic)
class LoneType:
    """Leads nowhere."""


def test_a_schema_of_one_resource() -> None:
    assert texts(schema_map(build_schema([LoneType]))) == {"Lone": ["Lone", "id", "ID!"]}
