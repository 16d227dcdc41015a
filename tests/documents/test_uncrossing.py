from itertools import accumulate

import pytest
from hypothesis import given

from documents.consolidation import Consolidation, Proposal, consolidate, read_as
from documents.tokens import tokenize
from documents.uncrossing import uncrossed
from tests.documents.strategies import bracketed_on_one_base

BASE = "The Parties shall act now."

Readings = tuple[str, list[tuple[str, str]]]


def drawn(base: str = BASE, **wanted: str) -> list[tuple[str, list[str]]]:
    both = consolidate(base, [Proposal(code, text) for code, text in wanted.items()])
    return [(p.base, [a.text for a in p.alternatives]) for p in uncrossed(both).passages]


def test_what_no_reservation_crosses_stays_as_it_is() -> None:
    both = consolidate(
        BASE, [Proposal("KAZ", "The Parties work."), Proposal("TKM", "[The Parties shall act now].")]
    )
    assert uncrossed(both) == both


@pytest.mark.parametrize(
    ("reserved", "wanted", "expected"),
    (
        (
            "The [Parties shall] act now.",
            "The Parties should work now.",
            [("shall", ["should work"]), (" act", [""])],
        ),
        ("The Parties shall [act now].", "The Parties work now.", [("shall ", ["work "]), ("act", [""])]),
        ("[The Parties shall act] now.", "The Parties shall act.", [(" now", [""])]),
        ("The [Parties shall] act now.", "The Parties.", [(" shall", [""]), (" act now", [""])]),
    ),
)
def test_a_dispute_is_cut_where_a_reservation_ends_or_begins(
    reserved: str, wanted: str, expected: list[tuple[str, list[str]]]
) -> None:
    assert [part for part in drawn(TKM=reserved, KAZ=wanted) if part[1]] == expected


def test_each_wording_is_cut_where_its_own_words_meet_the_border() -> None:
    parts = drawn(
        TKM="The [Parties shall] act now.",
        KAZ="The Parties should work today.",
        UZB="The Parties shall meet now.",
        FAO="The Parties cooperate today.",
    )
    assert [part for part in parts if part[1]] == [
        ("shall", ["cooperate today", "should work today"]),
        (" act now", ["", " meet now"]),
    ]


@given(bracketed_on_one_base())
def test_no_reservation_crosses_and_every_word_is_still_there(case: Readings) -> None:
    base, readings = case
    both = consolidate(base, [Proposal(*reading) for reading in readings])
    found = uncrossed(both)
    assert "".join(passage.base for passage in found.passages) == base
    assert found.reservations == both.reservations
    for code in both.delegations:
        assert "".join(read_as(found, code).split()) == "".join(read_as(both, code).split())
    if not any(_cross(r, s) for r in _spans(both) for s in _spans(both)):
        borders = _disputed(found)
        assert not any(_cross(r, s) or _cross(s, r) for r in _spans(both) for s in borders)


def _spans(one: Consolidation) -> list[tuple[int, int]]:
    return [(reservation.start, reservation.end) for reservation in one.reservations]


def _disputed(one: Consolidation) -> list[tuple[int, int]]:
    ends = list(accumulate(len(tokenize(passage.base)) for passage in one.passages))
    return [
        (end - len(tokenize(passage.base)), end)
        for passage, end in zip(one.passages, ends, strict=True)
        if passage.alternatives and passage.base
    ]


def _cross(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[0] < one[1] < other[1]
