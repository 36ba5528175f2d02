"""To filter, order, group or measure by what one may not read of every row is refused, wherever it stands."""

import pytest

from sqlmodel_strawberry.testing.statements import record_statements
from tests.sqlmodel_strawberry.policies.clinics import ADA, BEN, CHIEF, STRANGER, Clinic

FILTERS = {
    "Patient": [
        '{number: {eq: "N1"}}',
        "{number: {isNull: false}}",
        "{weight: {gt: 0}}",
        '{trusteeId: {eq: "%(id)s"}}',
        "{trusteeId: {isNull: true}}",
        "{trustee: {}}",
        "{trustee: {famous: {eq: true}}}",
        "{wards: {some: {}}}",
        "{wards: {every: {famous: {eq: true}}}}",
        "{wards: {none: {}}}",
        "{wards: {count: {eq: 0}}}",
        "{referred: {some: {weight: {gt: 0}}}}",
        "{referred: {every: {weight: {gt: 0}}}}",
        '{referred: {none: {number: {eq: "N1"}}}}',
        "{referred: {count: {of: {weight: {gt: 0}}, eq: 1}}}",
        "{referred: {min: {weight: {gt: 0}}}}",
        "{referred: {max: {of: {famous: {eq: true}}, weight: {gt: 0}}}}",
        '{referred: {sum: {weight: {gt: "0"}}}}',
        "{referred: {max: {of: {weight: {gt: 0}}, doctorId: {gt: 0}}}}",
        '{referred: {min: {number: {gt: "N1"}}}}',
        "{referredBy: {referredBy: {weight: {gt: 0}}}}",
        "{not: {weight: {gt: 0}}}",
        "{and: [{famous: {eq: true}}, {or: [{weight: {gt: 0}}]}]}",
        '{allergies: {some: {code: {eq: "C1"}}}}',
        "{allergies: {some: {patients: {some: {weight: {gt: 0}}}}}}",
        '{allergies: {min: {code: {gt: "C1"}}}}',
    ],
    "Note": [
        "{patient: {weight: {gt: 0}}}",
        "{patient: {referred: {some: {trustee: {}}}}}",
    ],
    "Allergy": ['{code: {eq: "C1"}}', "{code: {isNull: true}}", "{patients: {some: {weight: {gt: 0}}}}"],
}
ORDERS = {
    "Patient": [
        "{number: ASC}",
        "{weight: DESC}",
        "{trusteeId: ASC}",
        "{wardsCount: ASC}",
        "{trustee: {name: ASC}}",
        "{trustee: {databaseId: ASC}}",
        "{referredBy: {weight: ASC}}",
        "{referredBy: {trustee: {name: ASC}}}",
        "{referredBy: {wardsCount: ASC}}",
    ],
    "Note": ["{patient: {weight: ASC}}", "{patient: {trustee: {name: ASC}}}", "{patient: {wardsCount: DESC}}"],
    "Allergy": ["{code: ASC}"],
}
FIGURES = {
    "Patient": [
        *(f"aggregate {{ {name} {{ weight }} }}" for name in ("min", "max", "sum", "avg", "countDistinct")),
        *(f"aggregate {{ {name} {{ number }} }}" for name in ("min", "max", "countDistinct")),
        "aggregate { countDistinct { trusteeId } }",
        "groups(by: WEIGHT) { aggregate { count } }",
        "groups(by: [FAMOUS, NUMBER]) { key { famous } }",
        "groups(by: TRUSTEE_ID) { aggregate { count } }",
        "groups(by: FAMOUS) { aggregate { max { weight } } }",
        "totalCount ... { aggregate { ... { max { ... { weight } } } } }",
    ],
    "Note": [],
    "Allergy": ["aggregate { max { code } }", "groups(by: CODE) { key { code } }"],
}
LISTS = {"Patient": "patients", "Note": "notes", "Allergy": "allergies"}


def roots() -> list[str]:
    """Each of these at the root."""
    found = []
    for type_, name in LISTS.items():
        found += [f"{{ {name}(filter: {each}) {{ totalCount }} }}" for each in FILTERS[type_]]
        found += [f"{{ {name}(filter: {each}) {{ aggregate {{ count }} }} }}" for each in FILTERS[type_][:1]]
        found += [f"{{ {name}(orderBy: [{each}]) {{ nodes {{ __typename }} }} }}" for each in ORDERS[type_]]
        found += [
            f"{{ {name}(orderBy: [{{databaseId: ASC}}, {each}]) {{ totalCount }} }}" for each in ORDERS[type_][:1]
        ]
        found += [f"{{ {name} {{ {each} }} }}" for each in FIGURES[type_]]
    return found


@pytest.mark.parametrize("query", roots())
async def test_at_the_root(library: Clinic, query: str) -> None:
    """Before any statement is run."""
    query = query.replace("%(id)s", library.id("Patient", 1))
    for viewer, code in ((STRANGER, "UNAUTHENTICATED"), (ADA, "FORBIDDEN"), (BEN, "FORBIDDEN")):
        with record_statements(library.database) as log:
            assert await library.code(query, viewer) == code
        log.assert_count(0)
    await library.data(query, CHIEF)


@pytest.mark.parametrize(
    "query",
    [
        "{ patients { nodes { referred(filter: {weight: {gt: 0}}) { totalCount } } } }",
        "{ patients { nodes { referred(orderBy: [{weight: ASC}]) { nodes { name } } } } }",
        "{ patients { nodes { referred { aggregate { sum { weight } } } } } }",
        "{ patients { nodes { referred { groups(by: WEIGHT) { aggregate { count } } } } } }",
        "{ patients { nodes { wards(filter: {number: {isNull: false}}) { totalCount } } } }",
        "{ patients { nodes { allergies(orderBy: [{code: ASC}]) { nodes { name } } } } }",
        "{ notes { nodes { patient { referred(orderBy: [{trustee: {name: ASC}}]) { nodes { name } } } } } }",
        "{ allergies { nodes { patients(filter: {wards: {some: {}}}) { totalCount } } } }",
        '{ patients(search: "P", orderBy: [{weight: ASC}]) { nodes { name } } }',
        '{ search(text: "P") { nodes { ... on Patient { referred(orderBy: [{weight: ASC}]) { nodes { name } } } } } }',
    ],
)
async def test_below(library: Clinic, query: str) -> None:
    """One error for each parent, and nothing of the list."""
    for viewer, code in ((STRANGER, "UNAUTHENTICATED"), (ADA, "FORBIDDEN")):
        result = await library.run(query, viewer)
        assert {error["extensions"]["code"] for error in result.errors} == {code}
        assert "P1" not in str(result.to_json())
    await library.data(query, CHIEF)


async def test_the_message_says_what_is_wrong(library: Clinic) -> None:
    result = await library.run("{ patients(filter: {weight: {gt: 0}}) { totalCount } }", ADA)
    (error,) = result.errors
    assert error["message"] == "You may not filter, order or group patients by weight."
    assert error["path"] == ["patients"]
    result = await library.run("{ notes(orderBy: [{patient: {trustee: {name: ASC}}}]) { totalCount } }", STRANGER)
    (error,) = result.errors
    assert error["message"] == "Log in to filter, order or group patients by trusteeId."
