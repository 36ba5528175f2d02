"""Where a request's document comes from: its text, the trusted documents, or what was sent before (Apollo's APQ)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Protocol

from sqlmodel_strawberry.documents.kept import Document, Documents, InvalidDocumentError, hash_of
from sqlmodel_strawberry.documents.trusted import TrustedDocuments, TrustedDocumentsError
from sqlmodel_strawberry.exceptions import ErrorCode, RequestError

PREFIX = "sha256:"
"""Of an id that is a hash (GraphQL over HTTP, Persisted Documents)."""


class AskedDocument(Protocol):
    """What of a request names its document."""

    @property
    def query(self) -> str | None:
        """The text."""

    @property
    def document_id(self) -> str | None:
        """`documentId`, of the draft on persisted documents."""

    @property
    def query_hash(self) -> str | None:
        """`extensions.persistedQuery.sha256Hash`, of Apollo's clients."""


class DocumentSources:
    """Finds documents. The trusted ones are made, and so checked, when this is."""

    def __init__(
        self, documents: Documents, trusted: TrustedDocuments | None = None, *, automatic: bool = False
    ) -> None:
        if trusted is not None and trusted.only and automatic:
            raise ValueError("automatic persisted queries take any document: not together with trusted ones only")
        self.documents = documents
        self._trusted = _made(documents, trusted.documents) if trusted else {}
        self._only = trusted is not None and trusted.only
        self._automatic = automatic

    def kept(self, asked: AskedDocument) -> Document | None:
        """What `find` would find, where nothing but a text names it, and that was sent before; None otherwise."""
        if asked.query is None or asked.document_id is not None or asked.query_hash is not None or self._trusted:
            return None
        return None if self._only else self.documents.kept(asked.query)

    def is_known(self, asked: AskedDocument) -> bool:
        """Whether `find` makes no document."""
        return asked.query is None or self.documents.knows(asked.query)

    def find(self, asked: AskedDocument, *, introspection: bool) -> Document:
        """The document of a request.

        Raises:
            RequestError: it is unknown, not trusted, or over a limit.
            InvalidDocumentError: not GraphQL, or not of this schema.
        """
        if asked.query is not None:
            return self._of_text(asked.query, asked, introspection)
        id = asked.document_id if asked.document_id is not None else asked.query_hash
        if id is None:
            raise RequestError(ErrorCode.BAD_USER_INPUT, "Send the text of a document as `query`.")
        trusted = self._trusted.get(id.removeprefix(PREFIX))
        if trusted is not None:
            return trusted
        if asked.query_hash is None or not self._automatic:
            raise self._unknown(asked)
        known = self.documents.known(asked.query_hash, introspection=introspection)
        if known is None:
            raise self._unknown(asked)
        return known

    def _of_text(self, text: str, asked: AskedDocument, introspection: bool) -> Document:
        if asked.document_id is not None:
            raise RequestError(ErrorCode.BAD_USER_INPUT, "Send either `query` or `documentId`, not both.")
        if asked.query_hash is not None and asked.query_hash != hash_of(text):
            message = "`extensions.persistedQuery.sha256Hash` is not the SHA-256 of `query`, in hexadecimal."
            raise RequestError(ErrorCode.BAD_USER_INPUT, message)
        trusted = self._trusted.get(hash_of(text)) if self._trusted else None
        if trusted is not None:
            return trusted
        if self._only:
            message = "Only documents that are registered here are run: send the `documentId` of one."
            raise RequestError(ErrorCode.DOCUMENT_NOT_TRUSTED, message)
        return self.documents.get(text, introspection=introspection)

    def _unknown(self, asked: AskedDocument) -> RequestError:
        """Apollo's clients know these messages. To the second one they answer by sending no hashes any more."""
        if self._trusted or self._automatic or asked.document_id is not None:
            return RequestError(ErrorCode.PERSISTED_QUERY_NOT_FOUND, "PersistedQueryNotFound")
        return RequestError(ErrorCode.PERSISTED_QUERY_NOT_SUPPORTED, "PersistedQueryNotSupported")


def _made(documents: Documents, texts: Mapping[str, str]) -> dict[str, Document]:
    """The documents by their ids and by their hashes.

    Raises:
        TrustedDocumentsError: some are invalid, or over a limit.
    """
    made, problems = {}, []
    for id, text in texts.items():
        try:
            document = documents.make(text)
        except RequestError as error:
            problems.append(f"{_named(id, text)}: {error.message}")
        except InvalidDocumentError as invalid:
            problems.extend(f"{_named(id, text)}: {error.message}" for error in invalid.errors)
        else:
            trusted = replace(document, trusted=True)
            made[id.removeprefix(PREFIX)] = made[document.sha256] = trusted
    if problems:
        raise TrustedDocumentsError(problems)
    return made


def _named(id: str, text: str) -> str:
    """A document as its authors know it: by its operations, since a hash says nothing."""
    names = re.findall(r"\b(?:query|mutation|subscription)\s+([_A-Za-z]\w*)", text)
    shown = id if len(id) <= 20 else f"{id[:16]}…"
    return f"{' and '.join(names)} ({shown})" if names else shown
