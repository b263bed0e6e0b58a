# Zwerm. Two commands set everything up: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export ZWERM_VAR ?= $(CURDIR)/var

.PHONY: help run test check fix bench shots wheel
help: ## Say what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

$(VENV)/.ready: requirements-dev.txt tools/setup.py
	@$(PYTHON) tools/setup.py $(VENV)

run: $(VENV)/.ready ## Set up, fill an empty database with an example, and serve
	@$(BIN)/python -m tools.assets
	@$(BIN)/python -m tools.messages compile
	@$(BIN)/zwerm run

test: $(VENV)/.ready ## All tests, on SQLite and PostgreSQL, and in a browser
	@$(BIN)/python -m tools.assets
	@$(BIN)/python -m tools.messages compile
	@$(BIN)/python -m tools.test

check: $(VENV)/.ready ## The walls: format, lint, types, layers, house tests
	@$(BIN)/python -m tools.assets
	@$(BIN)/python -m tools.messages compile
	@$(BIN)/python -m tools.check

fix: $(VENV)/.ready ## Let the tools mend what they can
	@$(BIN)/ruff check --fix -q . ; $(BIN)/ruff format -q .
	@$(BIN)/python -m tools.map ; $(BIN)/python -m tools.trust

bench: $(VENV)/.ready ## Measure; ONLY=main for the first job
	@$(BIN)/python -m bench $(ONLY)

shots: $(VENV)/.ready ## Take pictures of every screen
	@$(BIN)/python -m tools.shots

wheel: $(VENV)/.ready ## Build the wheel with its assets
	@$(BIN)/python -m tools.assets
	@$(BIN)/python -m tools.messages compile
	@$(BIN)/python -m pip wheel -q --no-deps --no-build-isolation -w dist .
