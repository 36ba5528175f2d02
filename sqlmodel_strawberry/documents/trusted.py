"""Trusted documents: those that clients are known to send, read from the manifest that their build wrote."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

APOLLO = "apollo-persisted-query-manifest"


class TrustedDocumentsError(Exception):
    """A manifest that cannot be read, or documents that this schema does not take. Lists every one of them."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = list(problems)
        super().__init__(f"the trusted documents cannot be used: {'; '.join(problems)}")


@dataclass(frozen=True)
class TrustedDocuments:
    """Texts of documents by the ids that clients send: hashes as a rule, but any text that can be printed."""

    documents: Mapping[str, str]
    only: bool = False
    """Refuse every other document."""

    @classmethod
    def read(cls, path: str | Path, *, only: bool = False) -> TrustedDocuments:
        """Read a manifest: `{id: text}`, as graphql-codegen's client preset and Relay write it, or Apollo's.

        Raises:
            TrustedDocumentsError: it cannot be read, or is no manifest.
        """
        try:
            manifest = json.loads(Path(path).read_text(encoding="utf-8"))
        except OSError as error:
            raise TrustedDocumentsError([f"{path}: {error.strerror}"]) from None
        except (ValueError, RecursionError):
            raise TrustedDocumentsError([f"{path} is not JSON in UTF-8"]) from None
        documents = _documents(manifest)
        if not documents:
            formats = """{"hash": "text of a document", …}, or in Apollo's format"""
            raise TrustedDocumentsError([f"{path} is no manifest: write {formats}, of one document or more"])
        return cls(documents, only)


def _documents(manifest: Any) -> dict[str, str] | None:
    """The documents of a manifest in one of the formats, None where it is in none of them."""
    if not isinstance(manifest, dict):
        return None
    documents = manifest
    if manifest.get("format") == APOLLO:
        operations = manifest.get("operations")
        if not isinstance(operations, list) or not all(isinstance(each, dict) for each in operations):
            return None
        documents = {each.get("id"): each.get("body") for each in operations}
    # What cannot be printed cannot be sent either, or is meant for whoever reads the list of problems.
    if not all(
        isinstance(text, str) and id and isinstance(id, str) and id.isprintable() for id, text in documents.items()
    ):
        return None
    return documents
