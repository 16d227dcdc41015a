"""kelisim verify: the store is what its record says, and whatever is changed behind its back is found."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection, Table
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from app.database import Store, migrate
from app.identity import get_now
from app.models import (
    AmendmentRevisionRow,
    ApiTokenRow,
    ClauseRevisionRow,
    ClauseRow,
    EditionRow,
    EventRow,
    EventStreamRow,
    SignInRow,
)
from app.models.hashing import hash_content
from app.models.writing import recorded_tables, take_written
from app.services.record import CHAIR, OPERATOR, PUBLIC, START, hash_event, record
from tests.app.cast import Room, made
from tests.app.people import person, token_of
from tests.app.recorded_scene import misfits, negotiate, negotiate_without_people
from tests.thoroughness import only_long


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


@only_long
def test_every_column_of_every_table_that_is_changed_is_found(room: Room) -> None:
    store = negotiate(room)
    tables = [model.__table__ for model in (*recorded_tables(), EventRow, EventStreamRow)]
    flipped = []
    for table in tables:
        rows = rows_of(store, table)
        assert rows, f"nothing of {table.name} was written"
        for column in table.columns:
            written = [one for one in rows if one[column.name] is not None]
            # What is the present one is so alone: rather one that no longer is than a second one.
            row = next((one for one in written if one[column.name] is not False), next(iter(written), None))
            if row is None or column.primary_key:
                continue
            # A file is no part of its row's hash: that it is there is a question of its own.
            for value in (other(row[column.name]), *([None] if isinstance(row[column.name], bytes) else [])):
                with behind_its_back(store) as connection:
                    connection.execute(sa.update(table).where(at(table, row)).values({column.name: value}))
                assert misfits(store), f"{table.name}.{column.name}"
            with behind_its_back(store) as connection:
                connection.execute(
                    sa.update(table).where(at(table, row)).values({column.name: row[column.name]})
                )
            flipped.append(f"{table.name}.{column.name}")
    assert misfits(store) == []
    assert len(flipped) > 100 and "redline.file" in flipped


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
    first, second, third = misfits(store)
    assert first.startswith(f"clause_revision:{clause['revision']} was changed after it was written (event ")
    assert "of the stream public: clause decided, " in first
    assert second.startswith(
        f"the text of clause_revision:{clause['revision']} does not have its hash (event "
    )
    assert second.partition(" (")[2] == first.partition(" (")[2]
    assert third.startswith("the text of edition:") and ": edition issued, " in third


def test_the_first_event_that_does_not_fit_is_named_first(room: Room) -> None:
    store = negotiate(room)
    with store.reading() as session:
        first = session.scalars(sa.select(ClauseRevisionRow).order_by(ClauseRevisionRow.created_at)).first()
    assert first is not None
    with behind_its_back(store) as connection:  # of a table whose name comes early, and of every age
        connection.exec_driver_sql("UPDATE amendment SET uptake = 'adopted'")
        connection.exec_driver_sql(f"UPDATE clause_revision SET author = 'UZB' WHERE id = '{first.id}'")
        connection.execute(
            sa.insert(ApiTokenRow.__table__).values(
                {**rows_of(store, ApiTokenRow.__table__)[0], "id": "slippedin", "hash": "0" * 64}
            )
        )
    found = misfits(store)
    assert found[0].startswith(f"clause_revision:{first.id} was changed") and "document imported" in found[0]
    assert found[-1] == "api_token:slippedin was written without an event"
    times = [one.rpartition(", ")[2] for one in found[:-1]]
    assert len(times) > 3 and times == sorted(times)
    with behind_its_back(store) as connection:
        connection.exec_driver_sql("UPDATE event SET what = 'x' WHERE stream = 'public' AND number = 14")
    assert misfits(store)[0].startswith("the event itself was changed (event 14 of the stream public: x, ")


def test_an_edition_has_the_hash_of_its_text_even_where_the_whole_chain_was_written_anew(room: Room) -> None:
    edition = room.issue()
    store: Store = room.app.state.store
    revision = room.clause("OP 1")["revision"]
    with store.writing() as session:
        row = session.get_one(ClauseRevisionRow, revision)
        row.content = {"text": row.content["text"].replace("2027", "2099")}
        row.hash = hash_content(row.content)
        written = take_written(session)
        write_chains_anew(
            session, lambda event: {key: written.get(key, kept) for key, kept in event.rows.items()}
        )
    [found] = misfits(store)
    assert found.startswith(
        f"the text of edition:{edition['id']}, {edition['symbol']}, does not have its hash (event "
    )


def write_chains_anew(session: Session, rows_of: Callable[[EventRow], dict[str, str]]) -> None:
    """Give every event other rows, and the chains the hashes that follow, as whoever holds the disk may."""
    for end in session.scalars(sa.select(EventStreamRow)):
        previous = START
        for event in session.scalars(
            sa.select(EventRow).where(EventRow.stream == end.name).order_by(EventRow.number)
        ):
            event.rows, event.previous = rows_of(event), previous
            event.hash = previous = hash_event(event)
        end.hash = previous


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


def test_what_went_and_came_back_is_as_it_came_back(room: Room) -> None:
    store: Store = room.app.state.store
    client = TestClient(room.app)
    person(store, "SEC", "administrator").take(client)
    for capacity in (None, "advises", None, "observes"):
        path = "/api/documents/declaration/participants/FAO"
        assert client.put(path, json={"capacity": capacity}).status_code == 200
        assert misfits(store) == []
    with behind_its_back(store) as connection:
        connection.exec_driver_sql("UPDATE participation SET capacity = 'advises' WHERE delegation = 'FAO'")
    assert any("was changed after it was written" in one for one in misfits(store))


def test_what_an_administrator_ended_in_another_stream_fits_and_stays_ended(room: Room) -> None:
    store: Store = room.app.state.store
    token_of(store, "KAZ", "negotiator")
    ended = {"signed out": (SignInRow, "ended_at"), "token revoked": (ApiTokenRow, "revoked_at")}
    with store.writing() as session:  # as it was written before: in the stream of whoever ended it
        for what, (table, column) in ended.items():
            row = session.scalars(sa.select(table).where(table.account_id.is_not(None))).one()
            setattr(row, column, get_now())
            record(
                session,
                stream=CHAIR,
                by=OPERATOR,
                what=what,
                subject=row.id,
                document=None,
                data={},
                now=get_now() - timedelta(hours=1),  # nor does it hang on the clock
            )
    assert misfits(store) == []
    for table, column in ended.values():
        with behind_its_back(store) as connection:
            connection.execute(sa.update(table).values({column: None}))
    assert [(one.partition(":")[0], "of the stream chair: " in one) for one in misfits(store)] == [
        ("sign_in", True),
        ("api_token", True),
    ]


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
    with store.writing() as session:  # as an older version left it: its events knew texts and editions

        def known(event: EventRow) -> dict[str, str]:
            return {
                key: session.get_one(table, key.partition(":")[2]).hash
                for key in event.rows
                for table in (ClauseRevisionRow, AmendmentRevisionRow, EditionRow)
                if key.partition(":")[0] == table.__tablename__
            }

        write_chains_anew(session, known)
    with behind_its_back(store) as connection:
        connection.exec_driver_sql("UPDATE redline SET file = NULL")  # and this was before files were kept
    assert len(misfits(store)) > 100
    as_older(store, "0005")
    migrate(room.url)
    assert misfits(store) == []
    with store.engine.connect() as connection:
        [taken_up] = connection.scalars(sa.select(EventRow.what).where(EventRow.stream == "store"))
    assert taken_up == "rows taken up"
    made(room.replace("KAZ", "OP 3", "every year", "twice a year"))
    assert misfits(store) == []
    # Rows that count no versions, and were taken up, are written on.
    move = made(room.propose("TKM", "OP 2", kind="move", after=room.clause("OP 4")["id"]))
    made(room.decide("OP 2", adopts=[move["id"]]))
    made(room.agree("OP 4", "agreed in plenary"))
    room.issue()
    assert misfits(store) == []
