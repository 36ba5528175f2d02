"""The page that browsers get: the explorer, or where that is not built a plain one; nothing of it is of another origin.

Scripts run only from files of our own (Content Security Policy Level 3). Styles may be inline: the editor writes its
own. With nothing to be fetched from elsewhere they cannot tell anybody anything.
"""

from __future__ import annotations

import html
import json
from functools import lru_cache
from typing import Any

from starlette.types import Scope

from sqlmodel_strawberry.explorer.assets import NOT_BUILT, Assets
from sqlmodel_strawberry.explorer.options import Explorer
from sqlmodel_strawberry.http.responses import Answer

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "worker-src 'self'",
        "connect-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "font-src 'self'",
        "img-src 'self' data:",
        "base-uri 'none'",
        "form-action 'none'",
        # No other site shows the page inside of its own, to have a visitor click on it unknowingly.
        "frame-ancestors 'none'",
    ]
)
HEADERS = {
    b"content-security-policy": POLICY.encode(),
    b"cross-origin-opener-policy": b"same-origin",
    b"referrer-policy": b"no-referrer",
    b"x-content-type-options": b"nosniff",
    b"cache-control": b"no-cache",
    # Whoever takes no HTML gets an answer at the same address.
    b"vary": b"accept",
    b"content-type": b"text/html; charset=utf-8",
}
FOLDER = "explorer"
"""Below the endpoint: where the page's files are."""
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<link rel="icon" href="{files}/icon.svg" type="image/svg+xml">
{styles}
<script type="application/json" id="options">{options}</script>
<script type="module" src="{files}/{script}"></script>
</head>
<body>
{body}
</body>
</html>
"""
EXPLORER = '<div id="explorer">Loading …</div>\n<noscript>The explorer needs JavaScript.</noscript>'
PLAIN = """<main>
<h1>{title}</h1>
<p>The explorer is {not_built}</p>
<form id="operation">
<label>Operation<textarea id="query" rows="14" spellcheck="false">{query}</textarea></label>
<label>Variables (JSON)<textarea id="variables" rows="4" spellcheck="false">{variables}</textarea></label>
<label>Authorization<input id="authorization" autocomplete="off" placeholder="Bearer …"></label>
<button type="submit">Run</button> <output id="status"></output>
</form>
<pre id="answer" aria-label="Answer"></pre>
<h2>Schema</h2>
<pre id="schema">…</pre>
</main>"""


class Page:
    """Makes the page's response, whose bytes are kept."""

    def __init__(self, explorer: Explorer, assets: Assets, *, plans: bool) -> None:
        self._explorer = explorer
        self._assets = assets
        self._plans = plans
        self._kept = lru_cache(maxsize=16)(self._body)

    def __call__(self, scope: Scope) -> Answer:
        """The response to a request for the endpoint."""
        return Answer(self._kept(scope["path"].rpartition("/")[2]), 200, HEADERS)

    def _body(self, endpoint: str) -> bytes:
        """`endpoint` is the last part of its path: addresses relative to that hold behind any proxy."""
        text = self._text(endpoint) if self._assets.is_built else self._plain_text(endpoint)
        return text.encode()

    def _text(self, endpoint: str) -> str:
        script, styles = self._assets.entry
        return self._page(endpoint, script, styles, EXPLORER)

    def _plain_text(self, endpoint: str) -> str:
        examples = self._explorer.examples
        query, variables = ("{ __typename }", {}) if not examples else (examples[0].document, examples[0].variables)
        body = PLAIN.format(
            title=html.escape(self._explorer.title),
            not_built=html.escape(NOT_BUILT),
            query=html.escape(query),
            variables=html.escape(json.dumps(variables, indent=2)) if variables else "",
        )
        return self._page(endpoint, "plain.js", ["plain.css"], body)

    def _page(self, endpoint: str, script: str, styles: list[str], body: str) -> str:
        files = html.escape(f"{endpoint}/{FOLDER}" if endpoint else FOLDER)
        return PAGE.format(
            title=html.escape(self._explorer.title),
            files=files,
            styles="\n".join(f'<link rel="stylesheet" href="{files}/{style}">' for style in styles),
            options=_in_script(self._options(endpoint)),
            script=script,
            body=body,
        )

    def _options(self, endpoint: str) -> dict[str, Any]:
        log_in = self._explorer.log_in
        return {
            "title": self._explorer.title,
            "endpoint": endpoint or "/",
            "files": f"{endpoint}/{FOLDER}" if endpoint else FOLDER,
            "plans": self._plans,
            "examples": [{"document": each.document, "variables": each.variables} for each in self._explorer.examples],
            "logIn": log_in and vars(log_in),
        }


def _in_script(value: Any) -> str:
    """JSON that no HTML can be read into (HTML, restrictions for contents of script elements)."""
    return json.dumps(value).replace("<", "\\u003c")
