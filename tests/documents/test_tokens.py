import pytest
from hypothesis import given

from documents.tokens import count_words, is_word, line_of, same_but_for_typography, tokenize
from tests.documents.strategies import texts


@pytest.mark.parametrize(
    "whole",
    (
        "Oʻzbekiston", "oʼzgarish", "Côte", "l’eau", "UNEP's", "low-carbon", "по-прежнему", "ынтымақтастық",
        "ҳамкорӣ", "hyzmatdaşlyk", "2026-ға", "78/147", "2026–2030", "2026-2030", "1.5", "7,3", "1,000.50", "12:30",
        "⟦k3v9q2⟧", "й", "UN-Habitat", "ma’no", "Qozog‘iston", "Qoʻqon", "Ашхабад-2026", "бірнеше-бір",
        "20 000", "1\u00a0250\u202f000", "1 250 000,5", "10 000–12 000", "120 000-нан",
        "1.5 °C", "2\u00a0°C", "0.5–2 °C",
        "A/RES/78/147", "RES2026/DEC/L.1/Rev.1", "FCCC/CP/2015/L.9", "A/C.2/80/L.5", "E/CN.4/2006",
    ),
)  # fmt: skip
def test_what_is_read_as_one_word_is_one_token(whole: str) -> None:
    assert tokenize(f"({whole}).") == ["(", whole, ")", "."]
    assert is_word(whole)


def test_brackets_punctuation_and_lonely_hyphens_are_tokens_of_their_own() -> None:
    assert tokenize("[[a] - b-]…") == ["[", "[", "a", "]", " ", "-", " ", "b", "-", "]", "…"]


@pytest.mark.parametrize(
    ("text", "tokens"),
    (
        ("UNEP/UNDP", ["UNEP", "/", "UNDP"]),
        ("and/or", ["and", "/", "or"]),
        ("USD 5 million", ["USD", " ", "5", " ", "million"]),
        ("in 2026 100 wells", ["in", " ", "2026", " ", "100", " ", "wells"]),
        ("5 2000", ["5", " ", "2000"]),
        ("20 000t", ["20", " ", "000t"]),
        ("30 %", ["30", " ", "%"]),
        ("°C", ["°", "C"]),
        ("ӨЭС 2026-ға", ["ӨЭС", " ", "2026-ға"]),
    ),
)
def test_what_is_read_as_several_words_is_several_tokens(text: str, tokens: list[str]) -> None:
    assert tokenize(text) == tokens


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
    assert same_but_for_typography("20 000", "20\u00a0000")
    assert same_but_for_typography("20 000", "20000")
    assert not same_but_for_typography("20 000", "20 001")


def test_one_capital_is_typography_and_two_are_not() -> None:
    assert same_but_for_typography("the states", "the States")
    assert same_but_for_typography("стороны", "Стороны")
    assert not same_but_for_typography("the states parties", "the States Parties")
    assert not same_but_for_typography("the states", "the stages")


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


@pytest.mark.parametrize(
    "piece", ("A/", "A1/", "1 000 ", "1-", "1.", "⟦", "⟦a ", "a'", "12 3456 ", "°", "1 °")
)
def test_a_long_row_of_anything_is_cut_into_tokens(piece: str) -> None:
    # A pattern that read the whole row again from each of its pieces would not come back.
    row = piece * 40_000
    assert "".join(tokenize(row)) == row
