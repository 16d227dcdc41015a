"""The demonstration: a whole negotiation, played through the services."""

import shutil
from collections import Counter
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.access import visible_amendments
from app.database import Store
from app.demonstration import load_demonstration
from app.models import (
    AmendmentRevisionRow,
    AmendmentRow,
    DecisionRow,
    DocumentRow,
    EditionRow,
    EventRow,
    PackageRow,
    ParticipationActRow,
    RoundRow,
    Row,
    StatusChangeRow,
)
from app.models.consolidated import as_consolidated_document
from app.models.values import as_clauses
from app.rounds_shown import round_table
from documents.amendments import AMENDMENT_KINDS, STATUSES
from documents.consensus import DEFAULT_LEVELS
from documents.content import prose_only
from documents.errors import Unacceptable
from documents.permissions import Participant
from tests.app.cast import DEMONSTRATED as NOW

STATES = {"KAZ", "KGZ", "TJK", "TKM", "UZB"}
AGENCIES = {"UNEP", "FAO", "UNDP"}
ADOPTED = "ministerial-communique"
UNDER_WAY = select(DocumentRow).where(DocumentRow.slug != ADOPTED)


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    opened = Store(database_url)
    yield opened
    opened.engine.dispose()


@pytest.fixture
def sqlite_store(sqlite_url: str) -> Iterator[Store]:
    """For what the story says, which is the same on either engine."""
    opened = Store(sqlite_url)
    yield opened
    opened.engine.dispose()


@pytest.fixture(scope="module")
def played(demonstration_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The story in a store that nobody writes to."""
    copied = shutil.copyfile(demonstration_file, tmp_path_factory.mktemp("played") / "played.db")
    opened = Store(f"sqlite:///{copied}")
    yield opened
    opened.engine.dispose()


def every_row(store: Store) -> dict[str, list[str]]:
    """Return every row of every table, in an order of its own."""
    with store.reading() as session:
        return {
            name: sorted(repr(tuple(row)) for row in session.execute(select(table)))
            for name, table in Row.metadata.tables.items()
        }


def test_it_has_everything_that_a_newcomer_should_meet(store: Store) -> None:
    assert load_demonstration(store, now=NOW)
    with store.reading() as session:
        amendments = session.scalars(select(AmendmentRow)).all()
        assert len(amendments) >= 60
        assert {one.kind for one in amendments} == set(AMENDMENT_KINDS)
        assert {one.status for one in amendments} == set(STATUSES)
        uptakes = Counter(one.uptake for one in amendments)
        assert uptakes["adopted"] >= 8
        assert uptakes["partly"] >= 2
        assert session.scalar(select(func.count()).select_from(DecisionRow)) >= 12
        assert session.scalar(select(func.count(DecisionRow.undoes))) == 1
        assert session.scalar(select(func.max(AmendmentRevisionRow.ordinal))) == 2  # one was edited
        assert session.scalar(select(func.count()).where(StatusChangeRow.reason.like("At the request%"))) == 1
        levels: set[str] = set()
        for document in session.scalars(UNDER_WAY):
            tabled = {a.delegation for a in amendments if a.tabled_at and a.document_id == document.id}
            assert tabled == (STATES if document.slug == "joint-declaration" else STATES | AGENCIES)
            editions = session.scalars(select(EditionRow.kind).where(EditionRow.document_id == document.id))
            assert set(editions) == {"zero draft", "rolling text"}
            levels |= {one.clause.agreement.level for one in as_clauses(session, document)}
            consolidated = as_consolidated_document(session, document, as_of=NOW)
            disputed = [one for one in consolidated.clauses if one.is_disputed]
            assert len(disputed) >= 9
            assert any(amendment.collides for one in disputed for amendment in one.amendments)
            # What is agreed has nothing open on it.
            assert all(one.clause.agreement.is_open for one in disputed)
        assert levels == set(DEFAULT_LEVELS[:-1])  # adopted is a document as a whole
        assert session.scalar(select(func.count()).select_from(PackageRow)) >= 1
        met = set(session.scalars(select(EventRow.what).where(EventRow.stream == "public")))
        assert {
            "pending lifted",
            "package formed",
            "silence called off",
            "participation struck",
        } <= met
        assert "translation sent back" in set(session.scalars(select(EventRow.what)))


def test_a_round_of_proposals_has_late_amendments_and_a_round_of_comments_was_extended(
    played: Store,
) -> None:
    with played.reading() as session:
        rounds = {row.kind: row for row in session.scalars(select(RoundRow))}
        marked = session.scalars(select(AmendmentRow).where(AmendmentRow.late_round_id.is_not(None))).all()
        # One on a clause that it names, one on what came of another when that was split.
        assert [one.late_round_id for one in marked] == [rounds["proposals"].id] * 2
        document = session.get_one(DocumentRow, rounds["comments"].document_id)
        chair = Participant("CHAIR", "chair")
        tables = [
            round_table(session, chair, document, rounds["comments"], circle=circle).entries
            for circle in ("everyone", "chair")
        ]
        assert [any(one.late for one in table) for table in tables] == [False, True]
        assert 2 <= len(tables[0]) < len(tables[1])
        proposed = round_table(session, chair, document, rounds["proposals"], circle="everyone").entries
        assert len(proposed) >= 4
        moved = session.scalars(select(EventRow.subject).where(EventRow.what == "round deadline moved"))
        assert list(moved) == [rounds["comments"].id]


def test_a_short_text_is_merged_decided_agreed_by_silence_adopted_explained_and_signed(played: Store) -> None:
    with played.reading() as session:
        document = session.scalars(select(DocumentRow).where(DocumentRow.slug == ADOPTED)).one()
        assert {one.clause.agreement.level for one in as_clauses(session, document)} == {"adopted"}
        assert not any(one.clause.stale for one in as_clauses(session, document, language="ru"))
        public = select(EventRow.what).where(EventRow.stream == "public", EventRow.document_id == document.id)
        assert {
            "clauses merged",
            "clause decided",
            "silence unbroken",
            "document adopted",
            "statement made",
        } <= set(session.scalars(public))
        acts = session.scalars(select(ParticipationActRow)).all()
        done = sorted((one.delegation, one.act) for one in acts if one.ended_at is None)
        assert done == sorted(product(STATES, ("adopted", "signed")))
        assert [(one.delegation, one.act) for one in acts if one.ended_at] == [("TKM", "initialled")]


def test_both_texts_under_way_stand_whole_in_the_other_language_and_a_few_clauses_lag_behind(
    played: Store,
) -> None:
    with played.reading() as session:
        for document in session.scalars(UNDER_WAY):
            [other] = set(document.titles) - {document.negotiated_language}
            aligned = {one.clause.id: one.clause for one in as_clauses(session, document, language=other)}
            for one in as_clauses(session, document):
                if one.clause.standing:
                    words = prose_only(one.clause.kind, one.clause.content).keys()
                    assert words <= aligned[one.clause.id].content.keys(), one.clause.label
            assert 2 <= sum(clause.stale for clause in aligned.values()) <= 4


def test_its_drafts_are_seen_by_their_own_delegation_only(played: Store) -> None:
    with played.reading() as session:
        drafts = select(AmendmentRow.delegation).where(AmendmentRow.status == "draft")
        owners = set(session.scalars(drafts))
        assert {"KAZ", "TJK", "FAO", "UNDP"} <= owners
        for code in ("KAZ", "UZB", "CHAIR"):
            seen = session.scalars(drafts.where(visible_amendments(Participant(code, "negotiator"))))
            assert set(seen) == owners & {code}


def test_its_record_bears_the_dates_of_the_story_and_says_when_it_was_loaded(played: Store) -> None:
    with played.reading() as session:
        public = select(EventRow.at).where(EventRow.stream == "public").order_by(EventRow.number)
        times = list(session.scalars(public))
        assert times == sorted(times)
        assert times[-1] < NOW
        loaded = session.scalars(select(EventRow).where(EventRow.at == NOW)).all()
        assert [one.what for one in loaded] == ["demonstration loaded"]


def test_loading_it_twice_changes_nothing(played: Store) -> None:
    before = every_row(played)
    assert not load_demonstration(played, now=NOW)
    assert every_row(played) == before


BEGINNING = 'document = "joint-declaration"\nbegins = 2026-02-02T06:00:00Z\n'
SITTING = BEGINNING + "[[sitting]]\nopens = 2026-02-03T06:00:00Z\n"


def act(**said: str) -> str:
    return "[[sitting.act]]\n" + "".join(f'{name} = "{value}"\n' for name, value in said.items())


AMENDS = {"by": "KAZ", "does": "amends", "clause": "op-food", "name": "one", "reason": "because"}
SEEDS = act(**AMENDS, replace="food and fertilizers", **{"with": "food, seeds and fertilizers"})
DECIDES = {"by": "CHAIR", "does": "decides", "clause": "op-food", "reason": "so be it"}

REFUSALS = {
    "words that are not there": (
        SITTING + act(**AMENDS, replace="no such words", **{"with": "others"}),
        r"story\.toml, act 1 \(KAZ amends op-food\): expected 'no such words' once in text, found it 0 times",
    ),
    "words that are there twice": (
        SITTING + act(**AMENDS, replace="food", **{"with": "bread"}),
        r"act 1 \(KAZ amends op-food\): expected 'food' once in text, found it \d times",
    ),
    "words without their replacement": (SITTING + act(**AMENDS, replace="food"), r"1 passages to replace"),
    "an unknown clause": (SITTING + act(**{**AMENDS, "clause": "op-none"}, text="x"), "no clause 'op-none'"),
    "an unknown verb": (SITTING + act(by="KAZ", does="sings"), r"act 1: expected by .* and does"),
    "a word too many": (SITTING + act(**AMENDS, text="x", level="open"), "did not expect level"),
    "a word missing": (SITTING + act(by="KAZ", does="amends", clause="op-food"), "expected name"),
    "one name for two amendments": (
        SITTING + SEEDS + SEEDS,
        r"act 2 .*: there is something called 'one' already",
    ),
    "an amendment that is not there": (
        SITTING + act(by="UZB", does="joins", of="none"),
        "no amendment 'none'",
    ),
    "a rule of the negotiation": (
        SITTING + act(**{**AMENDS, "by": "UNEP"}, text="x"),
        r"act 1 \(UNEP amends op-food\): UNEP observes this document",
    ),
    "a choice of words that nobody proposes": (
        SITTING + SEEDS + act(**DECIDES, take="UZB"),
        r"act 2 \(CHAIR decides op-food\): UZB proposes nothing here; open is: text \[\]\[, seeds KAZ\]",
    ),
    "a time without its zone": (BEGINNING.replace("00Z", "00"), "begins .a time with its zone"),
    "a sitting before the beginning": (
        SITTING.replace("2026-02-03", "2026-01-03"),
        "expected of each sitting when it opens",
    ),
    "what is no TOML": ("document =", r"story\.toml: "),
}


@pytest.mark.parametrize(("told", "sentence"), REFUSALS.values(), ids=REFUSALS.keys())
def test_a_story_that_cannot_happen_is_refused_with_file_and_act_and_leaves_nothing(
    sqlite_store: Store, tmp_path: Path, told: str, sentence: str
) -> None:
    story = tmp_path / "story.toml"
    story.write_text(told, encoding="utf-8")
    with pytest.raises(Unacceptable, match=sentence):
        load_demonstration(sqlite_store, now=NOW, stories=(story,))
    assert not any(every_row(sqlite_store).values())
