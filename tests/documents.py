"""The documentation, and the parts of its pages that can be checked: blocks, tables, sections, links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FENCE = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)
LINK = re.compile(r"\[[^]]*\]\(([^)\s]+)\)")
TABLE = re.compile(r"^\|.*\|\n\|[-|]+\|\n((?:\|.*\|\n)+)", re.MULTILINE)
MARKS = ("run", "untested")
CODE = re.compile(r"`([^`]+)`")


@dataclass(frozen=True)
class Block:
    """A fenced block. A file, or a mark, follows the language; `answer` is the block of JSON or text right behind."""

    page: str
    line: int
    language: str
    behind: str | None
    text: str
    answer: str | None = None

    @property
    def mark(self) -> str | None:
        """`run`, of commands that are run; `untested`, of what cannot be run here."""
        return self.behind if self.behind in MARKS else None

    @property
    def file(self) -> str | None:
        """Where its text belongs."""
        return None if self.mark else self.behind

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"


@dataclass(frozen=True)
class Page:
    """A page, or a section of one."""

    path: Path
    text: str

    @classmethod
    def read(cls, name: str) -> Page:
        """The page of this name, from the root of the project."""
        path = ROOT / name
        return cls(path, path.read_text(encoding="utf-8"))

    def __str__(self) -> str:
        return self.path.name

    @property
    def prose(self) -> str:
        """The text without its blocks."""
        return FENCE.sub("", self.text)

    def blocks(self, language: str | None = None) -> Iterator[Block]:
        """Its blocks of a language, or all."""
        found = list(FENCE.finditer(self.text))
        for match, after in zip_longest(found, found[1:]):
            if language in (match[1], None):
                is_near = after is not None and not self.text[match.end() : after.start()].strip()
                answer = after[3] if after is not None and is_near and after[1] in ("json", "text") else None
                line = self.text.count("\n", 0, match.start()) + 1
                yield Block(self.path.name, line, match[1], match[2], match[3], answer)

    def section(self, title: str) -> Page:
        """What stands under a heading, with the headings below it."""
        # A line of a block may look like a heading, but is never as deep as the prose around it.
        headings = [match for match in HEADING.finditer(self.text) if match[0] in self.prose]
        found = next(match for match in headings if match[2] == title)
        ends = [match.start() for match in headings if match.start() > found.start() and len(match[1]) <= len(found[1])]
        return Page(self.path, self.text[found.end() : min(ends, default=len(self.text))])

    def headings(self) -> list[str]:
        """The headings, without the marks of code."""
        return [match[2].replace("`", "") for match in HEADING.finditer(self.prose)]

    def anchors(self) -> set[str]:
        """What links into the page can name, as GitHub makes it of the headings."""
        return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in self.headings()}

    def table(self) -> list[list[str]]:
        """The rows of its first table, without the head."""
        found = TABLE.search(self.prose)
        assert found, f"{self} has no table here"
        return [[cell.strip() for cell in row[1:-1].split(" | ")] for row in found[1].splitlines()]

    def links(self) -> list[str]:
        """Where its links lead."""
        return LINK.findall(self.prose)


def code(cell: str) -> list[str]:
    """What a cell of a table marks as code."""
    return CODE.findall(cell)


PAGES = [Page.read("README.md"), *(Page.read(f"docs/{path.name}") for path in sorted(ROOT.glob("docs/*.md")))]
