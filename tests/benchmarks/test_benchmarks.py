"""The benchmarks run; what they measure is for people to judge, never for a test."""

import pytest

from benchmarks.__main__ import main


def test_the_benchmarks_print_their_table(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--quick"])
    header, _, *rows = capsys.readouterr().out.splitlines()
    assert header.startswith("| what | against |")
    for said in ("a bare route", "SQLite: read a clause", "by the API", "to Word, tracked"):
        assert any(said in row for row in rows), said
