# The chores of this project; `make help` lists them.
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
INPUT ?=
OUT ?= out

.PHONY: help setup run check test cases docs bench clean

help: ## this list
	@awk 'BEGIN {FS = ":.*## "} /^[a-z.%-]+:.*## / {printf "  %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# The stamp makes set-up happen once, and again when pyproject.toml changes.
.venv/.installed: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable . --group dev
	@touch $@

setup: .venv/.installed ## make .venv and install everything

run: setup ## the main job on examples/, or on any document: make run INPUT=path [OUT=dir]
	@if [ -n "$(INPUT)" ]; then $(BIN)/biblio run "$(INPUT)" -o "$(OUT)"; \
	else for example in $(filter-out %README.md,$(wildcard examples/*.txt examples/*.md)); do \
	  echo "== $$example"; \
	  $(BIN)/biblio run "$$example" -o "$(OUT)/$$(basename "$$example" | tr . -)" || [ $$? -eq 1 ] || exit 2; done; fi

check: setup ## format, lint, types, layers, docs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python scripts/build_docs.py --check

test: setup ## the test suite, on all cores
	$(BIN)/python -m pytest -n auto

cases: setup ## the case files alone
	$(BIN)/python -m pytest -k cases

docs: setup ## write the generated pages of docs/ again
	$(BIN)/python scripts/build_docs.py

bench: setup ## measure what README claims
	$(BIN)/python scripts/bench_run.py

clean: ## remove what make and the tools made
	rm -rf .venv $(OUT) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
