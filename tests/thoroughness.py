"""What ``make test`` leaves to ``make test-long``: how often what is random is tried, and what on which engine.

``python -m tests.thoroughness`` prints what ``make test-long`` runs.
"""

import os
import sys
from collections.abc import Callable
from typing import TypeVar

import pytest

Test = TypeVar("Test")
TIMES = int(os.environ.get("KELISIM_TIMES", "1"))
IS_LONG = TIMES > 1  # make test-long


def often(examples: int) -> int:
    """Return how many examples are tried where so many are in ``make test``."""
    return examples * TIMES


# Of what starts many processes, and asks nothing of the engine that others do not ask: both in make test-long.
ENGINES = ("sqlite", "postgresql") if IS_LONG else ("sqlite",)

# Files whose rules stand above the store: on SQLite in make test, on PostgreSQL in make test-long, which follows it.
ABOVE_THE_STORE = frozenset(
    (
        "test_access.py",
        "test_adoption.py",
        "test_align_text.py",
        "test_bad_input.py",
        "test_begin_document.py",
        "test_bridging_texts.py",
        "test_certificates.py",
        "test_chairs_text.py",
        "test_change_amendment.py",
        "test_chosen_words.py",
        "test_comments.py",
        "test_concordance.py",
        "test_correct_clause.py",
        "test_decide_clause.py",
        "test_drafts_stay_private.py",
        "test_edit_after_decisions.py",
        "test_examples.py",
        "test_export.py",
        "test_filed_findings.py",
        "test_history.py",
        "test_hostile.py",
        "test_issue_edition.py",
        "test_links.py",
        "test_packages.py",
        "test_paging.py",
        "test_pdf.py",
        "test_position_matrix.py",
        "test_positions.py",
        "test_positions_confirmed.py",
        "test_propose_amendment.py",
        "test_propose_clause.py",
        "test_read_out.py",
        "test_read_together.py",
        "test_redlines.py",
        "test_release.py",
        "test_streamlining.py",
        "test_round_tables.py",
        "test_rounds.py",
        "test_said_in_the_room.py",
        "test_set_level.py",
        "test_silence.py",
        "test_silence_frozen.py",
        "test_signing_in.py",
        "test_standing.py",
        "test_undo_decision.py",
        "test_verify.py",
        "test_waiting.py",
    )
)


# What else make test-long tries more often, or on more engines.
_MORE = (
    *(
        f"tests/app/test_{name}.py"
        for name in (
            *("two_worlds", "permissions", "description_holds", "command_line", "killed_process"),
            *("concurrency", "people", "own_account", "tokens"),
        )
    ),
    *("tests/pages/test_in_a_browser.py", "tests/pages/test_fuzzed_forms.py"),
    *("tests/benchmarks/test_benchmarks.py", "tests/exporters/test_tracked.py"),
    *("tests/importers", "tests/documents"),
)


def tried_long() -> list[str]:
    """Return the files and folders that ``make test-long`` runs."""
    return [*_MORE, *(f"tests/app/{name}" for name in sorted(ABOVE_THE_STORE))]


def in_long(decorator: Callable[[Test], Test]) -> Callable[[Test], Test]:
    """Return a decorator that is one in ``make test-long`` alone: one example more."""
    return decorator if IS_LONG else lambda test: test


only_long = pytest.mark.skipif(not IS_LONG, reason="it takes half a minute and more: make test-long runs it")


if __name__ == "__main__":
    sys.stdout.write(" ".join(tried_long()))
