"""Rules that look into tables which the statement around them reads too."""

from typing import Any

import pytest
import sqlalchemy as sa

from sqlmodel_strawberry import Context, Database, Policy, Request, Schema, build_schema, resource
from tests.sqlmodel_strawberry.policies.clinic_tables import Allergy, AllergyPublic, Patient, PatientPublic, allergy_of
from tests.sqlmodel_strawberry.policies.clinics import Clinic

people = Patient.metadata.tables["patient"]


def of_nobody_famous(viewer: Any, allergy: Any) -> Any:
    """Not an allergy of anybody whom the papers write about: without an alias of the table of links."""
    found = sa.select(1).select_from(allergy_of.join(people)).where(people.c.famous)
    return ~sa.exists(found.where(allergy_of.c.allergy_id == allergy.id))


def of_anybody(viewer: Any, allergy: Any) -> Any:
    """An allergy that somebody has: of the table of links alone."""
    return sa.exists().where(allergy_of.c.allergy_id == allergy.id)


def made(rule: Any) -> Schema:
    patients = resource(Patient, public=PatientPublic, relations=["allergies"])
    allergies = resource(Allergy, public=AllergyPublic, relations=["patients"], policy=Policy(read=rule))
    return build_schema([patients(type("Patients", (), {})), allergies(type("Allergies", (), {}))])


async def asked(schema: Schema, database: Database, query: str) -> Any:
    result = await schema.execute(Request(query, {}), Context(database.session(), None))
    assert not result.errors, result.errors
    return result.data


@pytest.mark.parametrize(("rule", "there"), [(of_nobody_famous, {"A3"}), (of_anybody, {"A1", "A2", "A3"})])
async def test_a_rule_means_the_same_wherever_it_stands(clinic: Clinic, rule: Any, there: set[str]) -> None:
    """In the lists of patients the statement reads the links too, of this patient only."""
    schema, database = made(rule), clinic.database
    links = {1: ["A1", "A2", "A3"], 3: ["A1"], 4: ["A1", "A2"], 5: ["A3"]}
    shown = {key: [name for name in links.get(key, []) if name in there] for key in range(1, 7)}
    found = (await asked(schema, database, "{ allergies { totalCount nodes { name } } }"))["allergies"]
    assert found == {"totalCount": len(there), "nodes": [{"name": name} for name in sorted(there)]}
    below = "totalCount nodes { name } aggregate { count } groups(by: SECRET) { aggregate { count } }"
    query = f"{{ patients {{ nodes {{ databaseId allergies {{ {below} }} }} }} }}"
    for node in (await asked(schema, database, query))["patients"]["nodes"]:
        names, allergies = shown[node["databaseId"]], node["allergies"]
        assert [each["name"] for each in allergies["nodes"]] == names
        assert allergies["totalCount"] == allergies["aggregate"]["count"] == len(names)
        assert sum(each["aggregate"]["count"] for each in allergies["groups"]) == len(names)
    query = "{ patients(filter: {allergies: {some: {}}}, orderBy: [{allergiesCount: DESC}]) { nodes { databaseId } } }"
    nodes = (await asked(schema, database, query))["patients"]["nodes"]
    keys = sorted((key for key in shown if shown[key]), key=lambda key: (-len(shown[key]), -key))
    assert [node["databaseId"] for node in nodes] == keys
