"""`schema check` and graphql-inspector say the same of a change, but where docs/schema_changes.md says otherwise."""

import json
from pathlib import Path

from tests.clients.conftest import RunProgram
from tests.sqlmodel_strawberry.schema_changes.cases import CASES, OLD


async def test_levels_are_those_of_graphql_inspector(run: RunProgram, tmp_path: Path) -> None:
    path = tmp_path / "cases.json"
    path.write_text(json.dumps({"old": OLD, "changed": [case.text for case in CASES]}))
    levels = (await run("node", "changes.mjs", str(path))).split()
    found = {str(case): level for case, level in zip(CASES, levels, strict=True)}
    assert found == {str(case): case.inspector or case.level for case in CASES}
