"""What the schema says of columns that models say nothing of."""

from graphql import GraphQLInputObjectType

from sqlmodel_strawberry import build_schema, resource
from tests.sqlmodel_strawberry.declarations import Owner, OwnerPublic, Pet, PetPublic


@resource(Owner, public=OwnerPublic)
class OwnerType:
    """Somebody."""


@resource(Pet, public=PetPublic, relations=["owner"])
class PetType:
    """An animal."""


def test_only_ids_are_described_as_ids() -> None:
    filters = build_schema([OwnerType, PetType]).graphql.type_map["PetFilter"]
    assert isinstance(filters, GraphQLInputObjectType)
    assert {name: field.description for name, field in filters.fields.items() if name not in ("and", "or", "not")} == {
        "id": "The opaque global id.",
        "databaseId": "The raw key.",
        "age": None,
        "owner": "There is an owner, and it passes this.",
    }
