"""What is found in a text, and where."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.finding import find_words
from documents.tokens import is_word, tokenize
from tests.documents.strategies import likely

LABELS = {"aaaaaaaaaaaaaaaa": "OP 5 bis"}


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("Water, drinking water and WATERS", "water", ["Water", "water", "WATER"]),
        ("Oʻzbekiston va O'zbekiston", "O’zbekiston", ["Oʻzbekiston", "O'zbekiston"]),
        ("in 2026–2030,\u00a0by", "2026-2030, by", ["2026–2030,\u00a0by"]),
        ("Ещё водохра\u00adнилище", "еще водохранилище", ["Ещё водохра\u00adнилище"]),
        ("see ⟦aaaaaaaaaaaaaaaa⟧ and ⟦bbbbbbbbbbbbbbbb⟧", "op 5", ["⟦aaaaaaaaaaaaaaaa⟧"]),
        ("see ⟦aaaaaaaaaaaaaaaa⟧", "aaaa", []),
        ("bis bis ⟦aaaaaaaaaaaaaaaa⟧ bis", "bis", ["bis", "bis", "⟦aaaaaaaaaaaaaaaa⟧", "bis"]),
        ("a.b (c)", "a.b (", ["a.b ("]),
        ("shall", " \n", []),
        ("İstanbul", "i", ["İ"]),
    ],
)
def test_words_are_found_as_people_look_for_them(text: str, wanted: str, found: list[str]) -> None:
    assert [text[one.start : one.end] for one in find_words(text, wanted, LABELS)] == found


@given(text=likely, data=st.data())
def test_whatever_stands_in_a_text_is_found_there_and_hits_do_not_overlap(
    text: str, data: st.DataObject
) -> None:
    tokens = tokenize(text)
    start = data.draw(st.integers(0, len(tokens)))
    part = tokens[start : data.draw(st.integers(start, len(tokens)))]
    hits = find_words(text, "".join(part), {})
    assert all(one.end <= other.start for one, other in itertools.pairwise(hits))
    assert all(one.start < one.end for one in hits)
    if part and is_word(part[0]) and is_word(part[-1]):
        at = len("".join(tokens[:start]))
        assert any(one.start <= at < one.end or at <= one.start < at + len("".join(part)) for one in hits)
