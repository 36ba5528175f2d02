"""The explorer's files: those that vite built, if it did, and those that need no build."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

BUILT = Path(__file__).parent / "built"
"""What `make explorer` writes: each file compressed, under a name that tells its content."""
STATIC = Path(__file__).parent / "static"
MANIFEST = "manifest.json"
TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".ttf": "font/ttf",
    ".txt": "text/plain; charset=utf-8",
}
NOT_BUILT = "not built: where Node.js 20.19 or newer is, `make explorer` does that. Until then there is a plain page."
FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class Asset:
    """A file to be served. `compressed` is its content in gzip."""

    compressed: bytes
    media_type: str
    cache_control: str

    @property
    def content(self) -> bytes:
        """As it is, for who takes no gzip."""
        return gzip.decompress(self.compressed)


class Assets:
    """Those of one folder of built files, beside the static ones. A file is read when it is first asked for."""

    def __init__(self, built: Path = BUILT) -> None:
        self._built = built
        self._read: dict[str, Asset] = {}

    @property
    def is_built(self) -> bool:
        """Whether there is more than a plain page."""
        return (self._built / MANIFEST).exists()

    @cached_property
    def entry(self) -> tuple[str, list[str]]:
        """The names of the script and of the style sheets that the page begins with."""
        found = json.loads((self._built / MANIFEST).read_text(encoding="utf-8"))
        return found["script"], found["styles"]

    def get(self, name: str) -> Asset | None:
        """The file of this name; None where there is none."""
        if name not in self.names:
            return None
        asset = self._read.get(name)
        if asset is None:
            asset = self._read[name] = self._asset(name)
        return asset

    @cached_property
    def names(self) -> frozenset[str]:
        """All there are."""
        built = {path.name.removesuffix(".gz") for path in self._built.glob("*.gz")}
        return frozenset(built | {path.name for path in STATIC.iterdir()})

    def _asset(self, name: str) -> Asset:
        media_type = TYPES[Path(name).suffix]
        built = self._built / f"{name}.gz"
        if built.exists():
            return Asset(built.read_bytes(), media_type, FOREVER)
        return Asset(gzip.compress((STATIC / name).read_bytes()), media_type, "no-cache")
