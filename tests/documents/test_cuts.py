from itertools import pairwise
from random import Random

import pytest
from rapidfuzz.distance import Indel

from documents.cuts import cuts
from documents.diff import diff_single_words, diff_words
from documents.tokens import count_words

VOCABULARY = tuple(range(900))


def long_text(length: int, seed: int) -> list[int]:
    """Words as numbers; about one in five stands only once."""
    chance = Random(seed)
    return [chance.choice(VOCABULARY) if chance.random() < 0.8 else 10_000 * seed + k for k in range(length)]


def reworded(words: list[int], share: float, seed: int) -> list[int]:
    chance = Random(seed)
    kept = [word for word in words if chance.random() > share / 2]
    return [chance.choice(VOCABULARY) if chance.random() < share / 2 else word for word in kept]


def spelled(words: list[int]) -> str:
    return " ".join(f"w{word}" for word in words)


@pytest.mark.parametrize("share", (0.05, 0.4, 0.9))
def test_every_cut_stands_before_the_same_word_between_the_same_neighbours(share: float) -> None:
    old = long_text(6_000, 1)
    new = reworded(old, share, 2)
    found = cuts(old, new)
    for place, new_place in found:
        assert old[place - 1 : place + 2] == new[new_place - 1 : new_place + 2]
    for one, other in pairwise([(0, 0), *found, (len(old), len(new))]):
        assert min(other[0] - one[0], other[1] - one[1]) >= 500
    assert len(found) > 4 or share == 0.9


@pytest.mark.parametrize("share", (0.05, 0.4))
def test_a_long_text_is_aligned_as_if_it_had_not_been_cut(share: float) -> None:
    old = long_text(5_000, 3)
    new = reworded(old, share, 4)
    segments = diff_single_words(spelled(old), spelled(new))
    changed = sum(count_words(segment.text) for segment in segments if segment.op != "equal")
    assert changed == Indel.distance(old, new)


def test_short_texts_and_texts_with_nothing_in_common_are_not_cut() -> None:
    assert cuts(list(range(1_999)), list(range(1_999))) == []
    assert cuts(list(range(5_000)), list(range(5_000, 10_000))) == []


def test_a_moved_part_is_cut_where_most_of_the_text_stays() -> None:
    old = list(range(9_000))
    new = [*old[6_000:], *old[:6_000]]
    found = cuts(old, new)
    assert found
    assert all(new_place - place == 3_000 for place, new_place in found)


def test_texts_of_many_thousand_words_rebuild() -> None:
    old = spelled(long_text(9_000, 5))
    new = spelled(reworded(long_text(9_000, 5), 0.3, 6))
    segments = diff_words(old, new)
    assert "".join(segment.text for segment in segments if segment.op != "insert") == old
    assert "".join(segment.text for segment in segments if segment.op != "delete") == new
