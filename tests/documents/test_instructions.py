import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.instructions import Instruction, apply_instructions, instructions
from tests.documents.strategies import edited, texts


def said(old: str, new: str) -> list[tuple[str, str, str, str]]:
    return [(one.before, one.old, one.after, one.new) for one in instructions(old, new)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    (
        ("We shall act.", "We should act.", [("", "shall", "", "should")]),
        ("We shall act.", "We shall fully act.", [("shall ", "", "", "fully ")]),
        ("act and react and rest", "act and react and then rest", [("react and ", "", "", "then ")]),
        ("the sea and the river", "the sea and a river", [("", "the", " river", "a")]),
        ("We act in time.", "We act.", [("", " in time", "", "")]),
        ("Стороны действуют, и Стороны отчитываются.", "Стороны действуют, и они отчитываются.",
         [("", "Стороны", " отчитываются", "они")]),
        ("We act", "All of us: we act together", [("", "We act", "", "All of us: we act together")]),
    ),
)  # fmt: skip
def test_an_instruction_quotes_as_little_as_stands_once(
    old: str, new: str, expected: list[tuple[str, str, str, str]]
) -> None:
    assert said(old, new) == expected


def test_a_word_inside_another_word_is_no_second_place() -> None:
    assert said("We react and act now.", "We react and rest now.") == [("", "act", "", "rest")]


def test_the_same_words_all_over_leave_only_the_whole_text() -> None:
    old, new = " ".join("a" * 200), " ".join((*"a" * 100, "b", *"a" * 100))
    assert instructions(old, new) == (Instruction("", old, "", new, whole=True),)


def test_a_rewritten_text_is_quoted_as_a_whole() -> None:
    (one,) = instructions("Parties shall act now.", "Welcomes what was done in the basin.")
    assert one.kind == "rewrite"


def test_very_many_changes_are_read_as_a_whole_text() -> None:
    old = " ".join(f"w{k} stays" for k in range(50))
    (one,) = instructions(old, old.replace("stays", "goes"))
    assert one.kind == "rewrite"


def test_words_that_do_not_stand_once_are_refused() -> None:
    with pytest.raises(ValueError, match="stand 2 times"):
        apply_instructions("the sea and the river", [Instruction("", "the", "", "a")])
    with pytest.raises(ValueError, match="stand 0 times"):
        apply_instructions("the sea", [Instruction("", "river", "", "lake")])


@given(texts, st.data())
def test_the_instructions_make_the_proposal_of_the_text_byte_for_byte(old: str, data: st.DataObject) -> None:
    new = data.draw(st.one_of(edited(old), texts))
    given_ = instructions(old, new)
    assert apply_instructions(old, given_) == new
    for one in given_:
        assert one.whole or one.quote in old
        assert (one.old, one.new) != ("", "")
        assert one.whole or one.old.strip() or (one.before + one.after).strip()
