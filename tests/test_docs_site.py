"""The site of the documentation: it builds without a warning, and loads nothing from elsewhere."""

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

import sqlmodel_strawberry
from tests.documents import PAGES, ROOT

LOADING = {"script": "src", "img": "src", "iframe": "src", "source": "src", "video": "src", "link": "href"}
NEVER_LOADED = {"prev", "next", "canonical", "edit"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    command = (sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder))
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    built = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert (built.returncode, built.stdout, built.stderr) == (0, "", "")
    return folder


class Loaded(HTMLParser):
    """What a browser loads by itself for a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        address = given.get(LOADING.get(tag, ""))
        if address and not NEVER_LOADED & set((given.get("rel") or "").split()):
            self.found.append(address)
        assert "mermaid" not in (given.get("class") or ""), "diagrams would be drawn by a script of another site"


def loaded(page: Path) -> list[str]:
    parser = Loaded()
    parser.feed(page.read_text(encoding="utf-8"))
    return parser.found


def test_pages_load_nothing_from_elsewhere(site: Path) -> None:
    addresses = {address for page in site.rglob("*.html") for address in loaded(page)}
    assert any(address.endswith(".css") for address in addresses)
    assert not [address for address in addresses if re.match(r"(?:\w+:)?//", address)]


def test_styles_load_nothing_from_elsewhere(site: Path) -> None:
    styles = [path.read_text(encoding="utf-8") for path in site.rglob("*.css")]
    assert styles
    assert not [each for style in styles for each in re.findall(r"(?:url\(|@import\s*)['\"]?(?:https?:)?//", style)]


def test_every_page_has_its_place(site: Path) -> None:
    names = {str(path.relative_to(ROOT / "docs").with_suffix("")) for path in ROOT.glob("docs/**/*.md")}
    folders = {str(path.parent.relative_to(site)) for path in site.rglob("index.html")}
    expected = {name.removesuffix("README").rstrip("/") or "." for name in names}
    assert expected <= folders
    home = (site / "index.html").read_text(encoding="utf-8")
    for page in PAGES[1:]:
        if page.path.name != "README.md":
            assert f'href="{page.path.stem}/"' in home, page


def test_every_public_name_is_shown_with_its_docstring(site: Path) -> None:
    page = (site / "python_api/index.html").read_text(encoding="utf-8")
    shown = re.findall(r'<h2 id="sqlmodel_strawberry\.[\w.]*?(\w+)" class="doc doc-heading">', page)
    assert sorted(shown) == sqlmodel_strawberry.__all__
