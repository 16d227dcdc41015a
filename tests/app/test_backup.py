"""Backup and restore: everything is lost, and comes back as it was, on both engines."""

import hashlib
import os
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
import sqlalchemy as sa

from app.backups import back_up, restore
from app.backups_made import backups_made
from app.database import Store, migrate
from app.models import Row
from app.store_commands import backup
from app.verifying import verify_store
from documents.errors import StateForbids, UnknownValue
from tests.app.cast import Room, made
from tests.app.people import token_of
from tests.app.recorded_scene import misfits, negotiate


def everything(url: str) -> dict[str, list[tuple[Any, ...]]]:
    store = Store(url)
    try:
        with store.engine.connect() as connection:
            return {
                table.name: sorted((tuple(row) for row in connection.execute(sa.select(table))), key=str)
                for table in Row.metadata.sorted_tables
            }
    finally:
        store.engine.dispose()


def test_what_is_restored_is_all_there_was_and_fits_its_record(
    room: Room, tools: None, elsewhere: str, tmp_path: Path
) -> None:
    negotiate(room)
    before = everything(room.url)
    back_up(room.url, tmp_path / "night.backup")
    restore(elsewhere, tmp_path / "night.backup")
    assert everything(elsewhere) == before
    assert len(before["event"]) > 20
    store = Store(elsewhere)
    assert misfits(store) == []
    store.engine.dispose()


def test_nobody_but_its_owner_reads_a_store_or_a_backup(
    room: Room, tools: None, elsewhere: str, tmp_path: Path
) -> None:
    usual = os.umask(0o022)
    try:
        back_up(room.url, tmp_path / "night.backup")
        restore(elsewhere, tmp_path / "night.backup")
        begun = Store(f"sqlite:///{tmp_path / 'begun' / 'kelisim.db'}")
        migrate(begun.url)
        with begun.reading() as session:
            session.execute(sa.text("SELECT 1"))
            modes = {one.name: oct(one.stat().st_mode & 0o777) for one in (tmp_path / "begun").iterdir()}
        begun.engine.dispose()
    finally:
        os.umask(usual)
    assert modes == dict.fromkeys(("kelisim.db", "kelisim.db-wal", "kelisim.db-shm"), "0o600")
    files = [
        one for one in (tmp_path / "night.backup", tmp_path / "elsewhere" / "kelisim.db") if one.exists()
    ]
    assert {oct(one.stat().st_mode & 0o777) for one in files} == {"0o600"}


def test_a_backup_is_of_one_moment_while_others_write(
    room: Room, tools: None, elsewhere: str, tmp_path: Path
) -> None:
    stop, written = Event(), []

    def write() -> None:
        while not stop.is_set():
            written.append(
                room.insert("KAZ", "OP 3", f"The Parties shall meet {len(written)} times;").status_code
            )

    writer = Thread(target=write)
    writer.start()
    try:
        while len(written) < 3:
            stop.wait(0.05)
        for number in range(3):
            back_up(room.url, tmp_path / f"{number}.backup")
    finally:
        stop.set()
        writer.join()
    assert set(written) == {201}
    restore(elsewhere, tmp_path / "2.backup")
    store = Store(elsewhere)
    with store.reading() as session:
        assert list(verify_store(session)) == []
    store.engine.dispose()
    assert len(everything(elsewhere)["amendment"]) >= 3


def test_nothing_is_written_over(room: Room, tools: None, elsewhere: str, tmp_path: Path) -> None:
    file = tmp_path / "night.backup"
    back_up(room.url, file)
    kept = file.read_bytes()
    with pytest.raises(UnknownValue, match="is there already"):
        back_up(room.url, file)
    with pytest.raises(StateForbids, match="There is a system in this database already"):
        restore(room.url, file)
    assert (file.read_bytes(), sorted(one.name for one in tmp_path.glob("*.part"))) == (kept, [])
    assert room.clause("OP 1")["label"] == "OP 1"


def test_what_is_no_backup_of_this_kind_is_refused(room: Room, elsewhere: str, tmp_path: Path) -> None:
    file = tmp_path / "other"
    file.write_bytes(b"PK\x03\x04")
    with pytest.raises(UnknownValue, match="is no backup"):
        restore(elsewhere, file)
    is_sqlite = room.url.startswith("sqlite")
    file.write_bytes(b"PGDMP\x01\x0e" if is_sqlite else b"SQLite format 3\x00")
    with pytest.raises(UnknownValue, match=f"is a backup of {'PostgreSQL' if is_sqlite else 'SQLite'}"):
        restore(elsewhere, file)


def test_a_machine_without_the_tools_says_what_to_install_where_any_are_needed(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    file = tmp_path / "night.backup"
    if room.url.startswith("sqlite"):
        back_up(room.url, file)
        assert file.exists()
        return
    with pytest.raises(StateForbids, match="postgresql-client"):
        back_up(room.url, file)
    assert not list(tmp_path.iterdir())


def made_of(room: Room) -> list[dict[str, Any]]:
    """Return the backups as an administrator reads them."""
    token = token_of(room.app.state.store, "SEC", "administrator")
    headers = {"Authorization": f"Bearer {token}"}
    items: list[dict[str, Any]] = made(room.client.get("/api/backups", headers=headers))["items"]
    return items


def test_the_command_notes_a_copy_once_it_is_whole(
    room: Room,
    tools: None,
    elsewhere: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("KELISIM_DATABASE_URL", room.url)
    assert made_of(room) == []
    for name in ("monday", "tuesday"):
        backup(tmp_path / name)
        assert hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() in capsys.readouterr().out
    with pytest.raises(UnknownValue, match="is there already"):
        backup(tmp_path / "tuesday")
    noted = made_of(room)
    assert [(one["bytes"], one["sha256"]) for one in noted] == [
        (file.stat().st_size, hashlib.sha256(file.read_bytes()).hexdigest())
        for file in (tmp_path / "tuesday", tmp_path / "monday")
    ]
    assert str(tmp_path) not in str(noted)
    assert misfits(room.app.state.store) == []
    restore(elsewhere, tmp_path / "tuesday")
    store = Store(elsewhere)
    with store.reading() as session:
        assert [one.sha256 for one in backups_made(session)] == [noted[1]["sha256"]]
    assert misfits(store) == []
    store.engine.dispose()


def test_who_made_a_copy_and_when_stands_in_no_list_of_events(
    room: Room, tools: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KELISIM_DATABASE_URL", room.url)
    before = {who: room.read("/api/events?limit=500", who) for who in ("KAZ", "CHAIR", "SEC")}
    backup(tmp_path / "night")
    assert {who: room.read("/api/events?limit=500", who) for who in before} == before


def test_a_copy_is_whole_where_the_store_cannot_note_it(
    room: Room,
    tools: None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("KELISIM_DATABASE_URL", room.url)
    with room.app.state.store.engine.begin() as connection:
        connection.execute(sa.text("ALTER TABLE event RENAME COLUMN beside_id TO younger"))
    backup(tmp_path / "night")
    said = capsys.readouterr()
    assert (tmp_path / "night").exists() and "SHA-256" in said.out
    assert "could not note it" in said.err
