import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.bracket_reading import read_bracketed
from documents.bracket_tree import Bracket, read_brackets
from documents.errors import UnknownValue
from documents.measures import Measures, measure_brackets, sum_measures
from tests.documents.strategies import texts

CODES = ("KAZ", "UNDP", "UNEP", "UZB")


def spelled(parts: tuple[str | Bracket, ...]) -> str:
    return "".join(
        part
        if isinstance(part, str)
        else f"[{spelled(part.inside)}{' ' if part.owners else ''}{', '.join(part.owners)}]"
        for part in parts
    )


@pytest.mark.parametrize(
    ("text", "doubts"),
    (
        ("We [shall][should KAZ, UZB] act.", []),
        ("We [shall act.", [("unclosed", 3)]),
        ("We shall] act.", [("unopened", 8)]),
        ("a] [b [c] d", [("unopened", 1), ("unclosed", 3)]),
        ("to the [UNEP UNDP]", [("owner or wording", 7)]),
        ("to the [UNEP]", [("owner or wording", 7)]),
        ("We [should AUS] act", [("unknown owner", 3)]),
        ("[[shall] fully KAZ]", []),
    ),
)
def test_what_can_be_read_in_two_ways_is_named(text: str, doubts: list[tuple[str, int]]) -> None:
    tree = read_brackets(text, CODES)
    assert [(doubt.kind, doubt.place) for doubt in tree.doubts] == doubts
    assert all(doubt.sentence for doubt in tree.doubts)


def test_a_doubt_says_both_readings() -> None:
    (doubt,) = read_brackets("[UNEP UNDP]", CODES).doubts
    assert doubt.sentence == "“UNEP UNDP”: a wording, or a wording with its owner?"


def test_names_stand_for_codes() -> None:
    tree = read_brackets("[should Kazakhstan, UN Women]", {"Kazakhstan": "KAZ", "UN Women": "UNWOMEN"})
    assert tree.parts == (Bracket(("should",), ("KAZ", "UNWOMEN")),)


def test_without_attribution_the_wordings_are_read_and_their_owners_stay_unknown() -> None:
    tree = read_brackets("[shall][should, as appropriate,] act")
    assert tree.parts == (Bracket(("shall",)), Bracket(("should, as appropriate,",)), " act")
    assert tree.doubts == ()


def test_a_refusal_says_what_is_in_doubt() -> None:
    with pytest.raises(UnknownValue, match="character 4 is never closed"):
        read_bracketed("We [should act.", base="We shall act.", delegations=CODES)


def test_a_refusal_says_that_the_present_text_has_brackets_too() -> None:
    with pytest.raises(UnknownValue, match="brackets of its own"):
        read_bracketed("We [shall] [[act] KAZ].", base="We [shall] act.", delegations=CODES)


@given(st.one_of(texts, st.text("[] aKZ,", max_size=30)))
def test_reading_brackets_never_fails_and_loses_nothing(text: str) -> None:
    tree = read_brackets(text, CODES)
    assert "".join(spelled(tree.parts).split()) == "".join(text.split())


def test_very_deep_brackets_are_read_too() -> None:
    text = "[" * 5_000 + "a" + "]" * 5_000
    assert measure_brackets(text).depth == 5_000
    assert len(read_brackets(text).parts) == 1
    with pytest.raises(UnknownValue, match="without doubt"):
        read_bracketed(text, base="a", delegations=CODES)


@pytest.mark.parametrize(
    ("text", "expected"),
    (
        ("", Measures()),
        ("We act.", Measures(words=2)),
        ("We [shall [fully]] act.", Measures(2, 2, 0, 4, 2)),
        ("We [shall act.", Measures(0, 0, 1, 3, 0)),
        ("a] [b] c]", Measures(1, 1, 2, 3, 1)),
    ),
)
def test_measures_count_what_is_open(text: str, expected: Measures) -> None:
    assert measure_brackets(text) == expected


@given(st.lists(texts, max_size=4))
def test_measures_of_texts_add_up(parts: list[str]) -> None:
    measures = [measure_brackets(part) for part in parts]
    total = sum_measures(measures)
    assert total.words_in_brackets <= total.words
    assert total.brackets * 2 + total.unbalanced == sum(part.count("[") + part.count("]") for part in parts)
