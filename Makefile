# Every target works from a bare Python 3.11+: the first one makes .venv from requirements.lock.
# Another interpreter: make PYTHON=python3.13 test

PYTHON ?= python3
UV := $(shell command -v uv 2>/dev/null)
VENV := .venv
PY := $(VENV)/bin/python
PYTEST_ARGS ?= -n 2
FUZZ ?= 100
# Its own documents, without what graphql-codegen makes of them beside.
FRONTEND := $(wildcard examples/frontend/src/*.tsx)

.DELETE_ON_ERROR:
.PHONY: help serve explorer wheel test coverage test-long test-clients test-explorer check docs bench schema migrate seed lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

serve: $(VENV)/.stamp ## build the explorer where Node.js is there, migrate, seed an empty default database, serve, and print the address (HOST, PORT, DATABASE_URL)
	@$(PY) explorer/build.py --if-possible
	@exec $(PY) -m app demo

explorer: ## build what browsers get at /graphql, unless it is built of the same: needs Node.js 20.19+
	@$(PYTHON) explorer/build.py

wheel: $(VENV)/.stamp ## build the wheel into dist/, with the explorer where Node.js is there
	@$(PY) explorer/build.py --if-possible
	$(PY) -m hatchling build -t wheel

test: $(VENV)/.stamp ## run the tests on SQLite and PostgreSQL (PYTEST_ARGS="-k name")
	$(PY) -m pytest --ignore=tests/clients --ignore=tests/explorer $(PYTEST_ARGS)

coverage: ## the same, and tell which lines and branches they run: takes half as long again
	$(MAKE) test PYTEST_ARGS="$(PYTEST_ARGS) --cov --cov-report=term"

test-long: $(VENV)/.stamp ## kill the server in mid-write, 30 times on each database, and whatever else can fail; random requests (FUZZ=5000)
	KILLS=30 FUZZ=$(FUZZ) $(PY) -m pytest tests/app/test_kill.py tests/chaos tests/fuzz tests/app/scaffolding -m "long or not long" -n 2

test-clients: $(VENV)/.stamp ## JavaScript clients of a running server: needs Node.js 20+, and installs tests/clients/package-lock.json
	$(PY) -m pytest tests/clients -s

test-explorer: $(VENV)/.stamp ## the explorer in headless Chromium: needs Node.js 20.19+ and chromium
	$(PY) -m pytest tests/explorer -s

check: $(VENV)/.stamp ## formatting, lints, types, import contracts, schema.graphql, contents of the wheel, the documentation's site
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports
	$(PY) -m app schema check --fail-on any --documents tests/operations $(FRONTEND:%=--documents %) || { echo "the API is not what schema.graphql and its clients say; make schema writes it"; exit 1; }
	@$(PY) -m app schema map | cmp -s - docs/images/schema_map.svg || { echo "docs/images/schema_map.svg is stale: make schema"; exit 1; }
	$(PY) .ci/wheel.py
	@$(MAKE) --no-print-directory docs

docs: $(VENV)/.stamp ## build the site of the documentation into site/, without a warning
	NO_MKDOCS_2_WARNING=1 $(PY) -m mkdocs build --strict --quiet

bench: $(VENV)/.stamp ## measure the API beside what others would serve the same with, the HTTP layer, and attacks (Linux)
	$(PY) -m benchmarks --in-flight 1,16,64 --output benchmarks/results.json
	$(PY) -m benchmarks.growth --output benchmarks/growth.json
	$(PY) -m benchmarks.transport
	$(PY) -m benchmarks.attacks

schema: $(VENV)/.stamp ## write schema.graphql, its picture, and what its relations take (tests/graphql_schema/relations.json)
	$(PY) -m app schema export > schema.graphql.new
	mv schema.graphql.new schema.graphql
	$(PY) -m pytest -q tests/graphql_schema/test_api.py -k "sqlite and parent" --update-api
	$(PY) -m app schema map --output docs/images/schema_map.svg

migrate: $(VENV)/.stamp ## bring the database (DATABASE_URL) to the newest migration
	$(PY) -m app db upgrade

seed: migrate ## fill the database (DATABASE_URL) with data to try things on
	$(PY) -m app seed

LOCK = .cache/uv/bin/uv pip compile pyproject.toml --group app $(if $(UPGRADE),--upgrade) --universal --python-version 3.11 \
	--generate-hashes --no-config --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' --quiet

lock: .cache/uv/bin/uv ## pin requirements.lock anew from pyproject.toml (UPGRADE=1 takes newer releases)
	$(LOCK) --all-extras --group dev --group docs --output-file requirements.lock
	$(LOCK) --extra postgres --extra sqlite --extra cli --constraint requirements.lock --no-annotate --output-file deploy/requirements.lock

clean: ## remove .venv, caches and build output (databases stay)
	rm -rf $(VENV) tests/*/node_modules explorer/node_modules explorer/dist sqlmodel_strawberry/explorer/built .cache build dist site .coverage .coverage.* htmlcov .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The project itself is not installed: everything runs from the root of the checkout.
$(VENV)/.stamp: requirements.lock
	@$(require_python)
	rm -rf $(VENV)
ifdef UV
	$(UV) venv --quiet --no-python-downloads --python $(PYTHON) $(VENV)
	$(UV) pip install --quiet --python $(PY) --require-hashes --requirement requirements.lock
else
	$(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
endif
	@touch $@

.cache/uv/bin/uv:
	@$(require_python)
	$(PYTHON) -m venv .cache/uv
	.cache/uv/bin/python -m pip install --quiet --disable-pip-version-check uv

define require_python
$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
{ echo "Python 3.11 or newer is needed, and '$(PYTHON)' is not one: make PYTHON=python3.12 …" >&2; exit 1; }
endef
