"""A report as text for a terminal, as JSON for programs, and as Markdown for a comment on a pull request."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any

from sqlmodel_strawberry.client_documents.files import visible
from sqlmodel_strawberry.schema_changes.change import Level
from sqlmodel_strawberry.schema_changes.operations import CheckedOperation
from sqlmodel_strawberry.schema_changes.report import Report, ReportedChange

SHOWN_OPERATIONS = 5


class Format(StrEnum):
    """How a report is written."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


def written(report: Report, format: Format) -> str:
    """A report in a format, ending in a newline."""
    return _WRITERS[format](report)


def _text(report: Report) -> str:
    lines = [_headline(report)]
    for level in (Level.BREAKING, Level.DANGEROUS, Level.SAFE):
        changes = report.at(level)
        if changes:
            lines += ["", f"{level.capitalize()}:"]
            lines += [line for each in changes for line in _change_lines(report, each)]
    if report.broken:
        lines += ["", "Operations that the new schema does not take:"]
        lines += [line for each in report.broken for line in _operation_lines(each)]
    return visible("\n".join(lines) + "\n")


def _change_lines(report: Report, reported: ReportedChange) -> Iterator[str]:
    yield f"  {reported.change.coordinate}: {reported.change.message}"
    if report.operations is not None and reported.change.level is not Level.SAFE:
        yield f"      {_users(reported)}"


def _operation_lines(operation: CheckedOperation) -> Iterator[str]:
    yield f"  {operation}{'' if operation.was_valid else ', nor did the old one'}"
    yield from (f"      {error}" for error in operation.errors)


def _headline(report: Report) -> str:
    if not report.changes:
        same = "The schemas differ only in form." if report.is_stale else "The schema is unchanged."
    else:
        counts = [f"{len(report.at(level))} {level}" for level in reversed(Level) if report.at(level)]
        same = f"The schema changed: {', '.join(counts)}."
    if report.operations is None:
        return same
    unused = [each for each in report.at(Level.BREAKING) if not each.is_felt]
    rest = f" No operation uses {len(unused)} of what breaks." if unused else ""
    return (
        f"{same} Of {_counted(len(report.operations), 'operation')} {len(report.broken) or 'none'} would break.{rest}"
    )


def _users(reported: ReportedChange) -> str:
    if not reported.is_felt:
        return "used by no operation"
    parts = [f"used by {_named(reported.used_by)}"] if reported.used_by else []
    if reported.maybe_used_by:
        parts.append(f"the variables may hold it of {_named(reported.maybe_used_by)}")
    return "; ".join(parts)


def _named(operations: Sequence[CheckedOperation]) -> str:
    shown = ", ".join(map(str, operations[:SHOWN_OPERATIONS]))
    more = len(operations) - SHOWN_OPERATIONS
    return f"{shown} and {more} more" if more > 0 else shown


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _markdown(report: Report) -> str:
    lines = ["### Schema changes", "", _headline(report)]
    if report.changes:
        of_whom = report.operations is not None
        lines += [
            "",
            f"| | coordinate | change |{' operations |' if of_whom else ''}",
            f"|---|---|---|{'---|' * of_whom}",
        ]
        for each in report.changes:
            users = "" if each.change.level is Level.SAFE else _cell(_users(each))
            mark = f"| **{each.change.level}** | `{each.change.coordinate}` | {_cell(each.change.message)} |"
            lines.append(f"{mark} {users} |" if of_whom else mark)
    if report.broken:
        lines += ["", "#### Operations that the new schema does not take", ""]
        lines += [f"- `{each.name}` ({each.source}): {_cell('; '.join(each.errors))}" for each in report.broken]
    return visible("\n".join(lines) + "\n")


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _json(report: Report) -> str:
    found: dict[str, Any] = {
        "stale": report.is_stale,
        "changes": [_json_change(report, each) for each in report.changes],
    }
    if report.operations is not None:
        found["operations"] = {"checked": len(report.operations), "broken": [_json_operation(e) for e in report.broken]}
    return json.dumps(found, indent=2) + "\n"


def _json_change(report: Report, reported: ReportedChange) -> Mapping[str, Any]:
    change = reported.change
    found = {"coordinate": change.coordinate, "kind": change.kind, "level": change.level, "message": change.message}
    if report.operations is None or change.level is Level.SAFE:
        return found
    users = {"usedBy": reported.used_by, "maybeUsedBy": reported.maybe_used_by}
    return found | {name: [{"name": e.name, "source": e.source} for e in of] for name, of in users.items()}


def _json_operation(operation: CheckedOperation) -> Mapping[str, Any]:
    return {
        "name": operation.name,
        "source": operation.source,
        "wasValid": operation.was_valid,
        "errors": list(operation.errors),
    }


_WRITERS: Mapping[Format, Callable[[Report], str]] = {
    Format.TEXT: _text,
    Format.JSON: _json,
    Format.MARKDOWN: _markdown,
}
