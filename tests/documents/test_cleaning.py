"""What happens to a text on its way in."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.cleaning import MOST_TOKENS, MOST_WORDS, clean, require_words
from documents.content import Field
from documents.errors import EmptyText, ForbiddenCharacter, TooLong

TEXT = Field("text")
LINES = Field("risks", lines=True)


def test_a_text_in_order_is_kept_as_typed_and_nothing_is_said() -> None:
    typed = "Oʻzbekiston  va ӨЭС 2026-ға, “78/147”: 1.5 °C;"
    assert clean(typed, TEXT) == clean(clean(typed, TEXT).text, TEXT)
    assert clean(typed, TEXT).text == typed
    assert clean(typed, TEXT).notes == ()


def test_decomposed_letters_are_composed_and_it_is_said() -> None:
    cleaned = clean(unicodedata.normalize("NFD", "Қазақстан ӯ й"), TEXT)
    assert cleaned.text == "Қазақстан ӯ й"
    assert "NFC" in cleaned.notes[0]


@pytest.mark.parametrize("hidden", ["\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u202e"])
def test_invisible_characters_are_removed_and_counted(hidden: str) -> None:
    cleaned = clean(f"Par{hidden}ties a{hidden}gree", TEXT)
    assert cleaned.text == "Parties agree"
    assert cleaned.notes == ("text: 2 invisible characters were removed.",)


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\ud800"])
def test_control_characters_are_refused_with_their_place(character: str) -> None:
    with pytest.raises(ForbiddenCharacter) as refused:
        clean(f"Parties{character} agree", TEXT, address="text")
    assert refused.value.facts["place"] == 8
    assert "remove it" in refused.value.message


def test_a_paragraph_holds_no_line_break_but_the_lines_of_an_entry_do() -> None:
    assert clean("first;\r\nsecond.", LINES).text == "first;\nsecond."
    with pytest.raises(ForbiddenCharacter, match="line break"):
        clean("first;\nsecond.", TEXT)


def test_more_words_than_a_text_may_hold_are_refused_with_the_limit() -> None:
    with pytest.raises(TooLong) as refused:
        clean("word " * (MOST_WORDS + 1), TEXT)
    assert refused.value.facts["limit"] == MOST_WORDS
    assert clean("word " * MOST_WORDS, TEXT).text.startswith("word")


def test_signs_count_too_for_each_is_compared_by_itself() -> None:
    signs = "a" + ";,.:!?" * 9_000
    with pytest.raises(TooLong) as refused:
        clean(signs, TEXT)
    assert refused.value.facts["limit"] == MOST_TOKENS
    assert clean(signs[:MOST_TOKENS], TEXT).text == signs[:MOST_TOKENS]


@pytest.mark.parametrize("row", [31, 200_000])
def test_marks_that_no_script_stacks_are_refused_before_they_are_sorted(row: int) -> None:
    """Bringing one row of marks into order takes time with its square: 100,000 of them took 48 seconds."""
    with pytest.raises(ForbiddenCharacter, match="marks stand on one letter at place 32"):
        clean("a" + "\u0301\u0316" * row, TEXT)
    assert clean("a" + "\u0301\u0316" * 15, TEXT).text.startswith("á")


def test_a_text_without_a_word_is_refused_with_the_remedy() -> None:
    with pytest.raises(EmptyText, match="kind delete"):
        require_words("[ ; ]")


@given(st.text())
def test_what_is_kept_is_kept_unchanged_the_next_time(typed: str) -> None:
    try:
        once = clean(typed, LINES)
    except ForbiddenCharacter:
        return
    again = clean(once.text, LINES)
    assert again.text == once.text
    assert again.notes == ()
