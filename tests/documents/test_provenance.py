from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.provenance import Origin, Spelled, provenance, words_brought
from documents.tokens import count_words
from tests.documents.strategies import edited, likely, sentences


def test_a_text_that_nobody_changed_is_its_authors() -> None:
    assert provenance("Parties shall act.", "SEC", []) == (Origin("Parties shall act.", "SEC"),)
    assert provenance("", "SEC", []) == ()


def test_words_that_stay_keep_their_bringer_through_every_step() -> None:
    steps = [
        [
            Spelled("Parties ", "Parties ", ""),
            Spelled("shall", "should", "KAZ"),
            Spelled(" act", " act", ""),
            Spelled("", " by 2030", "UZB"),
            Spelled(".", ".", ""),
        ],
        [Spelled("Parties should act by 2030.", "All Parties should soon act by 2035.", "CHAIR")],
    ]
    assert provenance("Parties shall act.", "SEC", steps) == (
        Origin("All ", "CHAIR"),
        Origin("Parties ", "SEC"),
        Origin("should", "KAZ"),
        Origin(" ", "SEC"),
        Origin("soon ", "CHAIR"),
        Origin("act", "SEC"),
        Origin(" by ", "UZB"),
        Origin("2035", "CHAIR"),
        Origin(".", "SEC"),
    )


def test_a_small_word_between_two_new_ones_stays_with_who_brought_it() -> None:
    step = [Spelled("take the lead", "have the floor", "TKM")]
    assert words_brought(provenance("take the lead", "SEC", [step])) == {"TKM": 2, "SEC": 1}


def test_words_are_told_apart_by_the_amendment_that_brought_them() -> None:
    step = [Spelled("act", "act now", "KAZ", "a1"), Spelled("", " and here", "KAZ", "a2")]
    assert provenance("act", "UZB", [step], amendment="a0") == (
        Origin("act", "UZB", "a0"),
        Origin(" now", "KAZ", "a1"),
        Origin(" and here", "KAZ", "a2"),
    )


def test_a_sentence_that_is_only_moved_keeps_who_brought_it() -> None:
    report, fund = "The Parties report every second year.", "The Fund pays for the travel of all experts."
    first = [Spelled(report, f"{report} {fund}", "KAZ")]
    then = [Spelled(f"{report} {fund}", f"{fund} {report}", "UZB")]
    origins = provenance(report, "SEC", [first, then])
    assert "".join(origin.text for origin in origins) == f"{fund} {report}"
    assert words_brought(origins) == {"KAZ": 9, "SEC": 6}


def test_a_passage_equal_to_its_base_changes_nothing() -> None:
    assert provenance("a b", "SEC", [[Spelled("a b", "a b", "KAZ")]]) == (Origin("a b", "SEC"),)


def test_passages_of_another_text_are_refused() -> None:
    with pytest.raises(ValueError, match="step 1 do not join"):
        provenance("a b", "SEC", [[Spelled("a c", "a", "KAZ")]])


def test_who_brought_only_signs_brought_no_words() -> None:
    assert words_brought([Origin("a b", "SEC"), Origin(", ", "KAZ")]) == {"SEC": 2}


@given(st.one_of(likely, sentences), st.data())
def test_the_origins_join_to_the_last_text_and_its_words_are_all_counted(
    first: str, data: st.DataObject
) -> None:
    text, steps = first, []
    for by in ("KAZ", "UZB", "CHAIR")[: data.draw(st.integers(0, 3))]:
        following = data.draw(edited(text))
        steps.append([Spelled(text, following, by)])
        text = following
    origins = provenance(first, "SEC", steps)
    assert "".join(origin.text for origin in origins) == text
    assert all(one.by != other.by for one, other in pairwise(origins))
    assert sum(words_brought(origins).values()) == count_words(text)
