"""The demonstration: a whole negotiation, played through the services."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.access import visible_amendments
from app.database import Store
from app.demonstration import load_demonstration
from app.models import (
    AmendmentRow,
    DecisionRow,
    DocumentRow,
    EditionRow,
    EventStreamRow,
    Row,
)
from app.models.values import as_clauses, as_consolidated_document
from documents.amendments import AMENDMENT_KINDS, STATUSES, Participant
from documents.consensus import DEFAULT_LEVELS
from documents.errors import Unacceptable

NOW = datetime(2026, 4, 1, tzinfo=UTC)


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    opened = Store(database_url)
    yield opened
    opened.engine.dispose()


def counts(store: Store) -> dict[str, int | None]:
    with store.reading() as session:
        return {
            name: session.scalar(select(func.count()).select_from(table))
            for name, table in Row.metadata.tables.items()
        }


def chains(store: Store) -> dict[str, str]:
    with store.reading() as session:
        return {row.name: row.hash for row in session.scalars(select(EventStreamRow))}


def test_it_has_everything_that_a_newcomer_should_meet(store: Store) -> None:
    assert load_demonstration(store, now=NOW)
    with store.reading() as session:
        amendments = session.scalars(select(AmendmentRow)).all()
        assert len(amendments) >= 60
        assert {"KAZ", "KGZ", "TJK", "TKM", "UZB", "UNEP", "FAO", "UNDP"} <= {
            one.delegation for one in amendments if one.tabled_at is not None
        }
        assert {one.kind for one in amendments} == set(AMENDMENT_KINDS)
        assert {one.status for one in amendments} == set(STATUSES)
        assert Counter(one.uptake for one in amendments)["adopted"] >= 8
        assert session.scalar(select(func.count()).select_from(DecisionRow)) >= 12
        assert session.scalar(select(func.count(DecisionRow.undoes))) == 1
        assert session.scalar(select(func.count()).select_from(EditionRow)) >= 2
        levels: set[str] = set()
        for document in session.scalars(select(DocumentRow)):
            negotiated = as_clauses(session, document)
            levels |= {one.clause.agreement.level for one in negotiated}
            [other] = set(document.titles) - {document.negotiated_language}
            assert sum(one.clause.stale for one in as_clauses(session, document, language=other)) >= 2
            consolidated = as_consolidated_document(session, document, as_of=NOW)
            disputed = [one for one in consolidated.clauses if one.is_disputed]
            assert len(disputed) >= 9
            assert any(amendment.collides for one in disputed for amendment in one.amendments)
        assert levels == set(DEFAULT_LEVELS)


def test_its_drafts_are_seen_by_their_own_delegation_only(store: Store) -> None:
    load_demonstration(store, now=NOW)
    with store.reading() as session:
        drafts = select(AmendmentRow.delegation).where(AmendmentRow.status == "draft")
        owners = set(session.scalars(drafts))
        assert {"KAZ", "TJK", "FAO"} <= owners
        for code in ("KAZ", "UZB", "CHAIR"):
            seen = session.scalars(drafts.where(visible_amendments(Participant(code, "negotiator"))))
            assert set(seen) == owners & {code}


def test_loading_it_twice_changes_nothing(store: Store) -> None:
    load_demonstration(store, now=NOW)
    before = counts(store)
    before_chains = chains(store)
    assert not load_demonstration(store, now=NOW)
    assert counts(store) == before
    assert chains(store) == before_chains


def test_an_act_that_cannot_happen_is_refused_with_file_and_act_and_leaves_nothing(
    store: Store, tmp_path: Path
) -> None:
    story = tmp_path / "story.toml"
    story.write_text(
        'document = "joint-declaration"\nbegins = 2026-02-02T06:00:00Z\n[[sitting]]\n'
        "opens = 2026-02-03T06:00:00Z\n"
        'act = [{ by = "KAZ", does = "amends", clause = "op-food", name = "x", replace = "no such words", '
        'with = "others", reason = "because" }]\n',
        encoding="utf-8",
    )
    empty = counts(store)
    with pytest.raises(Unacceptable, match=r"story\.toml, act 1 .*expected 'no such words' once in text"):
        load_demonstration(store, now=NOW, stories=(story,))
    assert counts(store) == empty
