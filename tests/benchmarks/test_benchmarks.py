"""The benchmarks run; what they measure is for people to judge, never for a test."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.thoroughness import IS_LONG

PROJECT = Path(__file__).parents[2]


@pytest.mark.skipif(not IS_LONG, reason="it takes a minute and more: make test-long runs it")
def test_the_benchmarks_print_their_table() -> None:
    # In a process of its own: a browser test leaves an event loop running in this one, and the benchmarks bring theirs.
    table = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--quick"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    header, _, *rows = table.splitlines()
    assert header.startswith("| what | against |")
    for said in (
        "a clause of 300 words",
        "a bare route",
        "SQLite: read a clause",
        "by the API",
        "to Word, tracked",
        "read the tracked changes",
        "plain python-docx: write",
        "beside 4 running exports",
    ):
        assert any(said in row for row in rows), said
