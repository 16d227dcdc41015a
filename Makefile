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
	@KELISIM_TIMES=6 .venv/bin/pytest --numprocesses 2 \
		tests/app/test_two_worlds.py tests/app/test_permissions.py tests/app/test_description_holds.py \
		tests/app/test_command_line.py tests/app/test_killed_process.py tests/app/test_concurrency.py \
		tests/app/test_people.py tests/app/test_own_account.py tests/app/test_tokens.py \
		tests/app/test_access.py tests/app/test_align_text.py tests/app/test_bad_input.py \
		tests/app/test_begin_document.py tests/app/test_bridging_texts.py tests/app/test_certificates.py \
		tests/app/test_chairs_text.py tests/app/test_change_amendment.py tests/app/test_chosen_words.py \
		tests/app/test_comments.py tests/app/test_concordance.py tests/app/test_correct_clause.py \
		tests/app/test_decide_clause.py tests/app/test_drafts_stay_private.py \
		tests/app/test_edit_after_decisions.py tests/app/test_examples.py tests/app/test_export.py \
		tests/app/test_filed_findings.py tests/app/test_history.py tests/app/test_hostile.py \
		tests/app/test_issue_edition.py tests/app/test_paging.py tests/app/test_pdf.py \
		tests/app/test_positions.py tests/app/test_propose_amendment.py tests/app/test_propose_clause.py \
		tests/app/test_read_out.py tests/app/test_read_together.py tests/app/test_redlines.py \
		tests/app/test_release.py tests/app/test_said_in_the_room.py tests/app/test_set_level.py \
		tests/app/test_signing_in.py tests/app/test_undo_decision.py tests/app/test_verify.py \
		tests/pages/test_in_a_browser.py tests/pages/test_fuzzed_forms.py \
		tests/benchmarks/test_benchmarks.py tests/importers tests/exporters/test_tracked.py tests/documents

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
