from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.comparison import compare, in_the_setting_of, without_typography
from documents.diff import Segment, diff_words
from documents.invisible import Invisible, foreign_letters, invisible_changes, say_invisible
from documents.letters import diff_letters
from documents.moves import mark_moves
from documents.notation import marked
from documents.tokens import fold, is_word, same_but_for_typography, tokenize
from tests.documents.strategies import edited, texts

REPORT = "The Parties report on their glaciers every second year."
FUND = "The Fund pays for the travel of experts from all five States."
MEET = "Ministers meet in spring."


def sides(segments: tuple[Segment, ...]) -> tuple[str, str]:
    return tuple("".join(s.text for s in segments if s.op != op) for op in ("insert", "delete"))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("old", "new", "moved"),
    (
        (f"{REPORT} {MEET} {FUND}", f"{MEET} {FUND} {REPORT}", REPORT),
        (f"{MEET} {FUND} {REPORT}", f"{REPORT} {MEET} {FUND}", REPORT),
        (
            "Стороны отчитываются раз в два года. Фонд оплачивает поездки экспертов из всех пяти стран региона.",
            "Фонд оплачивает поездки экспертов из всех пяти стран региона. Стороны отчитываются раз в два года.",
            "Стороны отчитываются раз в два года.",
        ),
        (
            "Тараптар екі жылда бір рет есеп береді. Қор бес елдің барлық сарапшыларының жол шығынын төлейді.",
            "Қор бес елдің барлық сарапшыларының жол шығынын төлейді. Тараптар екі жылда бір рет есеп береді.",
            "Тараптар екі жылда бір рет есеп береді.",
        ),
    ),
)
def test_a_sentence_that_went_elsewhere_is_moved_and_not_struck(old: str, new: str, moved: str) -> None:
    segments = mark_moves(diff_words(old, new))
    assert [(s.op, s.text.strip()) for s in segments if s.moved] in (
        [("delete", moved), ("insert", moved)],
        [("insert", moved), ("delete", moved)],
    )
    assert sides(segments) == (old, new)


def test_a_moved_sentence_stands_apart_from_what_is_new_beside_it() -> None:
    segments = mark_moves(diff_words(f"{REPORT} {MEET} {FUND}", f"{MEET} {FUND} Nothing is final. {REPORT}"))
    assert [(s.op, s.text.strip(), s.moved) for s in segments if s.op == "insert"] == [
        ("insert", "Nothing is final.", 0),
        ("insert", REPORT, 1),
    ]


def test_a_few_words_that_come_again_have_not_moved() -> None:
    segments = mark_moves(
        diff_words("in due time, Parties act and report", "Parties act and report, in due time")
    )
    assert not any(segment.moved for segment in segments)


@given(st.data())
def test_moves_are_pairs_of_the_same_words_and_nothing_is_lost(data: st.DataObject) -> None:
    sentences = data.draw(st.lists(st.sampled_from((REPORT, FUND, MEET, "Act now.", "")), max_size=6))
    old = " ".join(sentences)
    new = data.draw(edited(" ".join(data.draw(st.permutations(sentences)))))
    segments = mark_moves(diff_words(old, new))
    assert sides(segments) == (old, new)
    assert all(segment.text for segment in segments)
    moved = sorted((s for s in segments if s.moved), key=lambda s: s.moved)
    for _, pair in groupby(moved, key=lambda s: s.moved):
        one, other = pair
        assert {one.op, other.op} == {"delete", "insert"}
        assert [t for t in tokenize(one.text) if t.isalnum()] == [
            t for t in tokenize(other.text) if t.isalnum()
        ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    (
        ("in 2026 we", "in\u00a02026 we", "a no-break space (U+00A0) instead of a space"),
        ("we  act", "we act", "a space instead of 2 spaces"),
        ("low-carbon", "low\u2011carbon", "a no-break hyphen (U+2011) instead of a hyphen (U+002D)"),
        ("климaт", "климат", "the Cyrillic “а” (U+0430) instead of the Latin “a” (U+0061)"),
        ("Oʻzbekiston", "O‘zbekiston", "“‘” (U+2018) instead of “ʻ” (U+02BB)"),
        ("a, b", "a,b", "nothing instead of a space"),
        (":a a a", ":а a а", "the Cyrillic “а” (U+0430) instead of the Latin “a” (U+0061)"),
    ),
)  # fmt: skip
def test_what_nobody_sees_is_named(old: str, new: str, said: str) -> None:
    assert [say_invisible(one) for one in compare(old, new).unseen] == [said]


def test_what_everybody_sees_is_not_named() -> None:
    assert compare("Parties shall act", "Parties should act").unseen == ()
    assert invisible_changes("2026-2030", "2026–2030") == ()


def test_it_is_named_in_russian_too() -> None:
    assert (
        say_invisible(Invisible(" ", "\u00a0"), language="ru") == "неразрывный пробел (U+00A0) — было: пробел"
    )
    assert say_invisible(Invisible("  ", " "), language="ru") == "пробел — было: пробелы (2)"


def test_letters_of_another_script_are_found_in_new_words() -> None:
    compared = compare("Parties act", "Parties сooperate")
    assert compared.foreign == (Invisible("с", "c"),)
    assert foreign_letters("CO2-ның көлемі, UN-Habitat және ВОЗ") == ()


@given(texts, st.data())
def test_texts_that_look_alike_are_never_shown_as_different_without_a_word(
    old: str, data: st.DataObject
) -> None:
    twins = str.maketrans({" ": "\u00a0", "-": "\u2011", "a": "а", "с": "c", "о": "o"})
    places = data.draw(st.sets(st.integers(0, max(0, len(old) - 1))))
    new = "".join(c.translate(twins) if k in places else c for k, c in enumerate(old))
    assert bool(compare(old, new).unseen) == (old != new)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    (
        ("ледника", "ледников", "ледник[-а-]{+ов+}"),
        ("тараптардың", "тараптарға", "тараптар[-дың-]{+ға+}"),
        ("мамлекеттер", "мамлекеттери", "мамлекеттер{+и+}"),
        ("2026-ға", "2028-ға", "202[-6-]{+8+}-ға"),
    ),
)
def test_an_inflection_is_shown_in_its_letters(old: str, new: str, expected: str) -> None:
    assert marked(diff_letters(old, new)) == expected


@pytest.mark.parametrize(
    ("old", "new"), (("may", "shall"), ("in part", "in parts"), ("act", "act"), ("", "act"))
)
def test_no_letters_are_shown_where_they_help_nobody(old: str, new: str) -> None:
    assert diff_letters(old, new) == []


@given(texts, texts)
def test_letters_rebuild_both_words(old: str, new: str) -> None:
    for one in (*tokenize(old), ""):
        for other in (*tokenize(new), ""):
            if letters := diff_letters(one, other):
                assert sides(tuple(letters)) == (one, other)


def test_below_three_fifths_they_are_two_texts() -> None:
    assert compare("Parties shall act now.", "Welcomes what was done in the basin.").two_texts
    assert not compare("Parties shall act now.", "Parties should act now.").two_texts


@given(texts, st.data())
def test_without_typography_the_new_text_stands_and_only_words_change(old: str, data: st.DataObject) -> None:
    new = data.draw(st.one_of(edited(old), texts))
    shown = without_typography(diff_words(old, new))
    assert "".join(s.text for s in shown if s.op != "delete") == new
    assert not any(s.typography for s in shown)


def test_rows_of_letters_that_are_no_word_are_not_compared_letter_by_letter() -> None:
    """The time goes with their square: 15,000 letters took 18 seconds."""
    assert diff_letters("а" * 200, "а" * 199 + "у") != []
    assert diff_letters("а" * 40_000 + "б", "а" * 40_000 + "у") == []


@given(old=texts, data=st.data())
def test_a_text_in_the_setting_of_another_says_the_same_and_differs_from_it_in_words(
    old: str, data: st.DataObject
) -> None:
    new = data.draw(edited(old))
    set_alike = in_the_setting_of(old, new)
    words = [one for one in tokenize(fold(set_alike)) if is_word(one)]
    assert [one.casefold() for one in words] == [
        one.casefold() for one in tokenize(fold(new)) if is_word(one)
    ]
    if same_but_for_typography(old, new) and len(diff_words(old, new)) <= 3:
        assert set_alike == old
    assert in_the_setting_of(old, old) == old
