"""One stream of log lines, whoever writes them."""

import json
import logging

import pytest
import structlog

from app.logging import configure_logging
from app.settings import Settings

pytestmark = pytest.mark.usefixtures("nothing_set", "restored_logging")


def _lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_ours_and_those_of_libraries_are_json_alike(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(Settings(log_format="json"))
    structlog.get_logger("ours").warning("ate", apples=3)
    logging.getLogger("theirs").warning("ate %d", 3, extra={"pears": 4})
    ours, theirs = _lines(capsys)
    assert (ours["event"], ours["apples"], ours["logger"], ours["level"]) == ("ate", 3, "ours", "warning")
    assert (theirs["event"], theirs["pears"], theirs["logger"], theirs["level"]) == ("ate 3", 4, "theirs", "warning")
    assert ours.keys() >= {"timestamp"}
    assert theirs.keys() >= {"timestamp"}


def test_an_exception_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(Settings(log_format="json"))
    try:
        raise LookupError("lost")
    except LookupError:
        logging.getLogger("theirs").exception("failed")
    (line,) = _lines(capsys)
    assert "LookupError: lost" in str(line["exception"])


@pytest.mark.parametrize("odd", ["\ud800", 2**70, {1: object()}, b"bytes", float("nan")])
def test_a_value_that_json_does_not_have_costs_no_line(capsys: pytest.CaptureFixture[str], odd: object) -> None:
    configure_logging(Settings(log_format="json"))
    structlog.get_logger("ours").warning("odd", value=odd)
    (line,) = _lines(capsys)
    assert (line["event"], line["level"]) == ("odd", "warning")


def test_what_is_not_worth_logging_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(Settings(log_format="json", log_level="ERROR"))
    logging.getLogger("theirs").warning("never mind")
    assert _lines(capsys) == []


def test_configuring_twice_does_not_write_twice(capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        configure_logging(Settings(log_format="json"))
    logging.getLogger("theirs").warning("once")
    assert len(_lines(capsys)) == 1
