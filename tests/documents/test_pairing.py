from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.pairing import Pairing, Unit, pair_clauses
from documents.rising import longest_rising
from tests.documents.strategies import edited, sentences

WATER = "Agree to share data on the flow of transboundary rivers every month, free of charge;"
GLACIERS = "Decide to set up by 2028 a network of stations that watch the glaciers of Pamir and Tien Shan;"
FUND = "Invite development partners to support the Fund for saving the Aral Sea with grants;"
DUST = "Resolve to warn the population of sand and dust storms two days before they come;"
RUSSIAN = "Постановляют ежегодно обмениваться сведениями о состоянии ледников и снежного покрова;"
KAZAKH = "Өңірдегі мұздықтардың жай-күйі туралы мәліметтермен жыл сайын алмасуға уағдаласады;"
TEXTS = (WATER, GLACIERS, FUND, DUST, RUSSIAN, KAZAKH)


def fates(old: list[str], new: list[str]) -> list[tuple[tuple[int, ...], tuple[int, ...], str, bool]]:
    pairings = pair_clauses([Unit(text) for text in old], [Unit(text) for text in new])
    return [(one.old, one.new, one.fate, one.moved) for one in pairings]


def test_texts_are_recognised_whatever_happened_to_them() -> None:
    reworded = GLACIERS.replace("by 2028", "not later than 2030").replace(
        "stations", "high-altitude stations"
    )
    assert fates([WATER, GLACIERS, FUND, DUST], [DUST, WATER, reworded, RUSSIAN]) == [
        ((3,), (0,), "unchanged", True),
        ((0,), (1,), "unchanged", False),
        ((1,), (2,), "changed", False),
        ((2,), (), "removed", False),
        ((), (3,), "inserted", False),
    ]


@pytest.mark.parametrize(
    ("whole", "parts"),
    (
        (f"{WATER} {DUST}", [WATER, DUST]),
        (
            "Постановляют создать до 2028 года сеть станций наблюдения за ледниками и ежегодно публиковать её данные;",
            ["Постановляют создать до 2028 года сеть станций наблюдения за ледниками;",
             "Постановляют ежегодно публиковать данные;"],
        ),
    ),
)  # fmt: skip
def test_a_clause_in_two_parts_is_split_and_the_reverse_merged(whole: str, parts: list[str]) -> None:
    assert fates([FUND, whole, KAZAKH], [FUND, *parts, KAZAKH]) == [
        ((0,), (0,), "unchanged", False),
        ((1,), (1, 2), "split", False),
        ((2,), (3,), "unchanged", False),
    ]
    assert fates([FUND, *parts, KAZAKH], [FUND, whole, KAZAKH]) == [
        ((0,), (0,), "unchanged", False),
        ((1, 2), (1,), "merged", False),
        ((3,), (2,), "unchanged", False),
    ]


def test_clauses_that_only_begin_alike_are_strangers() -> None:
    old = ["Recognizing the importance of clean water for all people,"]
    new = ["Recognizing the importance of trade in renewable energy,"]
    assert fates(old, new) == [((0,), (), "removed", False), ((), (0,), "inserted", False)]


def test_identity_tells_more_than_words() -> None:
    old = [Unit(WATER, "a", "OP 1"), Unit(DUST, "b", "OP 2")]
    new = [Unit(DUST, "a", "OP 1"), Unit(FUND, "c", "OP 2"), Unit(WATER, "b", "OP 3")]
    assert [(one.old, one.new, one.fate, one.renumbered) for one in pair_clauses(old, new)] == [
        ((0,), (0,), "changed", False),
        ((), (1,), "inserted", False),
        ((1,), (2,), "changed", True),
    ]


def test_of_equal_clauses_the_first_is_paired_with_the_first() -> None:
    assert fates([WATER, FUND, WATER], [WATER, FUND, WATER]) == [
        ((0,), (0,), "unchanged", False),
        ((1,), (1,), "unchanged", False),
        ((2,), (2,), "unchanged", False),
    ]


drafts = st.lists(st.sampled_from(TEXTS), max_size=6, unique=True)


def places(pairings: tuple[Pairing, ...], side: str) -> list[int]:
    return sorted(place for one in pairings for place in getattr(one, side))


@given(st.data())
def test_every_clause_of_either_draft_stands_in_one_pairing(data: st.DataObject) -> None:
    old = data.draw(st.lists(st.one_of(st.sampled_from(TEXTS), sentences), max_size=6))
    new = [data.draw(st.one_of(st.just(text), edited(text))) for text in data.draw(st.permutations(old))]
    new += data.draw(st.lists(sentences, max_size=2))
    pairings = pair_clauses([Unit(text) for text in old], [Unit(text) for text in new])
    assert places(pairings, "old") == list(range(len(old)))
    assert places(pairings, "new") == list(range(len(new)))
    assert [one.new for one in pairings if one.new] == sorted(one.new for one in pairings if one.new)
    for one in pairings:
        assert (one.fate == "removed") == (not one.new)
        assert (one.fate == "inserted") == (not one.old)
        assert (one.fate == "split") == (len(one.new) > 1)
        assert (one.fate == "merged") == (len(one.old) > 1)


@given(drafts)
def test_a_draft_and_itself_differ_in_nothing(old: list[str]) -> None:
    units = [Unit(text) for text in old]
    assert {(one.fate, one.moved, one.similarity) for one in pair_clauses(units, units)} <= {
        ("unchanged", False, 1.0)
    }


@given(drafts, st.data())
def test_another_order_is_movement_and_nothing_else(old: list[str], data: st.DataObject) -> None:
    new = data.draw(st.permutations(old))
    pairings = pair_clauses([Unit(text) for text in old], [Unit(text) for text in new])
    assert {one.fate for one in pairings} <= {"unchanged"}
    assert any(one.moved for one in pairings) == (list(new) != old)


@given(st.lists(st.integers(0, 9)))
def test_what_keeps_its_order_rises_and_nothing_longer_does(values: list[int]) -> None:
    row = longest_rising(values)
    assert row == sorted(row)
    assert all(values[a] < values[b] for a, b in pairwise(row))
    best = [1] * len(values)
    for k, value in enumerate(values):
        best[k] = 1 + max((best[j] for j in range(k) if values[j] < value), default=0)
    assert len(row) == max(best, default=0)
