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


# Of what starts many processes, and asks nothing of the engine that others do not ask.
ENGINES = ("postgresql",) if IS_LONG else ("sqlite",)

# Files that are tried on SQLite in make test, and on PostgreSQL in make test-long, which follows it.
ONE_ENGINE_AT_A_TIME = frozenset(
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
        "test_concurrency.py",
        "test_correct_clause.py",
        "test_course.py",
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
        "test_participation.py",
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
        "test_mergers.py",
        "test_splits.py",
        "test_streamlining.py",
        "test_room.py",
        "test_round_tables.py",
        "test_rounds.py",
        "test_said_in_the_room.py",
        "test_set_level.py",
        "test_silence.py",
        "test_silence_frozen.py",
        "test_silence_outcome.py",
        "test_silence_letters.py",
        "test_signing_in.py",
        "test_standing.py",
        "test_subamendments.py",
        "test_translation_requests.py",
        "test_translations.py",
        "test_statements.py",
        "test_two_worlds.py",
        "test_undo_decision.py",
        "test_verify.py",
        "test_waiting.py",
        "test_whereabouts.py",
        "test_whole_negotiation.py",
    )
)


# What else make test-long tries more often, or on more engines.
_MORE = (
    *(
        f"tests/app/test_{name}.py"
        for name in (
            *("permissions", "description_holds", "command_line", "killed_process"),
            *("exporting", "people", "own_account", "overtaken_sign_in", "tokens"),
        )
    ),
    *("tests/pages/test_in_a_browser.py", "tests/pages/test_fuzzed_forms.py"),
    *("tests/benchmarks/test_benchmarks.py", "tests/exporters/test_tracked.py"),
    *("tests/importers", "tests/documents"),
)


def tried_long() -> list[str]:
    """Return the files and folders that ``make test-long`` runs."""
    return [*_MORE, *(f"tests/app/{name}" for name in sorted(ONE_ENGINE_AT_A_TIME))]


def is_tried_elsewhere(item: pytest.Item) -> bool:
    """Say whether the other command tries this: make test-long follows make test, and repeats only what is random."""
    folder = item.path.parent.name
    if folder == "app" and item.path.name in ONE_ENGINE_AT_A_TIME:
        return ("sqlite" if IS_LONG else "postgresql") in item.name.split("[")[-1]
    asks_no_store = folder in ("documents", "importers", "exporters")
    return IS_LONG and asks_no_store and "hypothesis" not in item.keywords


def in_long(decorator: Callable[[Test], Test]) -> Callable[[Test], Test]:
    """Return a decorator that is one in ``make test-long`` alone: one example more."""
    return decorator if IS_LONG else lambda test: test


only_long = pytest.mark.skipif(not IS_LONG, reason="it takes half a minute and more: make test-long runs it")


if __name__ == "__main__":
    sys.stdout.write(" ".join(tried_long()))
