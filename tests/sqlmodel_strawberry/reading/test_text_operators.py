"""Operators on text: patterns, case, code points, equal on both databases."""

from typing import Any

import pytest

from tests.sqlmodel_strawberry.reading.examples import passing, refusal, thing
from tests.sqlmodel_strawberry.running import Operations


class TestPatterns:
    ROWS = tuple(
        thing(n, title=title)
        for n, title in enumerate(
            ["100%", "100", "1_0", "1x0", "a\\b", "ab", "a\\", "%", "_", "", "a\nb", "A\\B", "1\U0001f6000"], 1
        )
    )

    @pytest.mark.parametrize(
        ("pattern", "numbers"),
        [
            ("100%", [1, 2]),
            ("100\\%", [1]),
            ("1_0", [2, 3, 4, 13]),
            ("1\\_0", [3]),
            ("a_b", [5, 11]),
            ("a\\\\b", [5]),
            ("a\\b", [6]),
            ("%\\\\", [7]),
            ("\\%", [8]),
            ("_", [8, 9]),
            ("", [10]),
            ("%", list(range(1, 14))),
            ("%%", list(range(1, 14))),
            ("_%", [*range(1, 10), 11, 12, 13]),
            ("%\\\\%", [5, 7, 12]),
            ("A%", [12]),
            ("\\1\\0\\0", [2]),
        ],
    )
    async def test_like(self, api: Operations, pattern: str, numbers: list[int]) -> None:
        assert await passing(api, {"title": {"like": pattern}}) == numbers

    @pytest.mark.parametrize("operator", ["like", "ilike"])
    @pytest.mark.parametrize("pattern", ["\\", "a\\", "%\\", "\\\\\\", "\\%\\", "a\\\\b\\"])
    async def test_a_pattern_that_ends_inside_an_escape_is_refused(
        self, api: Operations, operator: str, pattern: str
    ) -> None:
        message = "A pattern may not end with a single \\; write \\\\ for a backslash."
        assert await refusal(api, {"title": {operator: pattern}}) == message

    @pytest.mark.parametrize("pattern", ["%a" * 21, "a" * 1001])
    async def test_a_pattern_that_may_take_long_is_refused(self, api: Operations, pattern: str) -> None:
        assert await refusal(api, {"title": {"like": pattern}}) == "A pattern may have 1000 characters and 20 times %."

    @pytest.mark.parametrize(
        ("tests", "numbers"),
        [
            ({"startsWith": "100%"}, [1]),
            ({"startsWith": "_"}, [9]),
            ({"startsWith": "a\\"}, [5, 7]),
            ({"startsWith": ""}, list(range(1, 14))),
            ({"endsWith": "%"}, [1, 8]),
            ({"endsWith": "\\"}, [7]),
            ({"contains": "_"}, [3, 9]),
            ({"contains": "\\"}, [5, 7, 12]),
            ({"contains": "%"}, [1, 8]),
            ({"icontains": "\\b"}, [5, 12]),
            ({"ieq": "%"}, [8]),
            ({"ieq": "a\\B"}, [5, 12]),
            ({"istartsWith": "A\\"}, [5, 7, 12]),
            ({"iendsWith": "\\B"}, [5, 12]),
            ({"ilike": "A\\\\_"}, [5, 12]),
            ({"startsWith": "1", "endsWith": "0"}, [2, 3, 4, 13]),
        ],
    )
    async def test_other_operators_take_text_as_it_is(self, api: Operations, tests: Any, numbers: list[int]) -> None:
        assert await passing(api, {"title": tests}) == numbers


class TestCase:
    WORDS = (
        *(
            "straße",
            "STRASSE",
            "Straẞe",
            "İ",
            "i\u0307",
            "i",
            "I",
            "\u0131",
            "\u03a3\u03c3\u03c2",
            "\u03c3\u03c3\u03c3",
            "\u017f",
            "s",
            "S",
            "\u212a",
            "K",
        ),
        *("ﬁx", "FIX", "\u0390", "\u1fd3", "é", "É", "e\u0301"),
    )
    ROWS = tuple(thing(n, title=word) for n, word in enumerate(WORDS))

    @pytest.mark.parametrize("word", WORDS)
    async def test_words_are_the_same_whose_case_folding_is(self, api: Operations, word: str) -> None:
        alike = [n for n, each in enumerate(self.WORDS) if each.casefold() == word.casefold()]
        for operator in ("ieq", "ilike"):
            assert await passing(api, {"title": {operator: word}}) == alike, operator
        assert await passing(api, {"title": {"eq": word}}) == [self.WORDS.index(word)]
        assert await passing(api, {"title": {"like": word}}) == [self.WORDS.index(word)]

    @pytest.mark.parametrize(
        ("tests", "words"),
        [
            ({"istartsWith": "STRASS"}, {"straße", "STRASSE", "Straẞe"}),
            ({"iendsWith": "SSE"}, {"straße", "STRASSE", "Straẞe"}),
            ({"icontains": "ASS"}, {"straße", "STRASSE", "Straẞe"}),
            ({"ilike": "stra__e"}, {"straße", "STRASSE", "Straẞe"}),
            ({"icontains": "\u03c2"}, {"\u03a3\u03c3\u03c2", "\u03c3\u03c3\u03c3"}),
            ({"istartsWith": "FI"}, {"ﬁx", "FIX"}),
            ({"startsWith": "str"}, {"straße"}),
            ({"contains": "SS"}, {"STRASSE"}),
        ],
    )
    async def test_parts_of_words(self, api: Operations, tests: Any, words: set[str]) -> None:
        assert {self.WORDS[n] for n in await passing(api, {"title": tests})} == words


class TestOrderAndNulls:
    TEXTS = ("", " ", "A", "Z", "a", "z", "ß", "é", "İ", "ẞ", "\uffee", "\U0001f600")
    ROWS = (
        *(thing(n, subtitle=text) for n, text in enumerate(sorted(TEXTS, key=lambda each: each[::-1]))),
        thing(99, subtitle=None),
    )

    async def test_text_is_compared_and_ordered_by_code_point(self, api: Operations) -> None:
        by_text = {values["subtitle"]: values["n"] for _, values in self.ROWS}
        in_order = [by_text[text] for text in sorted(self.TEXTS)]
        assert await passing(api, None, order=[{"subtitle": "ASC"}]) == [*in_order, 99]
        assert await passing(api, None, order=[{"subtitle": "DESC"}]) == [99, *in_order[::-1]]
        for text in self.TEXTS:
            below = [by_text[each] for each in sorted(self.TEXTS) if each < text]
            assert await passing(api, {"subtitle": {"lt": text}}, order=[{"subtitle": "ASC"}]) == below
            above = [by_text[each] for each in sorted(self.TEXTS) if each >= text]
            assert await passing(api, {"subtitle": {"gte": text}}, order=[{"subtitle": "ASC"}]) == above

    @pytest.mark.parametrize(
        "operator", ["like", "startsWith", "endsWith", "contains", "ieq", "ilike", "istartsWith", "icontains"]
    )
    async def test_null_passes_no_text_test_and_its_complement(self, api: Operations, operator: str) -> None:
        everything = {"like": "%", "ilike": "%"}.get(operator, "")
        assert 99 not in await passing(api, {"subtitle": {operator: everything}})
        assert 99 in await passing(api, {"not": {"subtitle": {operator: everything}}})

    async def test_ne_and_not_in_include_null(self, api: Operations) -> None:
        assert 99 in await passing(api, {"subtitle": {"ne": "A"}})
        assert 99 in await passing(api, {"subtitle": {"notIn": ["A"]}})
        assert 99 not in await passing(api, {"not": {"subtitle": {"ne": "A"}}})
        assert await passing(api, {"subtitle": {"isNull": True}}) == [99]
