"""What paragraphs of unknown origin become: by style, by label, by their first words, by their place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.errors import ForbiddenCharacter
from documents.placing import Placed, place
from documents.written import Block, Table, Written

HEADS = ("No.", "Action", "Lead agency", "Period", "Indicators", "Colour")


def outline(placed: Placed) -> list[tuple[str, str]]:
    return [(one.kind, one.content.get("text") or one.content["title"]) for one in placed.clauses]


def test_a_declaration_is_told_by_its_numbers_and_its_words():
    placed = place(
        [
            Written("Declaration on water", "title"),
            Written("We, the ministers, meeting in Almaty,"),
            Written("Recalling resolution 78/147,"),
            Written("Noting with concern the drought,"),
            Written("Water", "heading"),
            Written("Decide to meet each year;", label="1."),
            Written("in spring;", label="(a)", depth=1),
            Written("in autumn;", label="(b)", depth=1),
            Written("Invite the agencies to report.", label="2."),
            Written("Done in Almaty on 1 May 2026."),
        ],
        "en",
    )
    assert outline(placed) == [
        ("title", "Declaration on water"),
        ("chapeau", "We, the ministers, meeting in Almaty,"),
        ("preambular", "Recalling resolution 78/147,"),
        ("preambular", "Noting with concern the drought,"),
        ("heading", "Water"),
        ("operative", "Decide to meet each year;"),
        ("sub_item", "in spring;"),
        ("sub_item", "in autumn;"),
        ("operative", "Invite the agencies to report."),
        ("closing", "Done in Almaty on 1 May 2026."),
    ]
    assert [one.parent for one in placed.clauses if one.kind == "sub_item"] == ["operative-1", "operative-1"]
    assert (placed.title, placed.numbering, placed.remarks) == ("Declaration on water", "declaration", ())


def test_labels_typed_by_hand_are_labels():
    placed = place(
        [
            Written("A title"),
            Written("PP1. Any words at all,"),
            Written("OP 1 bis. Other words;"),
            Written("(a) a part;"),
            Written("2) More words."),
            Written("3.5 million people are concerned."),
        ],
        "en",
    )
    assert outline(placed)[1:] == [
        ("preambular", "Any words at all,"),
        ("operative", "Other words;"),
        ("sub_item", "a part;"),
        ("operative", "More words."),
        ("operative", "3.5 million people are concerned."),
    ]
    (guessed,) = placed.remarks
    assert guessed.placed and guessed.text.startswith("3.5 million")


def test_a_russian_text_is_told_by_russian_words():
    placed = place(
        [
            Written("Декларация о воде"),
            Written("Подтверждая резолюцию 78/147,"),
            Written("Постановляем встречаться каждый год;"),
            Written("Совершено в Алматы 1 мая 2026 года."),
        ],
        "ru",
    )
    assert [kind for kind, _ in outline(placed)] == ["title", "preambular", "operative", "closing"]


def test_a_table_of_actions_becomes_entries_and_what_no_field_takes_is_listed():
    placed = place(
        [
            Written("Programme of Action", "title"),
            Written("Climate", "heading"),
            Table(
                (
                    HEADS,
                    (
                        "CT-01",
                        "Watch glaciers\nObjective: to know more",
                        "UNEP",
                        "2026–2029",
                        "Stations\nData",
                        "blue",
                    ),
                    ("", "", "", "", "", ""),
                    ("CT-02", "", "UNDP", "", "", ""),
                )
            ),
            Written("This stands below the table."),
            Written("Adopted in Astana."),
        ],
        "en",
    )
    chapter, entry, closing = placed.clauses[1:]
    assert (chapter.kind, chapter.content) == ("chapter", {"text": "Climate"})
    assert (entry.parent, closing.kind, placed.numbering) == (chapter.key, "closing", "programme")
    assert entry.content == {
        "code": "CT-01",
        "title": "Watch glaciers",
        "objective": "to know more",
        "lead_agency": "UNEP",
        "start": "2026",
        "end": "2029",
        "indicators.r01.text": "Stations",
        "indicators.r02.text": "Data",
    }
    assert [one.text for one in placed.unplaced] == [
        "blue",
        "CT-02 |  | UNDP |  |  | ",
        "This stands below the table.",
    ]


def test_a_table_without_a_heading_has_a_chapter_all_the_same():
    placed = place(
        [Written("Actions for water", "title"), Table((("Action", "Budget"), ("Wells", "USD 2 million")))],
        "en",
    )
    assert [kind for kind, _ in outline(placed)] == ["title", "chapter", "entry"]
    assert placed.remarks[0].placed


def test_another_table_is_listed_whole():
    placed = place([Written("A title"), Table((("Name", "Seat"), ("A", "1")))], "en")
    assert [one.text for one in placed.unplaced] == ["Name | Seat\nA | 1"]


def test_texts_are_cleaned_as_all_that_comes_in():
    placed = place([Written("A title"), Written("Agree\u00ad to\u200b meet\nsoon;", label="1.")], "en")
    assert outline(placed)[1] == ("operative", "Agree to meet soon;")
    with pytest.raises(ForbiddenCharacter):
        place([Written("A title"), Written("Agree\x00;", label="1.")], "en")


WORDS = st.text("abcdeщжңў", min_size=1, max_size=8)
PARAGRAPHS = st.builds(
    Written,
    st.lists(WORDS, min_size=1, max_size=4).map(" ".join),
    st.sampled_from(["title", "heading", ""]),
    st.sampled_from(["", "1.", "(a)", "•", "PP 3", "iv)"]),
    st.integers(0, 3),
)
TABLES = st.lists(
    st.lists(st.sampled_from(["Action", "Budget", "Colour", "some words", ""]), min_size=1, max_size=4).map(
        tuple
    ),
    min_size=1,
    max_size=4,
).map(lambda rows: Table(tuple(rows)))


@given(st.lists(st.one_of(PARAGRAPHS, TABLES), max_size=12))
def test_no_word_is_lost(blocks: list[Block]):
    placed = place(blocks, "en")
    kept = " ".join(
        [text for one in placed.clauses for text in one.content.values()]
        + [remark.text for remark in placed.remarks]
    )
    for block in blocks:
        texts = [block.text] if isinstance(block, Written) else [c for row in block.rows[1:] for c in row]
        assert all(word in kept for text in texts for word in text.split())


@given(st.lists(PARAGRAPHS, max_size=12))
def test_every_clause_stands_where_its_kind_may(blocks: list[Block]):
    above: dict[str, str] = {}
    for one in place(blocks, "en").clauses:
        if one.kind == "sub_item":
            assert above[one.parent or ""] in ("preambular", "operative")
        elif one.kind == "entry":
            assert above[one.parent or ""] == "chapter"
        else:
            assert one.parent is None
        above[one.key] = one.kind
