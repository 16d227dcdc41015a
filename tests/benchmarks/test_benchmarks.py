"""The benchmarks run; what they measure is for people to judge, never for a test."""

import subprocess
import sys
from pathlib import Path

from tests.thoroughness import only_long

PROJECT = Path(__file__).parents[2]


@only_long
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
