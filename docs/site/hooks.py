"""What the site makes of pages that are written to be read in the repository too."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

DOCS = Path(__file__).resolve().parent.parent
LINK = re.compile(r"\[([^]]*)\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```(\w+) (\S+)$", re.MULTILINE)
MARKS = {"run", "untested"}
"""What stands behind the language of a block and is no file."""


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """The navigation is the table of contents, docs/README.md."""
    config.nav = navigation((DOCS / "README.md").read_text(encoding="utf-8"))
    return config


def navigation(contents: str) -> list[dict[str, Any]]:
    """A section for each heading, with the pages that are linked below it; decisions one by one."""
    nav: list[dict[str, Any]] = [{"Home": "README.md"}]
    for section in contents.split("\n## ")[1:]:
        title, _, body = section.partition("\n")
        pages = [link for _, link in LINK.findall(body) if link.endswith(".md")]
        nav.append({title: [page for link in pages for page in _with_its_folder(link)]})
    return nav


def _with_its_folder(link: str) -> list[str]:
    folder = Path(link).parent
    if folder == Path():
        return [link]
    return [link, *(f"{folder}/{path.name}" for path in sorted((DOCS / folder).glob("[0-9]*.md")))]


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Files of blocks become their titles, and links to what is no page of the site become its name."""
    folder = (DOCS / page.file.src_uri).parent
    markdown = FENCE.sub(_title, markdown)
    markdown = LINK.sub(lambda match: _link(match, folder), markdown)
    return markdown + "".join(public_names()) if page.file.src_uri == "python_api.md" else markdown


def public_names() -> Iterator[str]:
    """For mkdocstrings: each name of the engine's public surface, where it is defined."""
    tree = ast.parse((DOCS.parent / "sqlmodel_strawberry/__init__.py").read_text(encoding="utf-8"))
    imported = (node for node in tree.body if isinstance(node, ast.ImportFrom))
    homes = {alias.name: node.module for node in imported for alias in node.names}
    for name in sorted(homes, key=str.lower):
        yield f"\n\n::: {homes[name]}.{name}\n"


def _title(match: re.Match[str]) -> str:
    return f"```{match[1]}" if match[2] in MARKS else f'```{match[1]} title="{match[2]}"'


def _link(match: re.Match[str], folder: Path) -> str:
    text, target = match[1], match[2].partition("#")[0]
    if not target or "://" in target or (folder / target).resolve().is_relative_to(DOCS):
        return match[0]
    return text if text.startswith("`") else f"`{text}`"
