"""Order keys leave room everywhere, for ever."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from documents.ordering import key_between, keys_in_row


@given(st.lists(st.integers(min_value=0), max_size=60))
def test_there_is_always_a_key_between_two_neighbours(places: list[int]) -> None:
    keys: list[str] = []
    for place in places:
        at = place % (len(keys) + 1)
        before = keys[at - 1] if at else ""
        after = keys[at] if at < len(keys) else ""
        keys.insert(at, key_between(before, after))
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)
    assert not any(key.endswith("0") for key in keys)


def test_inserting_at_the_same_place_a_thousand_times_keeps_the_order_of_arrival() -> None:
    before, after = key_between("", ""), ""
    keys = [before]
    for _ in range(1_000):
        keys.append(key_between(keys[-1], after))
    assert keys == sorted(keys)
    assert len(keys[-1]) < 255


def test_inserting_before_the_first_a_thousand_times_keeps_the_order() -> None:
    keys = [key_between("", "")]
    for _ in range(1_000):
        keys.insert(0, key_between("", keys[0]))
    assert keys == sorted(keys)
    assert len(keys[0]) < 255


@given(st.integers(min_value=0, max_value=3_000))
def test_a_row_of_keys_is_ascending_with_room_between(count: int) -> None:
    keys = keys_in_row(count)
    assert len(keys) == count
    assert keys == sorted(set(keys))
    for before, after in pairwise(keys):
        assert before < key_between(before, after) < after
