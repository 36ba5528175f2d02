"""What a write may make of rows: rules hold before and after, of what is sent, nested and linked."""

from typing import Any

import pytest

from tests.databases import MakeDatabase
from tests.sqlmodel_strawberry.policies.clinic import Doctor, clinic_schema
from tests.sqlmodel_strawberry.policies.clinic_tables import clinic as domain
from tests.sqlmodel_strawberry.policies.clinics import ADA, BEN, CHIEF, STRANGER, Clinic, answer, mutation_of, patient
from tests.sqlmodel_strawberry.transactions.bank import KEY, Record

NEW = {"name": "new", "number": "X", "doctorId": 1}
PATIENT = "patient { name }"
NAMED = {"name": "new"}


async def refused(clinic: Clinic, mutation: str, viewer: Doctor | None, selection: str, **data: Any) -> Any:
    """The answer to a mutation that must leave all tables as they were."""
    before = await clinic.rows()
    found = await clinic.write(mutation, viewer, selection, **data)
    assert await clinic.rows() == before
    return found


class TestTheRowAsItBecomes:
    async def test_one_may_not_create_for_others(self, clinic: Clinic) -> None:
        assert await refused(clinic, "createPatient", ADA, PATIENT, patient={**NEW, "doctorId": 2}) == "FORBIDDEN"
        assert await clinic.write("createPatient", ADA, PATIENT, patient=NEW) == NAMED

    async def test_nor_what_one_could_not_read(self, clinic: Clinic) -> None:
        secret = {"name": "new", "secret": True}
        assert await refused(clinic, "createAllergy", ADA, "allergy { name }", allergy=secret) == "FORBIDDEN"
        assert await clinic.write("createAllergy", CHIEF, "allergy { name }", allergy=secret) == NAMED

    async def test_all_of_a_bulk_or_none(self, clinic: Clinic) -> None:
        rows = [NEW, {**NEW, "number": "Y", "doctorId": 2}]
        assert await refused(clinic, "createPatients", ADA, "patients { name }", patients=rows) == "FORBIDDEN"
        assert await clinic.write("createPatients", CHIEF, "patients { name }", patients=rows) == [NAMED, NAMED]

    async def test_one_may_not_give_away_what_one_may_change(self, clinic: Clinic) -> None:
        # Patient 6 is famous, and would still be there for Ada.
        for key in (1, 6):
            given = {"id": clinic.id("Patient", key), "patch": {"doctorId": 2}}
            assert await refused(clinic, "updatePatient", ADA, PATIENT, **given) == "FORBIDDEN"
        many = [{"id": clinic.id("Patient", 2), "patch": {"name": "new"}}, given]
        assert await refused(clinic, "updatePatients", ADA, "patients { name }", patches=many) == "FORBIDDEN"
        assert await clinic.write("updatePatient", CHIEF, PATIENT, **given) == {"name": "P6"}

    async def test_nor_by_an_upsert(self, clinic: Clinic) -> None:
        for number in ("N1", "N6"):
            given = {**NEW, "number": number, "doctorId": 2}
            assert await refused(clinic, "upsertPatient", ADA, PATIENT, patient=given, on="NUMBER") == "FORBIDDEN"
        given = {**NEW, "doctorId": 2}
        assert await refused(clinic, "upsertPatient", ADA, PATIENT, patient=given, on="NUMBER") == "FORBIDDEN"


class TestUpserts:
    @pytest.mark.parametrize("number", ["N3", "N4"])
    async def test_a_number_that_is_not_for_the_viewer_is_only_taken(self, clinic: Clinic, number: str) -> None:
        """Whether of a patient who is not there for Ada, or of one whose number is hidden from her."""
        given = {**NEW, "number": number}
        found = await refused(clinic, "upsertPatient", ADA, "patient { id }", patient=given, on="NUMBER")
        assert found == [("CONFLICT", ["input", "patient", "number"])]
        assert await refused(clinic, "createPatient", ADA, "patient { id }", patient=given) == found

    async def test_a_hidden_value_finds_no_row_to_change(self, clinic: Clinic) -> None:
        """Though everybody may change allergies: the answer would tell which of them has this code."""
        given = {"name": "new", "code": "C1"}
        found = await refused(clinic, "upsertAllergy", ADA, "allergy { id }", allergy=given, on="CODE")
        assert found == [("CONFLICT", ["input", "allergy", "code"])]
        changed = await clinic.write(
            "upsertAllergy", CHIEF, "allergy { databaseId } wasCreated", allergy=given, on="CODE"
        )
        assert changed == {"allergy": {"databaseId": 1}, "wasCreated": False}

    async def test_a_row_that_is_not_seen(self, clinic: Clinic) -> None:
        given = {"name": "A2"}
        found = await refused(clinic, "upsertAllergy", ADA, "allergy { id }", allergy=given, on="NAME")
        assert found == [("CONFLICT", ["input", "allergy", "name"])]

    async def test_ones_own(self, clinic: Clinic) -> None:
        given = {**NEW, "number": "N1"}
        selection = "patient { databaseId name number } wasCreated"
        found = await clinic.write("upsertPatient", ADA, selection, patient=given, on="NUMBER")
        assert found == {"patient": {"databaseId": 1, "name": "new", "number": "N1"}, "wasCreated": False}


class TestFields:
    @pytest.mark.parametrize("famous", [True, False])
    async def test_what_is_sent_is_asked_about_whatever_it_is(self, clinic: Clinic, famous: bool) -> None:
        patch = {"id": clinic.id("Patient", 1), "patch": {"famous": famous, "name": "new"}}
        assert await refused(clinic, "updatePatient", ADA, PATIENT, **patch) == "FORBIDDEN"
        assert await refused(clinic, "updatePatients", ADA, "patients { name }", patches=[patch]) == "FORBIDDEN"
        given = {**NEW, "famous": famous}
        assert await refused(clinic, "createPatient", ADA, PATIENT, patient=given) == "FORBIDDEN"
        assert await refused(clinic, "createPatients", ADA, "patients { name }", patients=[given]) == "FORBIDDEN"
        assert await refused(clinic, "upsertPatient", ADA, PATIENT, patient=given, on="NUMBER") == "FORBIDDEN"
        assert await clinic.write("createPatient", CHIEF, PATIENT, patient=given) == NAMED

    async def test_defaults_are_not_sent(self, clinic: Clinic) -> None:
        found = await clinic.write("createPatient", ADA, "patient { famous }", patient=NEW)
        assert found == {"famous": False}

    async def test_a_rule_on_the_row(self, clinic: Clinic) -> None:
        def weigh(key: int) -> dict[str, Any]:
            return {"id": clinic.id("Patient", key), "patch": {"weight": 99}}

        assert await refused(clinic, "updatePatient", ADA, PATIENT, **weigh(6)) == "FORBIDDEN"
        both = [weigh(1), weigh(6)]
        assert await refused(clinic, "updatePatients", ADA, "patients { name }", patches=both) == "FORBIDDEN"
        assert await clinic.write("updatePatient", ADA, "patient { weight }", **weigh(1)) == {"weight": 99}
        assert await clinic.write("updatePatient", CHIEF, "patient { weight }", **weigh(6)) == {"weight": 99}

    async def test_of_a_bulk_a_fields_rule_is_asked_of_all_rows(self, clinic: Clinic) -> None:
        patches = [
            {"id": clinic.id("Patient", 1), "patch": {"weight": 99}},
            {"id": clinic.id("Patient", 6), "patch": {"name": "new"}},
        ]
        assert await refused(clinic, "updatePatients", ADA, "patients { name }", patches=patches) == "FORBIDDEN"


class TestNested:
    async def test_children_are_created_by_their_own_rules(self, clinic: Clinic) -> None:
        notes = [{"text": "a"}, {"text": "b"}]
        selection = "patient { notes { nodes { text } } }"
        found = await clinic.write("createPatient", ADA, selection, patient=NEW, notes=notes)
        assert found == {"notes": {"nodes": notes}}
        given = {**NEW, "number": "Y", "doctorId": 2}
        assert await refused(clinic, "createPatient", ADA, PATIENT, patient=given, notes=notes) == "FORBIDDEN"

    async def test_linked_rows_are_created_by_their_own_rules(self, clinic: Clinic) -> None:
        given = {"create": [{"name": "new", "secret": True}]}
        assert await refused(clinic, "createPatient", ADA, PATIENT, patient=NEW, allergies=given) == "FORBIDDEN"
        patch = {"id": clinic.id("Patient", 1), "patch": {}, "allergies": given}
        assert await refused(clinic, "updatePatient", ADA, PATIENT, **patch) == "FORBIDDEN"

    async def test_and_their_fields_by_the_rules_of_these(self, clinic: Clinic) -> None:
        for given in ({**NEW, "famous": True}, {**NEW, "doctorId": 2}):
            nested = {"create": [given]}
            new = {"allergy": {"name": "new"}, "patients": nested}
            assert await refused(clinic, "createAllergy", ADA, "allergy { name }", **new) == "FORBIDDEN"
            change: dict[str, Any] = {"id": clinic.id("Allergy", 1), "patch": {}, "patients": nested}
            assert await refused(clinic, "updateAllergy", ADA, "allergy { name }", **change) == "FORBIDDEN"
        change["patients"] = {"create": [NEW]}
        selection = "allergy { patients(last: 1) { nodes { name number } } }"
        found = await clinic.write("updateAllergy", ADA, selection, **change)
        assert found == {"patients": {"nodes": [{"name": "new", "number": "X"}]}}

    @pytest.mark.parametrize("way", ["add", "remove", "set"])
    @pytest.mark.parametrize("name", [{"name": "A2"}, {"databaseId": 2}, {"code": "C1"}, {"name": "none"}])
    async def test_what_one_does_not_see_is_not_linked(self, clinic: Clinic, way: str, name: Any) -> None:
        patch = {"id": clinic.id("Patient", 1), "patch": {}, "allergies": {way: [name]}}
        found = await refused(clinic, "updatePatient", ADA, PATIENT, **patch)
        assert found == [("NOT_FOUND", ["input", "allergies", way, "0"])]

    async def test_to_set_the_links_leaves_alone_those_that_one_does_not_see(self, clinic: Clinic) -> None:
        async def allergies(key: int) -> set[int]:
            return {to for of, to in (await clinic.rows())["allergy_of"] if of == key}

        given: dict[str, Any] = {"id": clinic.id("Patient", 1), "patch": {}, "allergies": {"set": [{"name": "A3"}]}}
        selection = "patient { allergies { nodes { name } } }"
        assert await allergies(1) == {1, 2, 3}
        assert await clinic.write("updatePatient", ADA, selection, **given) == {
            "allergies": {"nodes": [{"name": "A3"}]}
        }
        assert await allergies(1) == {2, 3}
        given["allergies"] = {"set": []}
        assert await clinic.write("updatePatient", ADA, selection, **given) == {"allergies": {"nodes": []}}
        assert await allergies(1) == {2}
        assert await clinic.write("updatePatient", CHIEF, selection, **given) == {"allergies": {"nodes": []}}
        assert await allergies(1) == set()

    async def test_and_so_from_the_other_end(self, clinic: Clinic) -> None:
        given = {"id": clinic.id("Allergy", 1), "patch": {}, "patients": {"set": []}}
        await clinic.write("updateAllergy", ADA, "allergy { name }", **given)
        assert {of for of, to in (await clinic.rows())["allergy_of"] if to == 1} == {3}


class TestPayloads:
    async def test_rows_are_shown_as_the_viewer_may_read_them(self, clinic: Clinic) -> None:
        given = {"id": clinic.id("Allergy", 1), "patch": {"name": "new"}}
        selection = "allergy { name code patients { totalCount nodes { name number trustee { name } } } }"
        patients = [
            {"name": "P1", "number": "N1", "trustee": None},
            {"name": "P4", "number": None, "trustee": None},
        ]
        shown = {"name": "new", "code": None, "patients": {"totalCount": 2, "nodes": patients}}
        assert await clinic.write("updateAllergy", ADA, selection, **given) == shown

    async def test_what_is_created_with_a_hidden_value(self, clinic: Clinic) -> None:
        for mutation, more in (("createAllergy", {}), ("upsertAllergy", {"on": "CODE"})):
            given = {"name": mutation, "code": mutation[:8]}
            found = await clinic.write(mutation, ADA, "allergy { name code }", allergy=given, **more)
            assert found == {"name": mutation, "code": None}
        many = await clinic.write("createAllergies", ADA, "allergies { code }", allergies=[{"name": "q", "code": "q"}])
        assert many == [{"code": None}]

    async def test_what_is_deleted(self, clinic: Clinic) -> None:
        selection = "allergy { name code }"
        assert await clinic.write("deleteAllergy", ADA, selection, id=clinic.id("Allergy", 1)) == {
            "name": "A1",
            "code": None,
        }
        ids = [clinic.id("Allergy", 3)]
        assert await clinic.write("deleteAllergies", ADA, "allergies { name code }", ids=ids) == [
            {"name": "A3", "code": None}
        ]
        assert await clinic.write("deleteAllergy", CHIEF, selection, id=clinic.id("Allergy", 2)) == {
            "name": "A2",
            "code": "C2",
        }

    async def test_the_rest_of_the_api_behind_a_payload(self, clinic: Clinic) -> None:
        given = {"id": clinic.id("Patient", 1), "patch": {"name": "new"}}
        selection = "query { patients { totalCount nodes { name weight } } notes { totalCount } }"
        found = await clinic.write("updatePatient", ADA, selection, **given)
        assert found == {
            "patients": {
                "totalCount": 5,
                "nodes": [
                    {"name": "new", "weight": 10},
                    {"name": "P2", "weight": 20},
                    {"name": "P4", "weight": None},
                    {"name": "P5", "weight": 50},
                    {"name": "P6", "weight": 60},
                ],
            },
            "notes": {"totalCount": 4},
        }


class TestWhatTheDatabaseRefuses:
    async def test_a_row_that_one_may_not_see_is_in_the_way(self, clinic: Clinic) -> None:
        """Row by row: what is taken is told, and not by whom."""
        rows = [NEW, {**NEW, "number": "N3"}, {**NEW, "number": "N4"}]
        before = await clinic.rows()
        result = await clinic.run(mutation_of("createPatients", "patients { name }"), ADA, input={"patients": rows})
        assert result.data is not None
        errors = result.data["createPatients"]["userErrors"]
        assert [(error["path"], error["message"]) for error in errors] == [
            (["input", "patients", "1", "number"], "This value is taken already."),
            (["input", "patients", "2", "number"], "This value is taken already."),
        ]
        assert await clinic.rows() == before

    async def test_what_points_to_a_row_keeps_it(self, clinic: Clinic) -> None:
        """Patient 6 is pointed to by nobody that Ada sees."""
        await clinic.fill([patient(7, doctor=2, trustee_id=6)])
        found = await refused(clinic, "deletePatient", ADA, PATIENT, id=clinic.id("Patient", 6))
        assert found == [("REFERENCED", ["input", "id"])]

    async def test_those_who_may_do_nothing_learn_nothing(self, clinic: Clinic) -> None:
        taken = {**NEW, "number": "N3"}
        assert await refused(clinic, "createPatient", STRANGER, PATIENT, patient=taken) == "UNAUTHENTICATED"


class TestRepeats:
    async def test_the_key_of_another_is_another_key(self, make_database: MakeDatabase) -> None:
        clinic = Clinic(clinic_schema(Record), await make_database(domain.metadata))
        async with clinic.database.engine.begin() as connection:
            await connection.run_sync(Record.metadata.create_all, tables=[Record.metadata.tables["record"]])
        await clinic.fill([patient(1, doctor=1)])
        query = mutation_of("updatePatient", "patient { name number version }")
        given = {"id": clinic.id("Patient", 1), "patch": {"name": "new"}}
        for _ in range(2):
            mine = await clinic.run(query, ADA, KEY, input=given)
            assert answer(mine) == {"name": "new", "number": "N1", "version": 2}
        for viewer, expected in ((BEN, [("NOT_FOUND", ["input", "id"])]), (STRANGER, "UNAUTHENTICATED")):
            assert answer(await clinic.run(query, viewer, KEY, input=given)) == expected
        # What was refused is not recorded as done: once it is allowed, it is done.
        assert answer(await clinic.run(query, CHIEF, KEY, input=given)) == {"name": "new", "number": "N1", "version": 3}
