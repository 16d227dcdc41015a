"""A decision made passage by passage."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.choices import disputed, spell, spell_freely, uptake_by_choices
from documents.consolidation import Proposal, consolidate, read_as
from documents.errors import UnknownValue
from tests.documents.strategies import edited, likely

BASE = "The Parties shall cooperate and exchange data every ten days."
BOTH = consolidate(
    BASE,
    [
        Proposal("KAZ", BASE.replace("shall", "should")),
        Proposal("UZB", BASE.replace("ten days", "week").replace("shall", "may")),
    ],
)


def test_choices_spell_the_next_text_and_say_who_brought_its_words() -> None:
    spelling = spell(BOTH, [1, 1])
    assert spelling.text == "The Parties may cooperate and exchange data every week."
    assert spell(BOTH, [2, 0]).text == "The Parties should cooperate and exchange data every ten days."
    brought = {part.text: part.by for part in spelling.parts if part.text != part.base}
    assert brought == {"may": "UZB", "week": "UZB"}


def test_choosing_the_base_everywhere_changes_nothing_and_brings_nothing() -> None:
    spelling = spell(BOTH, [0, 0])
    assert spelling.text == BASE
    assert {part.by for part in spelling.parts} == {""}


def test_words_of_the_chair_s_own_are_the_chair_s() -> None:
    spelling = spell(BOTH, ["will", 0])
    assert spelling.text == BASE.replace("shall", "will")
    assert [part.by for part in spelling.parts if part.text == "will"] == ["CHAIR"]


def test_a_whole_text_that_is_a_delegation_s_reading_stays_that_delegation_s() -> None:
    spelling = spell_freely(BOTH, BASE, BASE.replace("shall", "should"))
    assert [(part.text, part.by) for part in spelling.parts if part.text != part.base] == [("should", "KAZ")]


@pytest.mark.parametrize("choices", [[], [1], [1, 1, 1], [3, 0], [-1, 0]])
def test_a_choice_that_is_not_there_is_refused_with_what_there_is(choices: list[int]) -> None:
    with pytest.raises(UnknownValue):
        spell(BOTH, choices)


@given(likely.filter(bool), st.data())
def test_choosing_one_delegation_everywhere_gives_its_reading(base: str, data: st.DataObject) -> None:
    proposals = [
        Proposal(code, data.draw(edited(base))) for code in data.draw(st.sampled_from((("A",), ("A", "B"))))
    ]
    both = consolidate(base, proposals)
    for code in both.delegations:
        if any(code in reservation.delegations for reservation in both.reservations):
            continue  # brackets round words are lifted or kept by another step than a choice
        choices = [
            next((n for n, one in enumerate(passage.alternatives, 1) if code in one.delegations), 0)
            for passage in disputed(both)
        ]
        spelling = spell(both, choices)
        assert spelling.text == read_as(both, code)
        assert "".join(part.base for part in spelling.parts) == base


@given(likely, likely)
def test_a_text_of_the_chair_s_own_is_spelled_exactly(base: str, text: str) -> None:
    spelling = spell_freely(None, base, text)
    assert spelling.text == text
    assert "".join(part.base for part in spelling.parts) == base


@given(likely.filter(bool), st.data())
def test_whatever_else_is_chosen_a_reading_chosen_in_all_its_passages_is_adopted(
    base: str, data: st.DataObject
) -> None:
    both = consolidate(base, [Proposal("A", data.draw(edited(base))), Proposal("B", data.draw(edited(base)))])
    passages = disputed(both)
    wanted = [
        next((n for n, one in enumerate(passage.alternatives, 1) if "A" in one.delegations), None)
        for passage in passages
    ]
    choices = [
        number if number is not None else data.draw(st.integers(0, len(passage.alternatives)))
        for number, passage in zip(wanted, passages, strict=True)
    ]
    touches = any(number is not None for number in wanted)
    assert uptake_by_choices(both, spell(both, choices), "A") == ("adopted" if touches else "not so far")
    none = spell(both, [0] * len(passages))
    assert uptake_by_choices(both, none, "A") == "not so far"


def test_a_refusal_counts_one_passage_and_one_choice_as_one() -> None:
    single = consolidate(BASE, [Proposal("KAZ", BASE.replace("shall", "should"))])
    with pytest.raises(UnknownValue, match="text has 1 disputed passage, but 2 choices were given"):
        spell(single, [1, 1])
    with pytest.raises(UnknownValue, match="text has 2 disputed passages, but 1 choice was given"):
        spell(BOTH, [1])
