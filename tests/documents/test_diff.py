from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from documents.diff import Segment, diff_single_words, diff_words, similarity
from documents.tokens import tokenize
from tests.documents.strategies import edited, repeating, texts

_MARKS = {"equal": "{}", "delete": "[-{}-]", "insert": "{{+{}+}}"}


def marked(old: str, new: str) -> str:
    return "".join(_MARKS[segment.op].format(segment.text) for segment in diff_words(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    (
        ("Parties shall act.", "Parties should act.", "Parties [-shall-]{+should+} act."),
        ("Parties shall cooperate", "Parties shall fully cooperate", "Parties shall {+fully +}cooperate"),
        ("Parties cooperate.", "Parties cooperate fully.", "Parties cooperate{+ fully+}."),
        ("Parties fully cooperate", "Parties cooperate", "Parties [-fully -]cooperate"),
        ("a b", "a", "a[- b-]"),
        ("a b", "b", "[-a -]b"),
        ("", "a", "{+a+}"),
        ("a ", "", "[-a -]"),
        ("shall act", "shall, as appropriate, act", "shall{+, as appropriate,+} act"),
        ("by 2030, see 78/147", "by 2035, see 78/148", "by [-2030-]{+2035+}, see [-78/147-]{+78/148+}"),
        ("Өңірлік саммит 2026-да", "Өңірлік саммит 2027-де", "Өңірлік саммит [-2026-да-]{+2027-де+}"),
        ("Oʻzbekiston va Qozogʻiston", "Oʻzbekiston", "Oʻzbekiston[- va Qozogʻiston-]"),
    ),
)
def test_a_change_is_marked_as_a_drafter_would_mark_it(old: str, new: str, expected: str) -> None:
    assert marked(old, new) == expected


def test_small_words_between_two_replacements_belong_to_them() -> None:
    assert marked("shall take the lead now", "should have the floor now") == (
        "[-shall take the lead-]{+should have the floor+} now"
    )


def test_words_beside_something_that_is_only_added_stay_where_they_are() -> None:
    old = "Each Party shall prepare a plan"
    new = "Each [developed country] Party [shall][should] prepare and implement a plan"
    assert marked(old, new) == (
        "Each {+[developed country] +}Party {+[+}shall{+][should]+} prepare {+and implement +}a plan"
    )


def test_brackets_are_never_swallowed() -> None:
    assert marked("one [ two", "uno [ due") == "[-one-]{+uno+} [ [-two-]{+due+}"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    (
        ("Takes note. Agrees.", "Takes note. Invites. Agrees.", "Takes note. {+Invites. +}Agrees."),
        ("a, b, c", "a, b, x, c", "a, b{+, x+}, c"),
        ("[shall] act", "[shall][should] act", "[shall]{+[should]+} act"),
        ("water and air", "water and soil and air", "water {+and soil +}and air"),
        ("(a) (b)", "(a) (c) (b)", "(a) {+(c) +}(b)"),
    ),
)
def test_repeated_words_are_cut_at_natural_borders(old: str, new: str, expected: str) -> None:
    assert marked(old, new) == expected


def test_white_space_between_equal_words_is_typography() -> None:
    assert diff_words("a b c", "a\u00a0b c") == [
        Segment("equal", "a"),
        Segment("delete", " ", typography=True),
        Segment("insert", "\u00a0", typography=True),
        Segment("equal", "b c"),
    ]


def test_apostrophes_and_dashes_of_another_kind_are_typography() -> None:
    assert all(s.typography for s in diff_words("O'zbekiston", "Oʻzbekiston"))
    assert not any(s.typography for s in diff_words("a, b", "a b"))


def test_counting_keeps_the_words_that_marking_swallows() -> None:
    kept = [
        s.text for s in diff_single_words("shall take the lead", "should have the floor") if s.op == "equal"
    ]
    assert kept == [" the "]
    assert similarity("shall take the lead", "should have the floor") == pytest.approx(0.25)


def test_two_empty_texts_do_not_differ() -> None:
    assert diff_words("", "") == []
    assert similarity("", "") == 1


def borders(text: str) -> set[int]:
    ends, at = {0}, 0
    for token in tokenize(text):
        at += len(token)
        ends.add(at)
    return ends


def check_laws(old: str, new: str) -> None:
    segments = diff_words(old, new)
    assert "".join(s.text for s in segments if s.op != "insert") == old
    assert "".join(s.text for s in segments if s.op != "delete") == new
    assert all(s.text for s in segments)
    assert all(one.op != other.op for one, other in pairwise(segments))
    at = new_at = 0
    old_borders, new_borders = borders(old), borders(new)
    for segment in segments:
        at += len(segment.text) * (segment.op != "insert")
        new_at += len(segment.text) * (segment.op != "delete")
        assert at in old_borders
        assert new_at in new_borders


@given(texts, texts)
@example("", " a b ")
@example(" b", "a b")
def test_any_two_texts_are_rebuilt_and_no_word_is_cut(old: str, new: str) -> None:
    check_laws(old, new)


@given(st.data())
def test_an_edited_text_is_rebuilt_and_no_word_is_cut(data: st.DataObject) -> None:
    old = data.draw(st.one_of(texts, repeating))
    check_laws(old, data.draw(edited(old)))


@given(texts)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert diff_words(text, text) == ([Segment("equal", text)] if text else [])
