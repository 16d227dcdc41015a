import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.bracket_reading import read_bracketed
from documents.consolidation import Consolidation, Proposal, consolidate
from documents.diff import diff_words
from documents.errors import UnknownValue
from documents.notation import bracketed_pieces, marked, read_marked, say_owners, write_bracketed
from tests.documents.strategies import proposals_on_one_base, texts

BASE = "Parties shall cooperate fully."


def consolidated(base: str = BASE, **texts: str) -> Consolidation:
    return consolidate(base, [Proposal(delegation, text) for delegation, text in texts.items()])


def test_a_difference_is_written_in_one_line() -> None:
    assert marked(diff_words("The Parties shall act.", "The Parties should act.")) == (
        "The Parties [-shall-]{+should+} act."
    )


@pytest.mark.parametrize("text", ("a -] b", "[-a", "{+a-]", "[-a{+b+}-]", "[-a"))
def test_marks_that_do_not_fit_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"never closed|stands where it cannot"):
        read_marked(text)


@given(texts, texts)
def test_marked_text_reads_back_as_the_two_texts(old: str, new: str) -> None:
    assert read_marked(marked(diff_words(old, new))) == (old, new)


@given(st.text("[-]{+}\\ a", max_size=12), st.text("[-]{+}\\ a", max_size=12))
def test_marks_in_the_texts_themselves_survive(old: str, new: str) -> None:
    assert read_marked(marked(diff_words(old, new))) == (old, new)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    (
        ({"KAZ": "Parties should cooperate fully."}, "Parties [shall][should KAZ] cooperate fully."),
        (
            {"UNEP": "Parties shall, as appropriate, cooperate fully."},
            "Parties shall[, as appropriate, UNEP] cooperate fully.",
        ),
        ({"TKM": "Parties cooperate fully."}, "Parties [shall][no text TKM] cooperate fully."),
        ({"KGZ": "Parties shall closely cooperate fully."}, "Parties shall [closely KGZ] cooperate fully."),
        ({"KGZ": "Parties shall cooperate fully now."}, "Parties shall cooperate fully [now KGZ]."),
        ({"KGZ": "All Parties shall cooperate fully."}, "[All KGZ] Parties shall cooperate fully."),
        ({"TKM": "Parties [shall cooperate] fully."}, "Parties [shall cooperate TKM] fully."),
        (
            {"TKM": "Parties [shall cooperate] fully.", "KAZ": "Parties should cooperate fully."},
            "Parties [[shall][should KAZ] cooperate TKM] fully.",
        ),
        (
            {"TKM": "Parties shall [cooperate] fully.", "KAZ": "Parties work fully."},
            "Parties [shall [cooperate TKM]][work KAZ] fully.",
        ),
        ({"KAZ": ""}, "[Parties shall cooperate fully.][no text KAZ]"),
    ),
)
def test_a_consolidation_is_bracketed_as_a_drafter_would_and_reads_back(
    wanted: dict[str, str], expected: str
) -> None:
    both = consolidated(**wanted)
    assert write_bracketed(both) == expected
    assert read_bracketed(expected, base=BASE, delegations=[*wanted, "FAO"]) == both


def test_attribution_can_be_by_names_by_codes_or_left_out() -> None:
    both = consolidated(KAZ="Parties should cooperate fully.", UZB="Parties should cooperate fully.")
    names = {"KAZ": "Kazakhstan", "UZB": "Uzbekistan"}
    assert "[should Kazakhstan, Uzbekistan]" in write_bracketed(both, attribution="names", names=names)
    assert "[should KAZ, UZB]" in write_bracketed(both)
    assert "[shall][should] " in write_bracketed(both, attribution="none")
    assert say_owners(["KAZ", "FAO"], attribution="names", names=names) == " Kazakhstan, FAO"


def test_a_text_that_nobody_disputes_is_written_as_it_is() -> None:
    assert write_bracketed(consolidated()) == BASE
    assert write_bracketed(consolidated("")) == ""


def test_pieces_know_their_role_their_owners_and_their_place() -> None:
    pieces = bracketed_pieces(
        consolidated(KAZ="Parties should cooperate fully.", TKM="Parties shall cooperate [fully].")
    )
    assert [(p.kind, p.text, p.role, p.delegations, p.at) for p in pieces] == [
        ("text", "Parties ", "agreed", (), 0),
        ("open", "[", "base", (), 8),
        ("text", "shall", "base", (), 8),
        ("close", "]", "base", (), 13),
        ("open", "[", "alternative", ("KAZ",), 8),
        ("text", "should", "alternative", ("KAZ",), 8),
        ("owners", "", "alternative", ("KAZ",), 8),
        ("close", "]", "alternative", ("KAZ",), 8),
        ("text", " cooperate ", "agreed", (), 13),
        ("open", "[", "reservation", ("TKM",), 24),
        ("text", "fully", "agreed", (), 24),
        ("owners", "", "reservation", ("TKM",), 29),
        ("close", "]", "reservation", ("TKM",), 29),
        ("text", ".", "agreed", (), 29),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    (
        "Parties [shall][must] cooperate fully.",  # nobody owns it
        "Parties [shall][must XYZ] cooperate fully.",  # takes no part
        "Parties [shall cooperate fully.",
        "Parties shall] cooperate fully.",
        "Parties will cooperate fully.",
    ),
)
def test_bracketed_text_that_leaves_a_doubt_is_refused(text: str) -> None:
    with pytest.raises(UnknownValue, match="cannot be read without doubt"):
        read_bracketed(text, base=BASE, delegations=["KAZ"])


Readings = tuple[str, list[tuple[str, str]]]


@given(proposals_on_one_base())
def test_pieces_hold_every_word_of_the_base_and_of_every_alternative(case: Readings) -> None:
    base, readings = case
    both = consolidate(base, [Proposal(*reading) for reading in readings])
    pieces = bracketed_pieces(both)
    shown = "".join(p.text for p in pieces if p.kind == "text" and p.role in ("agreed", "base"))
    assert "".join(shown.split()) == "".join(base.split())
    opened = [p for p in pieces if p.kind == "open"]
    closed = [p for p in pieces if p.kind == "close"]
    assert len(opened) == len(closed)
    assert sum(p.role == "alternative" for p in opened) == sum(len(p.alternatives) for p in both.passages)
    assert sum(p.role == "reservation" for p in opened) == len(both.reservations)
    for piece in pieces:
        if piece.kind == "text" and piece.role == "base":
            assert base[piece.at :].startswith(piece.text)


_plain = st.lists(st.sampled_from(["a", "b", "c", "d", "e", "f", "g", "h"]), min_size=1, max_size=8).map(
    " ".join
)


@given(_plain, st.dictionaries(st.sampled_from(("KAZ", "KGZ", "UZB")), _plain))
def test_bracketed_prose_reads_back(base: str, readings: dict[str, str]) -> None:
    both = consolidated(base, **readings)
    assert read_bracketed(write_bracketed(both), base=base, delegations=["KAZ", "KGZ", "UZB"]) == both


@given(proposals_on_one_base())
def test_what_reads_back_is_what_was_written(case: Readings) -> None:
    base, readings = case
    both = consolidate(base, [Proposal(*reading) for reading in readings])
    try:
        found = read_bracketed(write_bracketed(both), base=base, delegations=[d for d, _ in readings])
    except UnknownValue:
        return
    assert write_bracketed(found) == write_bracketed(both)
