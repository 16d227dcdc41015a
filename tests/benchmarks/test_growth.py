"""What grows with the store: never the number of queries."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from benchmarks.filling import SLUG
from benchmarks.rooms import Room, sqlite_room
from benchmarks.routes import READINGS

PATHS = (
    *(path for _, path in READINGS),
    f"/api/documents/{SLUG}/clauses?limit=500",
    f"/api/documents/{SLUG}/consolidation",
    f"/api/documents/{SLUG}/tracking",
    f"/api/documents/{SLUG}/export.docx?form=tracked",
    f"/api/amendments?document={SLUG}&limit=500",
    f"/documents/{SLUG}",
    "/clauses/{}",
)


@pytest.fixture(scope="module")
def small() -> Iterator[Room]:
    with sqlite_room(5) as room:
        yield room


@pytest.fixture(scope="module")
def large() -> Iterator[Room]:
    with sqlite_room(40) as room:
        yield room


@contextmanager
def _counted(room: Room) -> Iterator[list[tuple[str, Any]]]:
    statements: list[tuple[str, Any]] = []
    engine = room.app.state.store.engine

    def note(*said: Any) -> None:
        statements.append((said[2], said[3]))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)


@pytest.mark.parametrize("path", PATHS)
def test_no_answer_makes_a_query_per_row(path: str, small: Room, large: Room) -> None:
    with _counted(small) as few:
        small.read(path, small.clauses[:1])
    with _counted(large) as many:
        large.read(path, large.clauses[:1])
    assert len(many) == len(few), [statement for statement, _ in many]


def test_tabling_makes_no_query_per_clause(small: Room, large: Room) -> None:
    with _counted(small) as few:
        small.table(1)
    with _counted(large) as many:
        large.table(1)
    assert len(many) == len(few), [statement for statement, _ in many]


@pytest.mark.parametrize(
    "path", [*(path for _, path in READINGS), f"/api/amendments?document={SLUG}&clause={{}}"]
)
def test_one_clause_is_read_without_going_through_the_others(path: str, small: Room) -> None:
    with _counted(small) as statements:
        small.read(path, small.clauses[:1])
    with small.store.engine.connect() as connection:
        plans = [
            step[3]
            for statement, parameters in statements
            if statement.startswith("SELECT")
            for step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        ]
    assert plans
    for step in plans:
        assert not step.startswith("SCAN") or step.startswith("SCAN delegation"), step
        assert "ix_amendment_document_id" not in step, step
