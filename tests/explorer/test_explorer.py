"""What a browser makes of the explorer, with no network but the server's own origin."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.explorer.conftest import run

CHECKS = [
    *("loads", "query", "mutation", "wrongPassword", "mistake", "completion"),
    *("plan", "dark", "map", "history", "kept", "examples"),
]

Found = dict[str, dict[str, Any]]


@pytest.fixture(scope="session")
async def found(address: str, browser: None) -> Found:
    """What was found of each check: its `value` or `error`, the `requests` of the page and its `problems`."""
    made: Found = await run("checks.mjs", address)
    return made


def value(found: Found, name: str) -> Any:
    assert "error" not in found[name], found[name]["error"]
    return found[name]["value"]


class TestEveryVisit:
    def test_all_are_tried(self, found: Found) -> None:
        assert list(found) == CHECKS

    @pytest.mark.parametrize("name", CHECKS)
    def test_nothing_is_asked_of_another_origin(self, found: Found, name: str, address: str) -> None:
        origins = {origin(url) for url in found[name]["requests"]}
        assert origins - {"data", "blob"} == {origin(address)}

    @pytest.mark.parametrize("name", CHECKS)
    def test_the_browser_has_nothing_to_say(self, found: Found, name: str) -> None:
        """Neither of the Content-Security-Policy, nor of scripts, nor of files that are missing."""
        assert found[name]["problems"] == []


def origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else parts.scheme


class TestOperations:
    def test_examples_are_in_its_tabs(self, found: Found) -> None:
        assert value(found, "loads")["tabs"] == ["Teams", "Products", "Search", "Posts", "Me", "CreateHero"]

    def test_workers_are_files_of_ours(self, found: Found) -> None:
        workers = {name.split("/")[-1].partition(".worker-")[0] for name in workers_of(found["loads"]["requests"])}
        assert workers == {"editor", "graphql", "json"}

    def test_a_query(self, found: Found) -> None:
        made = value(found, "query")
        assert len(made["answer"]["data"]["teams"]["nodes"]) == 3
        assert "extensions" not in made["answer"]
        assert made["said"].startswith("HTTP 200 · ")

    def test_a_mutation_of_who_has_logged_in(self, found: Found) -> None:
        made = value(found, "mutation")
        assert made["said"] == "Logged in."
        assert made["headers"]["Authorization"].startswith("Bearer ")
        payload = made["answer"]["data"]["createHero"]
        assert (payload["hero"]["name"], payload["userErrors"]) == ("Captain Explorer", [])

    def test_who_does_not_log_in(self, found: Found) -> None:
        made = value(found, "wrongPassword")
        assert "no active account" in made["said"]
        assert made["headers"] == ""

    def test_a_mistake_is_marked_and_told(self, found: Found) -> None:
        (error,) = value(found, "mistake")["errors"]
        assert error["message"].startswith("Cannot query field 'nmae' on type 'Team'.")

    def test_fields_are_completed(self, found: Found) -> None:
        assert {"team", "teams"} <= set(value(found, "completion"))

    def test_what_ran_is_in_the_history(self, found: Found) -> None:
        assert value(found, "history") == ["Teams"]

    def test_the_token_goes_with_the_page(self, found: Found) -> None:
        made = value(found, "kept")
        token = made["sent"].removeprefix("Bearer ")
        assert "CreateHero" in made["kept"]["graphiql:queries"]
        assert "CreateHero" in made["kept"]["graphiql:tabState"]
        assert not any(token in each for each in made["kept"].values())
        assert (made["cookies"], made["headers"]) == ([], "")

    def test_examples_are_opened(self, found: Found) -> None:
        made = value(found, "examples")
        assert "query Search" in made["operation"]
        assert made["answer"]["data"]["search"]["nodes"]


def workers_of(requests: list[str]) -> Iterator[str]:
    return (url for url in requests if ".worker-" in url)


class TestPlan:
    def test_level_by_level(self, found: Found) -> None:
        made = value(found, "plan")
        assert [each.split()[:2] for each in made["levels"]] == [["Level", "1"], ["Level", "2"]]
        assert made["fields"] == [
            *("page teams", "figures teams", "page teams.nodes.heroes", "figures teams.nodes.heroes")
        ]
        assert [figure.split("\n")[0] for figure in made["figures"]] == [
            *("Run by", "Depth", "Cost", "Rows", "Statements", "Time")
        ]

    def test_parameters_and_explain_are_told_when_asked_for(self, found: Found) -> None:
        made = value(found, "plan")
        assert (made["hidden"], made["explained"]) == (0, 0)
        assert "SCAN team" in made["explain"]

    def test_it_is_not_in_the_answer(self, found: Found) -> None:
        assert value(found, "plan")["answer"].keys() == {"data"}


class TestLooks:
    def test_the_dark_theme(self, found: Found) -> None:
        made = value(found, "dark")
        assert made["before"] == "rgb(255, 255, 255)"
        assert made["after"] != made["before"]
        assert "graphiql-dark" in made["name"]

    def test_the_map_leads_to_the_docs(self, found: Found) -> None:
        made = value(found, "map")
        assert len(made["boxes"]) == 11
        assert made["docs"] == "Hero"
