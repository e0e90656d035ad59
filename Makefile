# Two commands matter: `make run` and `make test`. Everything lives in .venv and DATA_DIR.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
WORKERS ?= 2
CASES ?= 1000
export PORT

.DEFAULT_GOAL := help
.PHONY: help run test test-failed check demo bench fuzz client faults lock lint types clean

help: ## say what each command does
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1|/' | column -t -s '|'

$(VENV)/.run: requirements.txt
	@command -v $(PYTHON) >/dev/null || { echo "Cần Python 3.11 trở lên."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Cài thư viện (chỉ lần đầu) ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

run: $(VENV)/.run ## set everything up, load the demo once and serve web, worker and scheduler
	@$(BIN)/python manage.py demo --once --quiet-when-present
	@exec $(BIN)/python manage.py serve

demo: $(VENV)/.run ## load the demo meetings and accounts without serving
	@$(BIN)/python manage.py demo

test: $(VENV)/.dev ## run the tests; says which were skipped and why
	@code=0; \
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile $(ARGS) || code=1; \
	$(BIN)/python -m tests.on_postgres -n $(WORKERS) --dist loadfile $(ARGS) || code=1; \
	exit $$code

test-failed: $(VENV)/.dev ## run again only what failed last time, one by one
	@$(BIN)/python -m tests.rerun

check: $(VENV)/.dev ## ruff, mypy, layers, migrations, deploy check, security lint
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy tracker config
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run
	@# The three skipped rules are judged by ruff (S308, S608), each use with its reason.
	$(BIN)/bandit -q -r tracker config -ll -s B308,B703,B608

bench: $(VENV)/.dev ## measure, print ratios, write benchmarks/results.json
	@$(BIN)/python -m benchmarks.run $(ARGS)

fuzz: $(VENV)/.dev ## call every operation at random as every role, e.g. make fuzz CASES=1000; goes on where it stopped
	@mkdir -p test-artifacts
	@FUZZ_CASES=$(CASES) FUZZ_SUMMARY=test-artifacts/fuzz.jsonl $(BIN)/python -m pytest tests/api/test_fuzz.py -s $(ARGS)
	@$(BIN)/python -m tests.api.fuzz_ledger test-artifacts/fuzz.jsonl $(CASES)

client: $(VENV)/.dev ## make a client from the API's description in a throw-away environment, and use it
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && $(PYTHON) -m venv $$folder \
	&& $$folder/bin/pip install --quiet --disable-pip-version-check openapi-python-client \
	&& CLIENT_PYTHON=$$folder/bin/python $(BIN)/python -m pytest tests/api/test_generated_client.py

faults: $(VENV)/.dev ## the long fault judge: kills senders, workers, Redis, PostgreSQL; prints lost and doubled
	@$(BIN)/python -m tests.faults.run $(ARGS)

lock: ## renew the locked requirements (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q requirements.in -o requirements.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q requirements-dev.in -o requirements-dev.txt

clean: ## remove the environment and the caches, never the data
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache staticfiles
