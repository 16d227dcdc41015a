"""A drafter's text file: what it says, what it may not say, and that nothing is lost on the way back."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.errors import MalformedSource, Unacceptable
from documents.source import Source, SourceClause, read_source, require_same_structure, write_source

HEADER = """---
slug: programme
symbol: RES2026/PA
language: ru
negotiated: ru
numbering: programme
title: Программа
notice: Иллюстративный проект.
---
"""
ALIGNED_HEADER = HEADER.replace("language: ru", "language: en")

PARAGRAPHS = """
# A comment of the drafter.
== title title
Региональная программа

== operative op-water
Постановляем
# another comment
  укрепить ⟦op-water-a⟧:

== sub_item op-water-a
обмен данными;

== sub_item op-water-b
наблюдения.
"""

ENTRY = """
== chapter ch-climate
Климатический переход

== entry e-glaciers
code: CT-01
title: Сеть наблюдений
  за ледниками
activities:
  Первое;
  второе.
start: 2026
indicators:
  a | Ледники | число | 14 | 2025 | 30 | 2029 | Бюллетень
  b | Станции | число | | | 12 | 2030 | Бюллетень
budget: USD 6.4 million
funding:
  a | Зелёный климатический фонд | USD 3.0 million | pledged
"""

ALIGNED_ENTRY = """
== chapter ch-climate
The climate transition

== entry e-glaciers
title: A glacier network
activities:
  First;
  second.
indicators:
  a | Glaciers | number | Bulletin
  b | Stations | number | Bulletin
funding:
  a | Green Climate Fund
"""


def read(body: str, header: str = HEADER) -> Source:
    return read_source(header + body, file="programme.ru.md")


def test_the_header_says_what_the_document_is() -> None:
    source = read(PARAGRAPHS)
    assert (source.slug, source.symbol, source.title) == ("programme", "RES2026/PA", "Программа")
    assert (source.language, source.negotiated_language, source.numbering) == ("ru", "ru", "programme")
    assert source.notice == "Иллюстративный проект."
    assert not source.is_aligned


def test_a_wrapped_paragraph_is_one_line_of_text_without_comments() -> None:
    assert read(PARAGRAPHS).clauses[1].content == {"text": "Постановляем укрепить ⟦op-water-a⟧:"}


def test_sub_items_belong_to_their_paragraph_and_entries_to_their_chapter() -> None:
    parents = {clause.key: clause.parent for clause in read(PARAGRAPHS + ENTRY).clauses}
    assert parents == {
        "title": None,
        "op-water": None,
        "op-water-a": "op-water",
        "op-water-b": "op-water",
        "ch-climate": None,
        "e-glaciers": "ch-climate",
    }


def test_an_entry_is_read_field_by_field_and_cell_by_cell() -> None:
    assert read(ENTRY).clauses[1].content == {
        "code": "CT-01",
        "title": "Сеть наблюдений за ледниками",
        "activities": "Первое;\nвторое.",
        "start": "2026",
        "indicators.a.text": "Ледники",
        "indicators.a.unit": "число",
        "indicators.a.baseline": "14",
        "indicators.a.baseline_year": "2025",
        "indicators.a.target": "30",
        "indicators.a.target_year": "2029",
        "indicators.a.verification": "Бюллетень",
        "indicators.b.text": "Станции",
        "indicators.b.unit": "число",
        "indicators.b.target": "12",
        "indicators.b.target_year": "2030",
        "indicators.b.verification": "Бюллетень",
        "budget": "USD 6.4 million",
        "funding.a.source": "Зелёный климатический фонд",
        "funding.a.amount": "USD 3.0 million",
        "funding.a.status": "pledged",
    }


def test_an_aligned_file_holds_prose_only() -> None:
    source = read(ALIGNED_ENTRY, ALIGNED_HEADER)
    assert source.is_aligned
    assert source.clauses[1].content["indicators.a.verification"] == "Bulletin"
    assert "funding.a.amount" not in source.clauses[1].content


def test_every_clause_knows_the_line_on_which_it_begins() -> None:
    assert [clause.line for clause in read(PARAGRAPHS).clauses] == [12, 15, 20, 23]


def test_texts_come_out_composed_and_without_invisible_characters() -> None:
    source = read("== title title\nи\u0306од\u00ad\u200bный\ufeff\n")
    assert source.clauses[0].content["text"] == "йодный"


def test_line_ends_of_another_system_and_a_byte_order_mark_do_no_harm() -> None:
    text = "\ufeff" + (HEADER + PARAGRAPHS).replace("\n", "\r\n")
    assert read_source(text, file="x").clauses == read(PARAGRAPHS).clauses


MALFORMED = {
    "no header": ("== title title\nText\n", 1, "the header"),
    "a header that does not end": ("---\nslug: x\n", 3, "'---'"),
    "a header that runs into the text": ("---\nslug: x\n== title title\n", 3, "header line"),
    "an unknown header key": (HEADER.replace("symbol:", "simbol:"), 3, "one of the keys slug, symbol"),
    "a missing header key": (HEADER.replace("numbering: programme\n", ""), 8, "'numbering: ...'"),
    "a header key twice": (HEADER.replace("symbol: RES2026/PA", "slug: other"), 3, "once only"),
    "a header value of the wrong shape": (HEADER.replace(": ru\nneg", ": Russian!\nneg"), 4, "BCP 47"),
    "a slug that no address holds": (HEADER.replace("programme", "p" * 65, 1), 2, "at most 64 characters"),
    "a symbol that leaves none to editions": (HEADER.replace("RES", "R" * 49), 3, "at most 48 characters"),
    "a language tag without end": (HEADER.replace(": ru\nneg", ": ru-abcd-abcd-abcd\nneg"), 4, "at most 16"),
    "a key without end": (HEADER + f"== title {'t' * 65}\nText\n", 10, "at most 64 characters"),
    "an empty header value": (HEADER.replace(": Программа", ":"), 7, "a title"),
    "no clause at all": (HEADER, 10, "at least one block"),
    "a text before any block": (HEADER + "Text\n", 10, "before any text"),
    "a block without a key": (HEADER + "== title\nText\n", 10, "== KIND KEY"),
    "an indented block": (HEADER + "== title t\nText\n == closing c\nText\n", 12, "== KIND KEY"),
    "a key in capitals": (HEADER + "== title Title\nText\n", 10, "small letters"),
    "an unknown kind": (HEADER + "== annex a\nText\n", 10, "not 'annex'"),
    "a key twice": (HEADER + "== title t\nText\n\n== closing t\nText\n", 13, "already in line 10"),
    "an empty paragraph": (HEADER + "== title t\n\n# nothing\n== closing c\nText\n", 10, "a text under"),
    "a sub-item of nothing": (
        HEADER + "== heading h\nText\n== sub_item a\nText\n",
        12,
        "a sub_item only after",
    ),
    "an entry outside a chapter": (HEADER + "== entry e\ncode: A\n", 10, "only inside a chapter"),
    "a paragraph inside a chapter": (HEADER + ENTRY + "== operative op\nText\n", 28, "only entries"),
    "an unknown field": (HEADER + ENTRY.replace("budget:", "price:"), 25, "one of the fields code, title"),
    "a field twice": (HEADER + ENTRY + "budget: USD 1.0 million\n", 28, "once only"),
    "a field without a text": (HEADER + ENTRY.replace("start: 2026", "start:"), 21, "a text after 'start:'"),
    "a line of an entry that is no field": (
        HEADER + ENTRY.replace("start: 2026", "2026"),
        21,
        "'name: text'",
    ),
    "a continuation before any field": (HEADER + "== chapter c\nT\n== entry e\n  text\n", 13, "two spaces"),
    "one space instead of two": (HEADER + ENTRY.replace("  второе", " второе"), 20, "two spaces"),
    "a required value missing": (HEADER + ENTRY.replace("code: CT-01\n", ""), 14, "'code: ...'"),
    "required prose missing": (
        ALIGNED_HEADER + "== chapter c\nT\n== entry e\nrisks: None.\n",
        12,
        "'title: ...'",
    ),
    "rows on the field's own line": (HEADER + ENTRY.replace("funding:", "funding: a"), 26, "rows under"),
    "a row with a cell too few": (
        HEADER + ENTRY.replace(" | pledged", ""),
        27,
        "source | amount | status; not 2",
    ),
    "a row with a cell too many": (HEADER + ENTRY.replace("pledged", "pledged | x"), 27, "3 cells"),
    "a row id twice": (HEADER + ENTRY.replace("  b | Станции", "  a | Станции"), 24, "row id of its own"),
    "a row id in capitals": (
        HEADER + ENTRY.replace("  b | Станции", "  B | Станции"),
        24,
        "row id of its own",
    ),
    "a row without anything in it": (
        HEADER + ENTRY.replace("b | Станции | число | | | 12 | 2030 | Бюллетень", "b | | | | | | |"),
        24,
        "something in the row 'b'",
    ),
    "a value in the aligned file": (
        ALIGNED_HEADER + ALIGNED_ENTRY + "budget: USD 1.0 million\n",
        24,
        "a value",
    ),
    "value cells in the aligned file": (
        ALIGNED_HEADER
        + ALIGNED_ENTRY.replace("Green Climate Fund", "Green Climate Fund | USD 3.0 million | pledged"),
        23,
        "1 cells after the row id: row id | source; not 3",
    ),
    "a control character": (HEADER + "== title t\nTe\x00xt\n", 11, "U+0000"),
    "a tabulator": (HEADER + "== title t\nText\there\n", 11, "U+0009"),
    "a line separator": (HEADER + "== title t\nText\u2028here\n", 11, "U+2028"),
    "half a cross-reference": (HEADER + "== title t\nText\nsee ⟦op-water.\n", 12, "⟦key⟧"),
    "a cross-reference cut by a line end": (HEADER + "== title t\nsee ⟦op-\nwater⟧\n", 11, "on one line"),
    "a cross-reference to nothing": (
        HEADER + "== title t\nText\nsee ⟦op-water⟧.\n",
        12,
        "a clause 'op-water'",
    ),
    "one to nothing by the document's own name": (HEADER + "== title t\n⟦programme#x⟧\n", 11, "a clause 'x'"),
}


@pytest.mark.parametrize(("text", "line", "expected"), MALFORMED.values(), ids=MALFORMED)
def test_a_malformed_file_is_refused_with_its_line_and_what_was_expected(
    text: str, line: int, expected: str
) -> None:
    with pytest.raises(MalformedSource) as refusal:
        read_source(text, file="programme.ru.md")
    assert (refusal.value.facts["file"], refusal.value.facts["line"]) == ("programme.ru.md", line)
    assert expected in refusal.value.facts["expected"]


def test_a_reference_to_another_document_is_left_to_whoever_knows_that_document() -> None:
    assert read("== title t\nsee ⟦joint-declaration#op-water⟧\n").clauses


def require_aligned(body: str, header: str = ALIGNED_HEADER) -> None:
    aligned = read_source(header + body, file="programme.en.md")
    require_same_structure(read(ENTRY), aligned, file="programme.en.md")


def test_two_languages_of_one_structure_belong_together() -> None:
    require_aligned(ALIGNED_ENTRY)


DIVERGENT = {
    "another document": (ALIGNED_HEADER.replace("/PA", "/DEC"), ALIGNED_ENTRY, 1, "symbol: RES2026/PA"),
    "another key": (
        ALIGNED_HEADER,
        ALIGNED_ENTRY.replace("e-glaciers", "e-rivers"),
        14,
        "'== entry e-glaciers'",
    ),
    "another kind": (ALIGNED_HEADER, "== heading ch-climate\nText\n", 10, "'== chapter ch-climate'"),
    "a clause missing": (
        ALIGNED_HEADER,
        "== chapter ch-climate\nText\n",
        10,
        "'== entry e-glaciers' to follow",
    ),
    "a clause too many": (
        ALIGNED_HEADER,
        ALIGNED_ENTRY + "== closing c\nText\n",
        24,
        "no clause after 'e-glaciers'",
    ),
    "a row missing": (
        ALIGNED_HEADER,
        ALIGNED_ENTRY.replace("  b | Stations | number | Bulletin\n", ""),
        14,
        "indicators with the rows a, b",
    ),
    "a field missing": (
        ALIGNED_HEADER,
        ALIGNED_ENTRY.replace("activities:\n  First;\n  second.\n", ""),
        14,
        "activities in 'e-glaciers'",
    ),
    "a field too many": (ALIGNED_HEADER, ALIGNED_ENTRY + "risks: None.\n", 14, "no risks in 'e-glaciers'"),
}


@pytest.mark.parametrize(("header", "body", "line", "expected"), DIVERGENT.values(), ids=DIVERGENT)
def test_an_aligned_file_of_another_structure_is_refused(
    header: str, body: str, line: int, expected: str
) -> None:
    with pytest.raises(MalformedSource) as refusal:
        require_aligned(body, header)
    assert (refusal.value.facts["file"], refusal.value.facts["line"]) == ("programme.en.md", line)
    assert expected in refusal.value.facts["expected"]


def without_lines(source: Source) -> Source:
    return replace(source, clauses=tuple(replace(clause, line=0) for clause in source.clauses))


@pytest.mark.parametrize(("header", "body"), [(HEADER, PARAGRAPHS + ENTRY), (ALIGNED_HEADER, ALIGNED_ENTRY)])
def test_what_is_written_reads_back_the_same(header: str, body: str) -> None:
    source = read(body, header)
    written = write_source(source)
    assert without_lines(read_source(written, file="x")) == without_lines(source)
    assert write_source(read_source(written, file="x")) == written


@pytest.mark.parametrize(
    "text",
    [
        "# like a comment",
        "== like a block",
        "two\nlines",
        " spaces outside ",
        "",
        "half ⟦a reference",
        "\x00",
    ],
)
def test_a_text_that_would_come_back_otherwise_is_not_written(text: str) -> None:
    source = replace(read(PARAGRAPHS), clauses=(SourceClause("title", "title", None, {"text": text}, 0),))
    with pytest.raises(Unacceptable):
        write_source(source)


words = st.text(alphabet="аөўғjLʻ’-.,;:()[]%|#=/–0123456789 é", min_size=1).map(lambda text: f"x{text}y")
lines = st.lists(words, min_size=1, max_size=3).map("\n".join)
optional_fields = {
    "objective": lines,
    "result": lines,
    "budget": words,
    "indicators.a.text": words,
    "indicators.a.target": words,
    "indicators.b.baseline_year": words,
    "funding.a.status": words,
}


@given(st.fixed_dictionaries({"code": words, "title": words}, optional=optional_fields), words)
def test_any_content_is_written_and_read_back_or_refused(content: dict[str, str], text: str) -> None:
    clauses = (
        SourceClause("op", "operative", None, {"text": text}, 0),
        SourceClause("op-a", "sub_item", "op", {"text": text}, 0),
        SourceClause("ch", "chapter", None, {"text": text}, 0),
        SourceClause("e", "entry", "ch", content, 0),
    )
    source = replace(read(PARAGRAPHS), notice="", clauses=clauses)
    try:
        written = write_source(source)
    except Unacceptable:
        assert any(" |" in cell for address, cell in content.items() if "." in address)
        return
    assert without_lines(read_source(written, file="x")) == source
