import pytest
from hypothesis import given

from documents.tokens import count_words, is_word, line_of, same_but_for_typography, tokenize
from tests.documents.strategies import texts


@pytest.mark.parametrize(
    "whole",
    (
        "Oʻzbekiston", "oʼzgarish", "Côte", "l’eau", "UNEP's", "low-carbon", "по-прежнему", "ынтымақтастық",
        "ҳамкорӣ", "hyzmatdaşlyk", "2026-ға", "78/147", "2026–2030", "2026-2030", "1.5", "7,3", "1,000.50", "12:30",
        "⟦k3v9q2⟧", "й", "UN-Habitat",
    ),
)  # fmt: skip
def test_what_is_read_as_one_word_is_one_token(whole: str) -> None:
    assert tokenize(f"({whole}).") == ["(", whole, ")", "."]
    assert is_word(whole)


def test_brackets_punctuation_and_lonely_hyphens_are_tokens_of_their_own() -> None:
    assert tokenize("[[a] - b-]…") == ["[", "[", "a", "]", " ", "-", " ", "b", "-", "]", "…"]


def test_a_number_ends_where_the_sentence_ends() -> None:
    assert tokenize("by 2030. In 5, or") == ["by", " ", "2030", ".", " ", "In", " ", "5", ",", " ", "or"]


def test_an_empty_pair_of_reference_signs_is_no_reference() -> None:
    assert tokenize("⟦⟧⟦a b⟧") == ["⟦", "⟧", "⟦", "a", " ", "b", "⟧"]
    assert not is_word("⟦")


def test_words_are_counted_without_signs() -> None:
    assert count_words("[shall][should], by 2030 – 5 %") == 5


def test_typography_is_what_no_reader_reads_aloud() -> None:
    assert same_but_for_typography("O'zbekiston – 2026-2030", "Oʻzbekiston  — 2026–2030")
    assert not same_but_for_typography("the Parties", "the Parties,")


@given(texts)
def test_the_tokens_of_a_text_join_to_it(text: str) -> None:
    assert "".join(tokenize(text)) == text
    assert all(tokenize(text))


@given(texts)
def test_words_and_gaps_alternate_and_spell_the_text(text: str) -> None:
    line = line_of(text)
    spelled = "".join(gap + word for gap, word in zip(line.gaps, (*line.words, ""), strict=True))
    assert spelled == text
    assert all(gap == "" or gap.isspace() for gap in line.gaps)
