"""Documents that stand in the code of clients: templates of `gql` and `graphql`, as Apollo, urql and codegen have."""

from __future__ import annotations

import re
from collections.abc import Iterator

SCRIPTS = (".cjs", ".cts", ".js", ".jsx", ".mjs", ".mts", ".svelte", ".ts", ".tsx", ".vue")
"""Suffixes of files that may have some."""

# A comment may stand before the text, such as `/* GraphQL */`. It is short: the end of one that has none is not sought
# through all of the file, again and again.
_TEMPLATE = re.compile(r"\b(?:gql|graphql)\s*(?:\(\s*)?(?:/\*.{0,200}?\*/\s*)?`((?:[^`\\]|\\.)*)`", re.DOTALL)
_FRAGMENT = re.compile(r"\$\{[^}]*\}")


def documents_in(code: str) -> Iterator[str]:
    """The text of each template, moved to where it stands: lines and columns of errors are those of the code.

    What is put in between, `${HeroRow}`, is left out: fragments are found by their names.
    """
    lines = begin = 0
    for match in _TEMPLATE.finditer(code):
        start = match.start(1)
        lines, begin = lines + code.count("\n", begin, start), start
        column = start - (code.rfind("\n", 0, start) + 1)
        text = _FRAGMENT.sub(lambda put: " " * len(put[0]), match[1])
        yield "\n" * lines + " " * column + text
