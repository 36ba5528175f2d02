"""One line of the log for each operation."""

import logging
from typing import Any

import orjson

from app.current_request import current_request
from app.logging import write
from app.redaction import redacted
from sqlmodel_strawberry import Cost, OperationRecord, Outcome

LEVELS = {
    Outcome.OK: logging.INFO,
    # Strangers are not to fill a log of warnings.
    Outcome.REFUSED: logging.INFO,
    Outcome.CANCELLED: logging.INFO,
    Outcome.TIMEOUT: logging.WARNING,
    Outcome.UNAVAILABLE: logging.ERROR,
    Outcome.ERROR: logging.ERROR,
}
VARIABLES_BYTES = 4096
ERROR_IDS = 10

logger = logging.getLogger("app.operations")


class OperationLog:
    """Writes the line. With `variables` it has those too, without what their names say are secrets."""

    def __init__(self, *, variables: bool) -> None:
        self._variables = variables

    def ended(self, outcome: Outcome) -> bool:
        """Whether it is worth logging. Either way the request has an operation, which tells what happened."""
        request = current_request.get()
        if request is not None:
            request.operations += 1
        return logger.isEnabledFor(LEVELS[outcome])

    def __call__(self, operation: OperationRecord) -> None:
        """Write the line."""
        fields = line_of(operation)
        if self._variables:
            fields["variables"] = _shortened(redacted(operation.variables, operation.document))
        write(logger, LEVELS[operation.outcome], "operation", fields)


def line_of(operation: OperationRecord) -> dict[str, Any]:
    """What the line says of an operation."""
    return {
        "operation": operation.name,
        "type": operation.type,
        "document": operation.document_hash,
        "trusted": operation.trusted,
        "viewer": operation.principal,
        "seconds": round(operation.seconds, 6),
        "statements": operation.statement_count,
        "rows": operation.rows,
        "cost": Cost(operation.rows, operation.statement_count).total,
        "estimated_cost": operation.estimated.total if operation.estimated else None,
        "fallback": operation.fallback,
        "outcome": str(operation.outcome),
        "code": operation.code,
        "error_ids": list(operation.error_ids[:ERROR_IDS]) if operation.error_ids else [],
    }


def _shortened(variables: dict[str, Any]) -> dict[str, Any]:
    size = len(orjson.dumps(variables, default=str))
    return variables if size <= VARIABLES_BYTES else {"[too long]": size}
