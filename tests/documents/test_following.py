"""Words that somebody pointed at are found again in later texts, or said to be gone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.circles import CIRCLES, Circle, mentioned, reads_circle
from documents.errors import UnknownValue
from documents.following import Followed, Pointer, follow, place_of
from documents.tokens import tokenize
from tests.documents.strategies import texts

BASE = "The Parties shall cooperate on water and shall report every year;"


@pytest.mark.parametrize(
    ("new", "words", "became"),
    [
        (BASE, "shall cooperate", Followed("kept", "shall cooperate")),
        ("All Parties shall cooperate on water;", "shall cooperate", Followed("kept", "shall cooperate")),
        (BASE.replace("shall c", "should c"), "shall cooperate", Followed("changed", "should cooperate")),
        (
            BASE.replace("cooperate", "fully cooperate"),
            "shall cooperate",
            Followed("changed", "shall fully cooperate"),
        ),
        (BASE.replace(" and shall report every year", ""), "every year", Followed("gone", "")),
        (BASE.replace("every year", "by 2028"), "every year", Followed("changed", "by 2028")),
        (
            BASE.replace("cooperate", "cooperate fully"),
            "shall cooperate",
            Followed("kept", "shall cooperate"),
        ),
        (BASE.replace("The Parties", "They"), "shall cooperate", Followed("kept", "shall cooperate")),
        ("Every year the Parties shall report on water;", "report", Followed("kept", "report")),
        ("", "water", Followed("gone", "")),
        ("Water", " water ", Followed("changed", "Water")),
        ("water", " water ", Followed("kept", "water")),
    ],
)
def test_words_are_followed(new: str, words: str, became: Followed) -> None:
    assert follow(BASE, new, Pointer("text", words)) == became


def test_words_that_stand_there_twice_are_told_apart() -> None:
    new = BASE.replace("shall report", "will report")
    assert follow(BASE, new, Pointer("text", "shall", 1)) == Followed("kept", "shall")
    assert follow(BASE, new, Pointer("text", "shall", 2)) == Followed("changed", "will")


def test_words_that_moved_elsewhere_are_found_there() -> None:
    old = "On water the Parties agree; on air they differ; they meet again."
    new = "They meet again; on air they differ; the Parties agree on water."
    assert follow(old, new, Pointer("text", "the Parties agree")).fate == "kept"


@pytest.mark.parametrize(
    "words", ["shal", "water and  shall", "fire", " ", "Parties shall cooperate on waters"]
)
def test_words_that_do_not_stand_there_are_refused(words: str) -> None:
    with pytest.raises(UnknownValue, match="copy them"):
        place_of(BASE, words)


def test_a_third_time_of_two_is_refused() -> None:
    with pytest.raises(UnknownValue, match="\\(3×\\)"):
        place_of(BASE, "shall", 3)


@given(old=texts, new=texts, data=st.data())
def test_whatever_is_pointed_at_has_a_fate(old: str, new: str, data: st.DataObject) -> None:
    tokens = tokenize(old)
    if not tokens:
        return
    start = data.draw(st.integers(0, len(tokens) - 1))
    end = data.draw(st.integers(start + 1, len(tokens)))
    words = "".join(tokens[start:end])
    if not words.strip():
        return
    before = "".join(tokens[:start])
    occurrence = next(n for n in range(1, len(old) + 2) if place_of(old, words, n)[0] == len(before))
    pointer = Pointer("text", words, occurrence)
    assert follow(old, old, pointer) == Followed("kept", words.strip())
    followed = follow(old, new, pointer)
    assert followed.words in new
    assert (followed.fate == "gone") == (followed.words == "")
    if followed.fate == "kept":
        assert followed.words == words.strip()


@pytest.mark.parametrize("circle", CIRCLES)
def test_the_owner_reads_every_circle_and_a_third_only_the_widest(circle: Circle) -> None:
    assert reads_circle("KAZ", circle, owner="KAZ")
    assert reads_circle("UZB", circle, owner="KAZ") == (circle == "everyone")
    assert reads_circle("CHAIR", circle, owner="KAZ") == (circle != "delegation")
    assert reads_circle("KAZ", circle, owner="CHAIR") == (circle == "everyone")


def test_of_two_codes_the_longer_is_meant() -> None:
    assert mentioned("@UN-Habitat and @UN.", ["UN", "UN-Habitat"]) == ["UN-Habitat", "UN"]
    assert mentioned("@UNX, a@UN", ["UN"]) == []
    assert mentioned("@KAZ @KAZ", ["KAZ"]) == ["KAZ"]
    assert mentioned("@KAZ", []) == []
