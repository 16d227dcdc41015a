"""kelisim verify: the store is what its record says, and whatever is changed behind its back is found."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection, Table
from sqlalchemy.orm import Session

from app.database import Store, migrate
from app.identity import get_now
from app.models import ApiTokenRow, ClauseRow, EventRow, EventStreamRow
from app.models.writing import recorded_tables
from app.services.record import OPERATOR, PUBLIC, START, hash_event, record
from app.verifying import verify_store
from tests.app.cast import Room, made
from tests.app.people import token_of
from tests.app.redlined import confirm, export, send
from tests.importers import tracking


def misfits(store: Store) -> list[str]:
    with store.reading() as session:
        return [str(one) for one in verify_store(session)]


def negotiate(room: Room) -> Store:
    """Do something of everything that is recorded, and return where it is stored."""
    store: Store = room.app.state.store
    token_of(store, "KAZ", "negotiator")
    made(room.ask("UZB", "PUT", "/api/house-rules", head_releases=True))
    draft = made(room.replace("UZB", "OP 4", "shall", "should", status="draft"))
    made(room.release("UZB", f"/api/amendments/{draft['id']}"))
    said = made(room.replace("SEC", "OP 1", "fully", "widely", on_behalf_of="TKM"))
    made(room.ask("TKM", "POST", f"/api/amendments/{said['id']}/confirm"))
    made(room.ask("TKM", "POST", f"/api/amendments/{said['id']}/withdraw"))
    said = made(
        room.ask("KAZ", "POST", room.path("OP 1", "/comments"), text="We could live with it.", circle="chair")
    )
    made(room.ask("CHAIR", "POST", f"/api/comments/{said['id']}/replies", text="Heard."))
    made(room.ask("CHAIR", "POST", f"/api/comments/{said['id']}/resolve"))
    made(room.ask("KAZ", "POST", f"/api/comments/{said['id']}/reopen"))
    made(room.ask("KAZ", "POST", f"/api/comments/{said['id']}/take-back"))
    negotiate_without_people(room)
    return store


def negotiate_without_people(room: Room) -> None:
    """Do what could be done before anybody had an account."""
    room.issue()
    words = made(room.replace("KAZ", "OP 1", "shall", "should", rationale="It is a declaration."))
    made(room.join("UZB", f"/api/amendments/{words['id']}"))
    made(room.replace("TJK", "OP 3", "every year", "each year", status="draft"))
    made(room.decide("OP 1", choices=[1]))
    new = made(room.insert("TJK", "OP 3", "The Parties shall meet in Dushanbe too;"))
    decided = made(room.decide(new["label"], adopts=[new["id"]]))
    made(room.undo(new["label"], decided["id"]))
    move = made(room.propose("KAZ", "OP 2", kind="move", after=room.clause("OP 4")["id"]))
    moved = made(room.decide("OP 2", adopts=[move["id"]]))
    made(room.undo("OP 2", moved["id"]))
    made(room.agree("OP 4", "agreed ad ref"))
    made(room.correct("OP 3", "Astana", "Almaty"))
    file = tracking.edited(export(room), tracking.replace("KAZ", "on soil", "on soils"))
    made(confirm(room, "KAZ", made(send(room, "KAZ", file))["id"], {"KAZ": "KAZ"}))
    room.issue()


@contextmanager
def behind_its_back(store: Store) -> Iterator[Connection]:
    """Give a connection that may break the rules of the tables, as whoever holds the disk may."""
    lenient, strict = (
        ("PRAGMA foreign_keys=OFF", "PRAGMA foreign_keys=ON")
        if store.engine.dialect.name == "sqlite"
        else ("SET session_replication_role = replica", "SET session_replication_role = origin")
    )
    with store.engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute(lenient)  # outside of any transaction: inside, SQLite does not listen
        yield connection
        connection.commit()
        raw.execute(strict)
        connection.rollback()


def other(value: Any) -> Any:
    """Return another value of the same kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1000
    if isinstance(value, datetime):
        return value + timedelta(microseconds=1)
    if isinstance(value, bytes):
        return value + b"."
    if isinstance(value, dict):
        return {**value, "x": "x"}
    if isinstance(value, list):
        return [*value, "x"]
    return value[:-1] + ("b" if value[-1:] == "a" else "a") if value else "a"


def rows_of(store: Store, table: Table) -> list[dict[str, Any]]:
    with store.engine.connect() as connection:
        return [dict(row._mapping) for row in connection.execute(sa.select(table))]


def at(table: Table, row: dict[str, Any]) -> sa.ColumnElement[bool]:
    return sa.and_(*(column == row[column.name] for column in table.primary_key))


def test_a_store_that_nobody_touched_is_what_its_record_says(room: Room) -> None:
    assert misfits(negotiate(room)) == []


def test_every_column_of_every_table_that_is_changed_is_found(room: Room) -> None:
    store = negotiate(room)
    tables = [model.__table__ for model in (*recorded_tables(), EventRow, EventStreamRow)]
    flipped = []
    for table in tables:
        rows = rows_of(store, table)
        assert rows, f"nothing of {table.name} was written"
        for column in table.columns:
            row = next((one for one in rows if one[column.name] is not None), None)
            if row is None or column.primary_key:
                continue
            changed = {column.name: other(row[column.name])}
            with behind_its_back(store) as connection:
                connection.execute(sa.update(table).where(at(table, row)).values(changed))
            assert misfits(store), f"{table.name}.{column.name}"
            with behind_its_back(store) as connection:
                connection.execute(
                    sa.update(table).where(at(table, row)).values({column.name: row[column.name]})
                )
            flipped.append(f"{table.name}.{column.name}")
    assert misfits(store) == []
    assert len(flipped) > 100


def test_every_row_that_is_taken_away_or_slipped_in_is_found(room: Room) -> None:
    store = negotiate(room)
    for table in (model.__table__ for model in recorded_tables()):
        row = rows_of(store, table)[-1]
        with behind_its_back(store) as connection:
            connection.execute(sa.delete(table).where(at(table, row)))
        assert any("missing" in one for one in misfits(store)), table.name
        with behind_its_back(store) as connection:
            connection.execute(sa.insert(table).values(row))
    events = EventRow.__table__
    for number in (1, 2, len(rows_of(store, events))):
        row = sorted(rows_of(store, events), key=lambda one: (one["stream"] != "public", one["number"]))[
            number - 1
        ]
        with behind_its_back(store) as connection:
            connection.execute(sa.delete(events).where(at(events, row)))
        assert misfits(store)
        with behind_its_back(store) as connection:
            connection.execute(sa.insert(events).values(row))
    assert misfits(store) == []
    tokens = ApiTokenRow.__table__
    slipped_in = {**rows_of(store, tokens)[0], "id": "slippedin", "hash": "0" * 64}
    with behind_its_back(store) as connection:
        connection.execute(sa.insert(tokens).values(slipped_in))
    assert misfits(store) == ["api_token:slippedin was written without an event"]


def test_what_does_not_fit_is_named_with_the_event_that_says_otherwise(room: Room) -> None:
    store = negotiate(room)
    clause = room.clause("OP 1")
    with behind_its_back(store) as connection:
        connection.exec_driver_sql(
            f'UPDATE clause_revision SET content = \'{{"text": "Nothing shall be done."}}\' '
            f"WHERE id = '{clause['revision']}'"
        )
    first, second = misfits(store)
    assert first.startswith(f"clause_revision:{clause['revision']} was changed after it was written (event ")
    assert "of the stream public: clause decided, " in first
    assert second == f"the text of clause_revision:{clause['revision']} does not have its hash"


def test_a_change_without_an_event_is_not_stored(room: Room) -> None:
    store: Store = room.app.state.store
    clause = room.clause("OP 1")["id"]
    with (
        pytest.raises(RuntimeError, match=f"without an event that says so: clause:{clause}$"),
        store.writing() as session,
    ):
        session.get_one(ClauseRow, clause).number = "99"
    assert room.clause("OP 1")["id"] == clause


def test_what_a_savepoint_takes_back_needs_no_event_and_what_came_before_it_still_does(room: Room) -> None:
    store: Store = room.app.state.store
    clause = room.clause("OP 1")["id"]

    def write(session: Session, number: str) -> None:
        session.get_one(ClauseRow, clause).number = number
        session.flush()

    def tell(session: Session) -> None:
        record(
            session,
            stream=PUBLIC,
            by=OPERATOR,
            what="clause corrected",
            subject=clause,
            document=None,
            data={"reason": "It is a test."},
            now=get_now(),
        )

    with store.writing() as session, session.begin_nested() as savepoint:
        write(session, "98")
        savepoint.rollback()
    assert (room.clause("OP 1")["id"], misfits(store)) == (clause, [])
    with pytest.raises(RuntimeError, match="without an event"), store.writing() as session:
        write(session, "99")
        with session.begin_nested() as savepoint:
            tell(session)
            savepoint.rollback()
    with store.writing() as session:
        with session.begin_nested():
            write(session, "97")
        tell(session)
    assert misfits(store) == []


def as_older(store: Store, revision: str) -> None:
    """Give a store the tables of an older version, with what stood in those columns that it had."""
    metadata = ClauseRow.metadata
    kept = [(table, rows_of(store, table)) for table in metadata.sorted_tables]
    metadata.drop_all(store.engine)
    with store.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE alembic_version")
    migrate(store.url, revision)
    there = sa.inspect(store.engine)
    with store.engine.begin() as connection:
        for table, rows in kept:
            if there.has_table(table.name) and rows:
                columns = {column["name"] for column in there.get_columns(table.name)}
                older = [{name: row[name] for name in columns} for row in rows]
                connection.execute(sa.insert(table), older)


def test_what_was_written_before_rows_were_recorded_is_taken_up_once(room: Room) -> None:
    negotiate_without_people(room)
    store: Store = room.app.state.store
    events, ends = EventRow.__table__, EventStreamRow.__table__
    with store.writing() as session:  # as an older version left it: chained events that know no rows
        for name in session.scalars(sa.select(EventStreamRow.name)):
            previous = START
            for event in session.scalars(
                sa.select(EventRow).where(EventRow.stream == name).order_by(EventRow.number)
            ):
                event.rows, event.previous = {}, previous
                event.hash = previous = hash_event(event)
            session.execute(sa.update(ends).where(ends.c.name == name).values(hash=previous))
    assert len(misfits(store)) > 100
    as_older(store, "0005")
    migrate(room.url)
    assert misfits(store) == []
    with store.engine.connect() as connection:
        [taken_up] = connection.scalars(sa.select(events.c.what).where(events.c.stream == "store"))
    assert taken_up == "rows taken up"
    made(room.replace("KAZ", "OP 3", "every year", "twice a year"))
    assert misfits(store) == []
