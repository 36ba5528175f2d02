"""Search as SQL: which rows match, and how well.

A row matches where each word is part of some searchable column, whatever the case; a trigram index on
`casefold(column)` serves that on PostgreSQL. Ranks are whole numbers from 0 to 1000, so that cursors compare exactly:
trigram word similarity on PostgreSQL (`pg_trgm`), where in the text the words stand on SQLite.
"""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa

from sqlmodel_strawberry.filters.patterns import ESCAPE, ESCAPES, escaped
from sqlmodel_strawberry.lists.searching import Search
from sqlmodel_strawberry.statements.comparisons import Condition, Expression
from sqlmodel_strawberry.statements.functions import casefold
from sqlmodel_strawberry.statements.slots import Values

MAX_RANK = 1000


def found(search: Search, source: sa.FromClause, dialect: str) -> Iterator[Condition]:
    """The conditions on rows that match."""
    for index in range(len(search.words)):
        pattern = casefold(_text(f"#word{index}"))
        columns = [source.c[column.source.key] for column in search.columns]
        yield sa.or_(*[casefold(column).like(pattern, escape=ESCAPES[dialect]) for column in columns])


def search_values(search: Search) -> Values:
    """The parameters of conditions and ranks."""
    pattern = escaped(search.text)
    words = {f"#word{index}": f"%{escaped(word)}%" for index, word in enumerate(search.words)}
    return {"#text": search.text, "#text_begins": f"{pattern}%", "#text_inside": f"% {pattern}%", **words}


def rank(search: Search, source: sa.FromClause, dialect: str) -> Expression:
    """How well a row matches. Columns count less the later they are declared."""
    ranks = []
    for position, column in enumerate(search.columns):
        text = casefold(source.c[column.source.key])
        score = _similarity(text) if dialect == "postgresql" else _position(text)
        ranks.append(sa.func.coalesce(score.op("/")(position + 1), 0))
    if len(ranks) == 1:
        return ranks[0]
    best = sa.func.greatest if dialect == "postgresql" else sa.func.max
    return best(*ranks, type_=sa.Integer())


def _text(name: str) -> Expression:
    return sa.bindparam(name, type_=sa.Text())


def _similarity(text: Expression) -> Expression:
    words = casefold(_text("#text"))
    return sa.cast(MAX_RANK * sa.func.word_similarity(words, text, type_=sa.Float()), sa.Integer())


def _position(text: Expression) -> Expression:
    words, begins, inside = (casefold(_text(name)) for name in ("#text", "#text_begins", "#text_inside"))
    return sa.case(
        (text == words, MAX_RANK),
        (text.like(begins, escape=ESCAPE), 900),
        (text.like(inside, escape=ESCAPE), 800),
        else_=500,
    )
