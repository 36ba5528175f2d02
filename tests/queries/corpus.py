"""The corpus: each `NAME.graphql`, with `NAME.variables.json` if it takes any, beside what is expected of it.

`NAME.json` is the answer on both databases (`NAME.postgres.json` where a search is ranked in another way there);
`NAME.sqlite.sql` and `NAME.postgres.sql` are the statements, sorted.
A new case is a new `NAME.graphql`; `UPDATE_CORPUS=1 pytest tests/test_corpus.py` writes the rest.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphql import DocumentNode, OperationDefinitionNode, OperationType, parse

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Case:
    """One document and its expectations."""

    name: str

    def __str__(self) -> str:
        return self.name

    @property
    def query(self) -> str:
        return self._path("graphql").read_text(encoding="utf-8")

    @property
    def document(self) -> DocumentNode:
        return parse(self.query)

    @property
    def variables(self) -> dict[str, Any]:
        path = self._path("variables.json")
        given: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        return given

    @property
    def writes(self) -> bool:
        """Whether it needs a database of its own."""
        operations = [each for each in self.document.definitions if isinstance(each, OperationDefinitionNode)]
        return any(each.operation is OperationType.MUTATION for each in operations)

    @property
    def differs(self) -> bool:
        """Whether the databases answer differently."""
        return self._path("postgres.json").exists()

    def answer(self, dialect: str) -> Any:
        """The response that is expected."""
        path = self._path("postgres.json" if dialect == "postgres" and self.differs else "json")
        return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None

    def statements(self, dialect: str) -> str | None:
        """The statements that are expected."""
        path = self._path(f"{dialect}.sql")
        return path.read_text(encoding="utf-8") if path.exists() else None

    def update(self, dialect: str, answer: Any, statements: str) -> None:
        """Expect what was found. SQLite's answer is everybody's, unless PostgreSQL's is another."""
        self._path(f"{dialect}.sql").write_text(statements, encoding="utf-8")
        if dialect == "sqlite":
            self._path("json").write_text(_shown(answer), encoding="utf-8")
        elif as_json(answer) == self.answer("sqlite"):
            self._path("postgres.json").unlink(missing_ok=True)
        else:
            self._path("postgres.json").write_text(_shown(answer), encoding="utf-8")

    def _path(self, kind: str) -> Path:
        return FOLDER / f"{self.name}.{kind}"


CASES = [Case(path.stem) for path in sorted(FOLDER.glob("*.graphql"))]


def as_json(answer: Any) -> Any:
    """A response as a client reads it. JSONB does not keep the order of keys, and JSON has none."""
    return json.loads(_shown(answer))


def shown_statements(statements: Iterable[str]) -> str:
    """Statements in an order of their own: those of concurrent fields have none."""
    return "".join(f"{statement};\n\n" for statement in sorted(map(_flat, statements)))


def _shown(answer: Any) -> str:
    return json.dumps(answer, indent=2, ensure_ascii=False) + "\n"


def _flat(statement: str) -> str:
    return re.sub(r"[ \t]+\n", "\n", statement).strip()


def stray_files() -> list[str]:
    """Expectations that no document has any more."""
    names = {case.name for case in CASES}
    kinds = ("variables.json", "json", "postgres.json", "sqlite.sql", "postgres.sql")
    expectations = [path.name for path in FOLDER.iterdir() if path.suffix in (".json", ".sql")]
    return [name for name in expectations if not any(name == f"{case}.{kind}" for case in names for kind in kinds)]
