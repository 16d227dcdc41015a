# The commands of this project. Each one sets up what it needs: see scripts/setup.
.DEFAULT_GOAL := help
.PHONY: help run test test-long check format bench screenshots lock translations clean image
MAKEFLAGS += --no-print-directory
# Where it is set, as in many container images, each process compiles every module anew: a start takes twice as long.
unexport PYTHONDONTWRITEBYTECODE

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
	@.venv/bin/pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder $(TESTS)

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

screenshots: ## write pictures of every screen of the demonstration into var/screens (elsewhere: TO=)
	@scripts/setup --test
	@.venv/bin/python -m tests.screenshots $(TO)

lock: ## write the locks anew from pyproject.toml (raise versions: scripts/lock --upgrade)
	@scripts/setup --dev
	@scripts/lock

translations: ## bring the catalogues of translations in step with what the pages say
	@scripts/setup --dev
	@.venv/bin/python -m app.message_catalogues

image: ## build the container image
	docker build --tag $(IMAGE) .

clean: ## remove .venv and every cache; the data in var/ stays
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
