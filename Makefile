# The commands of this project. Each one sets up what it needs: see scripts/setup.
.DEFAULT_GOAL := help
.PHONY: help run test test-long check format bench lock clean image
MAKEFLAGS += --no-print-directory

PORT ?= 8000
IMAGE ?= kelisim

help: ## list these commands
	@echo "Kelisim: make <command>"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1\t\2/p' $(MAKEFILE_LIST) | expand -t 12

run: ## set up, load the demonstration, serve on http://127.0.0.1:8000 (another port: PORT=)
	@scripts/setup
	@exec .venv/bin/kelisim demo --serve --port $(PORT)

test: ## run every test, on SQLite and on PostgreSQL (some of them: TESTS=tests/documents)
	@scripts/setup --test
	@.venv/bin/pytest --numprocesses 2 --dist loadfile $(TESTS)

test-long: ## try far more of what is tried at random, and what takes long
	@scripts/setup --test
	@KELISIM_TIMES=5 .venv/bin/pytest --numprocesses 2 $$(.venv/bin/python -m tests.thoroughness)

check: ## look at format, lint, types, import contracts, migrations and the Dockerfile
	@scripts/setup --dev
	@scripts/check

format: ## put the code into its form and mend what the linter can mend
	@scripts/setup --dev
	@.venv/bin/ruff check --fix --quiet . ; .venv/bin/ruff format .

bench: ## measure speed against a bare route, and print ratios
	@scripts/setup --dev
	@.venv/bin/python -m benchmarks

lock: ## write the locks anew from pyproject.toml (raise versions: scripts/lock --upgrade)
	@scripts/setup --dev
	@scripts/lock

image: ## build the container image
	docker build --tag $(IMAGE) .

clean: ## remove .venv and every cache; the data in var/ stays
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
