"""The files to deploy with name what is there. (Nothing here can build an image.)"""

import configparser
import re
from typing import Any

import yaml  # type: ignore[import-untyped]

from app.settings import Settings
from tests.documents import ROOT, Page

DEPLOY = ROOT / "deploy"
IMAGE = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
SETTINGS = {name.upper() for name in Settings.model_fields}


def test_the_image_takes_what_is_there_and_what_is_not_ignored() -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    for image in (IMAGE, (DEPLOY / "pgbouncer.Dockerfile").read_text(encoding="utf-8")):
        for source in re.findall(r"^COPY (?!--from)(\S+)", image, re.MULTILINE):
            assert (ROOT / source).exists(), source
            assert f"!{source.split('/')[0]}" in ignored, source


def test_the_image_has_every_package_of_the_application() -> None:
    copied = set(re.findall(r"^COPY (\w+) ", IMAGE, re.MULTILINE))
    assert copied == {"sqlmodel_strawberry", "graphql_schema", "app", "migrations"}


def test_variables_are_settings() -> None:
    for name in ("api", "migrate"):
        assert set(COMPOSE["services"][name]["environment"]) <= SETTINGS, name
    named = dict(re.findall(r"(\w+)=(\S+)", re.search(r"^ENV (.*)$", IMAGE, re.MULTILINE)[1]))  # type: ignore[index]
    assert set(named) - {"PATH", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE"} <= SETTINGS


def test_what_must_be_filled_in_has_a_line() -> None:
    asked = set(re.findall(r"\$\{(\w+)", (DEPLOY / "compose.yaml").read_text(encoding="utf-8")))
    lines = (DEPLOY / "example.env").read_text(encoding="utf-8")
    assert set(re.findall(r"^(\w+)=", lines, re.MULTILINE)) == asked


def test_services_wait_for_services_that_are_there() -> None:
    services = COMPOSE["services"]
    for service in services.values():
        assert set(service.get("depends_on", ())) <= services.keys()


def test_the_pooler_is_of_transactions_and_the_application_knows() -> None:
    pooler = configparser.ConfigParser(interpolation=None)
    pooler.read_string((DEPLOY / "pgbouncer.ini").read_text(encoding="utf-8"))
    assert pooler["pgbouncer"]["pool_mode"] == "transaction"
    environment = COMPOSE["services"]["api"]["environment"]
    assert environment["DATABASE_URL"].endswith(f"@pgbouncer:{pooler['pgbouncer']['listen_port']}/app")
    assert environment["PREPARED_STATEMENTS"] == "false"
    timeouts = re.findall(r"SET (\w+) = (\d+)", pooler["databases"]["app"])
    assert timeouts == [
        ("statement_timeout", str(int(Settings().statement_timeout * 1000))),
        ("lock_timeout", str(int(Settings().lock_timeout * 1000))),
    ]


def test_an_end_has_its_time() -> None:
    settings = Settings()
    seconds = int(COMPOSE["services"]["api"]["stop_grace_period"].removesuffix("s"))
    assert seconds > settings.drain_seconds + settings.shutdown_timeout + 5


def test_packages_are_those_of_the_checkout() -> None:
    pins = [set(re.findall(r"^\S+==\S+", Page.read(name).text, re.MULTILINE)) for name in LOCKS]
    assert pins[1] < pins[0]
    assert not [pin for pin in pins[1] if pin.startswith(("pytest", "mypy", "mkdocs", "ruff"))]


LOCKS = ("requirements.lock", "deploy/requirements.lock")
