"""What people call a clause today."""

import pytest

from documents.numbering import LATIN_ORDINALS, label, number_afresh, number_after


def test_paragraphs_run_through_the_document_and_headings_carry_no_number() -> None:
    numbers = number_afresh(
        [
            ("title", "title", None),
            ("p1", "preambular", None),
            ("p2", "preambular", None),
            ("h", "heading", None),
            ("o1", "operative", None),
            ("o1a", "sub_item", "o1"),
            ("o1b", "sub_item", "o1"),
            ("h2", "heading", None),
            ("o2", "operative", None),
            ("o2a", "sub_item", "o2"),
        ]
    )
    assert numbers == {
        "title": "",
        "p1": "1",
        "p2": "2",
        "h": "",
        "o1": "1",
        "o1a": "a",
        "o1b": "b",
        "h2": "",
        "o2": "2",
        "o2a": "a",
    }


def test_entries_are_numbered_within_their_chapter() -> None:
    chapters = [("c1", "chapter", None), ("a", "entry", "c1"), ("c2", "chapter", None), ("b", "entry", "c2")]
    assert number_afresh(chapters) == {"c1": "1", "a": "1.1", "c2": "2", "b": "2.1"}  # type: ignore[arg-type]


def test_the_twenty_seventh_sub_item_is_aa() -> None:
    items = [(str(n), "sub_item", "x") for n in range(28)]
    numbers = number_afresh(items)  # type: ignore[arg-type]
    assert [numbers["25"], numbers["26"], numbers["27"]] == ["z", "aa", "ab"]


def test_what_is_tabled_after_a_clause_takes_the_latin_ordinals_in_turn() -> None:
    numbers = ["5", "6"]
    before = "5"
    for ordinal in LATIN_ORDINALS:
        before = number_after("operative", before, numbers)
        assert before == f"5 {ordinal}"
        numbers.append(before)
    assert number_after("operative", before, numbers) == "5 [11]"


@pytest.mark.parametrize(
    ("kind", "number", "parent", "language", "expected"),
    [
        ("preambular", "4", "", "en", "PP 4"),
        ("operative", "5 ter", "", "en", "OP 5 ter"),
        ("operative", "5 ter", "", "ru", "п. 5 тер"),
        ("sub_item", "a bis", "OP 5", "en", "OP 5 (a bis)"),
        ("title", "", "", "en", ""),
        ("operative", "2", "", "kk-Cyrl", "OP 2"),
    ],
)
def test_a_label_takes_the_language_of_its_reader(
    kind: str, number: str, parent: str, language: str, expected: str
) -> None:
    assert label(kind, number, parent=parent, profile="declaration", language=language) == expected  # type: ignore[arg-type]
