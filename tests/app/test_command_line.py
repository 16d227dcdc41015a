"""The command line, as whoever has the machine uses it."""

import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path
from shutil import which

import pytest

from app.database import Store
from app.identity import get_now
from app.keys import known_by_token
from app.loading import DELEGATIONS, load_delegations
from documents.permissions import Participant
from tests.app.serving import PROJECT, free_port, serving
from tests.importers import tracking
from tests.thoroughness import ENGINES, only_long

TEXT = """---
slug: minutes
symbol: RES2026/MIN
language: en
negotiated: en
numbering: declaration
title: Agreed minutes
---

== title title
Agreed minutes

== operative op-meet
The Parties meet every year.
"""


def kelisim(database_url: str, *arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(sys.executable).with_name("kelisim"), *arguments],
        env={**os.environ, "KELISIM_DATABASE_URL": database_url, "COLUMNS": "120"},
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )


def begin(database_url: str) -> None:
    """Begin a system as `kelisim init` does, in this process."""
    store = Store(database_url)
    with store.writing() as session:
        load_delegations(session, DELEGATIONS, now=get_now())
    store.engine.dispose()


@pytest.mark.parametrize("empty_database_url", ENGINES, indirect=True)
def test_an_empty_system_gets_its_participants_a_text_and_a_token(
    empty_database_url: str, tmp_path: Path
) -> None:
    early = kelisim(empty_database_url, "token", "CHAIR", "chair")
    assert (early.returncode, early.stdout) == (1, "")
    assert "kelisim init" in early.stderr

    begun = kelisim(empty_database_url, "init")
    assert begun.returncode == 0, begun.stderr
    assert "11 participants" in begun.stdout
    again = kelisim(empty_database_url, "init", "--administrator", "admin@example.org")
    assert again.returncode == 0, again.stderr
    assert re.search(r"^  http://127\.0\.0\.1:8000/join/[A-Za-z0-9_-]{43}$", again.stdout, re.M)

    (tmp_path / "minutes.en.md").write_text(TEXT, encoding="utf-8")
    imported = kelisim(empty_database_url, "import", str(tmp_path / "minutes.en.md"))
    assert imported.stdout == "minutes: 2 clauses in en.\n"
    again = kelisim(empty_database_url, "import", str(tmp_path / "minutes.en.md"))
    assert (again.returncode, again.stderr) == (1, "There is a document minutes already.\n")

    token = kelisim(empty_database_url, "token", "KAZ", "negotiator")
    assert token.stdout.startswith("kelisim_")
    assert token.stdout.count("\n") == 1
    store = Store(empty_database_url)
    with store.reading() as session:
        known = known_by_token(session, token.stdout.strip(), now=get_now())
    store.engine.dispose()
    assert known is not None
    assert known.participant == Participant("KAZ", "negotiator")


@only_long
def test_a_document_is_exported_in_every_format(sqlite_url: str, tmp_path: Path) -> None:
    begin(sqlite_url)
    (tmp_path / "minutes.en.md").write_text(TEXT, encoding="utf-8")
    assert kelisim(sqlite_url, "import", str(tmp_path / "minutes.en.md")).returncode == 0
    exported = kelisim(sqlite_url, "export", "minutes", "--form", "tracked", cwd=tmp_path)
    assert exported.stdout == "RES2026-MIN-tracked-en.docx\n"
    assert (tmp_path / "RES2026-MIN-tracked-en.docx").read_bytes().startswith(b"PK")
    for format_, begins in (("akn", b"<?xml"), ("txt", b"RES2026/MIN"), ("html", b"<!doctype html>")):
        exported = kelisim(sqlite_url, "export", "minutes", "--format", format_, cwd=tmp_path)
        assert exported.stdout == f"RES2026-MIN-clean-en.{format_}\n"
        assert (tmp_path / exported.stdout.strip()).read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("token", "XYZ", "negotiator"), "There is no delegation 'XYZ'"),
        (
            ("token", "KAZ", "chair"),
            "In KAZ there is no role 'chair'; there are: negotiator, head, observer.",
        ),
        pytest.param(
            ("token", "CHAIR", "head"), "In CHAIR there is no role 'head'; there are: chair.", marks=only_long
        ),
        (("export", "nowhere"), "There is no document 'nowhere'; there are: none."),
        (
            ("export", "x", "--form", "pretty"),
            "'pretty' is not one of: clean, consolidated, tracked, marked, ",
        ),
        pytest.param(
            ("export", "x", "--format", "rtf"), "'rtf' is not one of: docx, txt, html, akn.", marks=only_long
        ),
        pytest.param(
            ("export", "x", "--format", "akn", "--form", "tracked"),
            "'tracked' is not one of: clean.",
            marks=only_long,
        ),
    ],
)
def test_what_cannot_be_done_is_a_sentence_and_no_traceback(
    sqlite_url: str, arguments: tuple[str, ...], sentence: str
) -> None:
    begin(sqlite_url)
    refused = kelisim(sqlite_url, *arguments)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert sentence in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_malformed_text_is_refused_with_file_line_and_what_was_expected(
    sqlite_url: str, tmp_path: Path
) -> None:
    begin(sqlite_url)
    (tmp_path / "bad.en.md").write_text(TEXT.replace("operative", "opertive"), encoding="utf-8")
    refused = kelisim(sqlite_url, "import", str(tmp_path / "bad.en.md"))
    assert refused.returncode == 1
    assert refused.stderr.startswith("bad.en.md, line 13: expected")


def test_a_delegations_file_without_the_house_is_refused(sqlite_url: str, tmp_path: Path) -> None:
    file = tmp_path / "delegations.toml"
    file.write_text('[[delegation]]\ncode = "KAZ"\nkind = "state"\nnames = { en = "Kazakhstan" }\n')
    refused = kelisim(sqlite_url, "init", "--delegations", str(file))
    assert refused.returncode == 1
    assert "expected a delegation CHAIR" in refused.stderr


def test_health_says_whether_a_process_on_this_machine_is_ready(sqlite_url: str) -> None:
    assert kelisim(sqlite_url, "health", "--port", str(free_port())).returncode == 1
    with serving(sqlite_url) as (_, address):
        assert kelisim(sqlite_url, "health", "--port", address.rsplit(":", 1)[1]).returncode == 0


@pytest.mark.skipif(
    which("curl") is None and "CI" not in os.environ, reason="there is no curl on this machine"
)
def test_the_demonstration_prints_tokens_and_lines_that_work_and_ends_the_former_ones(
    sqlite_url: str, tmp_path: Path
) -> None:
    first = kelisim(sqlite_url, "demo")
    assert first.returncode == 0, first.stderr
    old = next(line.split()[-1] for line in first.stdout.splitlines() if line.split()[:1] == ["KAZ"])
    with serving(sqlite_url) as (_, address):
        port = address.rsplit(":", 1)[1]
        shown = kelisim(sqlite_url, "demo", "--port", port).stdout
        lines = [line for line in shown.splitlines() if line.startswith("curl ")]
        assert len(lines) == 3
        tabled, consolidated, word = (
            subprocess.run(
                ["sh", "-c", line], cwd=tmp_path, capture_output=True, text=True, check=True
            ).stdout
            for line in lines
        )
        assert '"status":"tabled"' in tabled
        assert "in accordance with national legislation KAZ]" in consolidated
        assert word == ""
        assert (tmp_path / "joint-declaration.docx").read_bytes().startswith(b"PK")
    store = Store(sqlite_url)
    with store.reading() as session:
        assert known_by_token(session, old, now=get_now()) is None
    store.engine.dispose()


@only_long
def test_a_redlined_file_is_read_and_filed(empty_database_url: str, tmp_path: Path) -> None:
    assert kelisim(empty_database_url, "init").returncode == 0
    (tmp_path / "minutes.en.md").write_text(TEXT, encoding="utf-8")
    delegations = tmp_path / "delegations.toml"
    listed = DELEGATIONS.read_text(encoding="utf-8").replace("joint-declaration", "minutes")
    delegations.write_text(listed, encoding="utf-8")
    imported = kelisim(
        empty_database_url, "import", "--delegations", str(delegations), str(tmp_path / "minutes.en.md")
    )
    assert imported.returncode == 0, imported.stderr
    exported = kelisim(empty_database_url, "export", "minutes", "--form", "clean", "--to", str(tmp_path))
    file = tmp_path / "back.docx"
    sent = Path(exported.stdout.strip()).read_bytes()
    file.write_bytes(tracking.edited(sent, tracking.replace("Ministry", "every year", "twice a year")))

    seen = kelisim(empty_database_url, "redline", str(file))
    assert seen.returncode == 0, seen.stderr
    assert "Ministry: replace OP 1\n    The Parties meet [-every-]{+twice a+} year." in seen.stdout
    assert seen.stdout.endswith("1 proposals found, 0 filed.\n")
    filed = kelisim(empty_database_url, "redline", str(file), "--author", "Ministry=KAZ", "--file")
    assert filed.stdout.endswith("1 proposals found, 1 filed.\n"), filed.stderr
    again = kelisim(empty_database_url, "redline", str(file), "--author", "Ministry=KAZ", "--file")
    assert "already" in again.stdout
    file.write_bytes(b"no Word file")
    refused = kelisim(empty_database_url, "redline", str(file))
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "not a Word document" in refused.stderr


def test_the_commands_are_listed() -> None:
    listed = kelisim("sqlite://", "--help", cwd=PROJECT).stdout
    for command in ("serve", "init", "demo", "import", "export", "token", "health"):
        assert command in listed


@only_long
def test_a_store_is_copied_lost_brought_back_and_verified(tmp_path: Path) -> None:
    home, copy = f"sqlite:///{tmp_path / 'kelisim.db'}", tmp_path / "copies" / "night.backup"
    assert kelisim(home, "init").returncode == 0
    before = kelisim(home, "verify")
    assert before.stdout.startswith("All fits: 11 events, and every row that they wrote.")
    copied = kelisim(home, "backup", str(copy))
    assert copied.returncode == 0 and "SHA-256" in copied.stdout
    again = kelisim(home, "backup", str(copy))
    assert (again.returncode, "is there already" in again.stderr) == (1, True)
    assert (kelisim(home, "restore", str(copy)).returncode, copy.exists()) == (1, True)
    for lost in tmp_path.glob("kelisim.db*"):
        lost.unlink()
    back = kelisim(home, "restore", str(copy))
    assert (back.returncode, back.stdout) == (0, before.stdout)
    with sqlite3.connect(tmp_path / "kelisim.db") as connection:
        connection.execute("UPDATE delegation SET kind = 'state' WHERE code = 'ADB'")
    found = kelisim(home, "verify")
    assert found.returncode == 1
    assert found.stdout.startswith("delegation:ADB was changed after it was written (event ")
