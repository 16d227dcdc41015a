"""The marked, the status and the comparison form, and any form with the proposals of some delegations alone."""

from typing import get_args

import pytest
from openxml_audit import OpenXmlValidator

from exporters.word import Form, export
from exporters.word.words import say
from tests.exporters.drafts import amended, declaration, document, id_of
from tests.exporters.programme_drafts import programme
from tests.exporters.reading import W, nothing, paragraphs, part, resolved, text_of, texts

PROPOSING: tuple[Form, ...] = ("consolidated", "tracked", "marked", "comparison", "amendments")


def runs(file: bytes, style: str) -> list[str]:
    """Return the words that wear a style of characters."""
    return [
        text_of(run)
        for run in part(file, "word/document.xml").iter(f"{W}r")
        if run.find(f"{W}rPr/{W}rStyle") is not None and run.find(f"{W}rPr/{W}rStyle").get(f"{W}val") == style
    ]


def test_marked_words_are_looks_and_no_revisions():
    file = export(declaration(), "marked")
    root = part(file, "word/document.xml")
    assert not list(root.iter(f"{W}ins", f"{W}del", f"{W}commentReference"))
    assert {"rapid", "and the snow cover", "2028", "2035", "at least"} <= set(runs(file, "MarkedInsertion"))
    assert {"Noting with deep concern", "2030", "<"} <= set(runs(file, "MarkedDeletion"))


def test_behind_marked_words_stands_who_wants_them():
    line = texts(resolved(export(declaration(), "marked"), nothing))[f"_cl_{id_of('OP 1')}"].strip()
    assert line == (
        "Decide Resolve TJK to strengthen the equitable KAZ joint management of transboundary waters, as set out in "
        "OP 2, by 2030 2028 KAZ, UZB 2035 TJK;"
    )


def test_unnamed_delegations_stay_unnamed_in_a_marked_text():
    file = export(declaration(), "marked", attribution="none")
    assert "Delegation" not in " ".join(paragraphs(resolved(file, nothing)))
    assert runs(file, "Attribution") == [" [move after OP 5]"]


def test_each_clause_stands_on_the_colour_of_its_status_and_says_it():
    file = export(declaration(), "status")
    fills: dict[str, list[str]] = {}
    for paragraph in part(file, "word/document.xml").iter(f"{W}p"):
        shade = paragraph.find(f"{W}pPr/{W}shd")
        if shade is not None:
            fills.setdefault(shade.get(f"{W}fill"), []).append(text_of(paragraph).partition("\t")[0])
    assert "PP 1" in fills["FFF2B3"] and "(b)" in fills["FFF2B3"] and "OP 4" in fills["D5EBD0"]
    assert set(fills) == {"FFF2B3", "D5EBD0"}
    lines = paragraphs(resolved(file, nothing))
    assert {"agreed ad ref", "open", "agreed ad ref, pending TJK", "agreed in plenary", "adopted"} <= set(
        lines
    )
    assert any(line.startswith("White: open (7).") and "Green: agreed (3)." in line for line in lines)


def test_an_entry_stands_on_the_colour_of_its_status_too():
    draft = document(amended("entry", {"code": "A-1", "title": "Water"}, label="1.1", agreed="adopted"))
    cells = list(part(export(draft, "status"), "word/document.xml").iter(f"{W}tc"))
    assert [cell.find(f"{W}tcPr/{W}shd").get(f"{W}fill") for cell in cells[-7:]] == ["D5EBD0"] * 7


def table(file: bytes) -> list[list[str]]:
    """Return the cells of the table, row by row."""
    return [
        ["\n".join(text_of(line) for line in cell.iter(f"{W}p")) for cell in row.iter(f"{W}tc")]
        for row in part(file, "word/document.xml").iter(f"{W}tr")
    ]


def test_a_comparison_has_a_column_for_each_delegation_and_the_reasons():
    head, *rows = table(export(declaration(), "comparison"))
    assert head == ["No.", "Present text", "KAZ", "KGZ", "TJK", "TKM", "UNDP", "UZB", "Reasons"]
    by_label = {row[0]: dict(zip(head[1:], row[1:], strict=True)) for row in rows}
    assert list(by_label) == ["PP 2", "OP 1", "OP 1 (b)", "OP 2", "OP 2 bis", "OP 3", "OP 4", "OP 5"]
    assert by_label["OP 1"]["Present text"].endswith("as set out in OP 2, by 2030;")
    assert by_label["OP 1"]["UZB"].endswith("by 2030 2028;")
    assert by_label["OP 1"]["TKM"] == "as in the present text"
    assert by_label["OP 1"]["Reasons"].startswith("KAZ: Equity is agreed language")
    assert by_label["OP 3"]["TKM"] == "delete the clause"
    assert by_label["OP 4"]["KGZ"] == "move after OP 5"
    assert (by_label["OP 2 bis"]["Present text"], by_label["OP 2 bis"]["UZB"]) == ("", "")
    assert by_label["OP 2 bis"]["UNDP"] == "Encourage the creation of a regional register of glaciers;"


def test_the_heading_row_of_a_comparison_is_repeated_and_its_page_lies_across():
    root = part(export(declaration(), "comparison"), "word/document.xml")
    [first, *others] = root.iter(f"{W}tr")
    assert first.find(f"{W}trPr/{W}tblHeader") is not None
    assert all(row.find(f"{W}trPr/{W}tblHeader") is None for row in others)
    assert [one.get(f"{W}orient") for one in root.iter(f"{W}pgSz")] == ["landscape"]


def test_a_comparison_of_entries_has_a_row_for_each_field():
    head, *rows = table(export(programme(), "comparison"))
    budget = next(row for row in rows if "USD" in row[1] or "долл" in row[1])
    assert budget[head.index("TJK")] == "6,4 млн долл. США 7,0 млн долл. США"


def test_a_text_on_which_nothing_is_proposed_says_so():
    lines = paragraphs(
        resolved(export(document(amended("operative", "Act;", label="OP 1")), "comparison"), nothing)
    )
    assert "Nothing is proposed on this text." in lines


@pytest.mark.parametrize("form", PROPOSING)
def test_any_form_can_be_made_of_the_proposals_of_some(form):
    file = export(declaration(), form, delegations={"TJK"})
    words = " ".join(paragraphs(resolved(file, nothing))) + " ".join(
        node.text or "" for node in part(file, "word/document.xml").iter(f"{W}t", f"{W}delText")
    )
    assert "2035" in words
    assert not any(other in words for other in ("2028", "rapid", "register of glaciers", "widely"))


@pytest.mark.parametrize("form", get_args(Form))
def test_every_form_says_on_its_cover_what_it_is(form):
    cover = paragraphs(resolved(export(declaration(), form), nothing))[:3]
    assert cover[1].startswith(f"{say(form, 'en')}\t")


@pytest.mark.parametrize("form", ["clean", "tracked"])
def test_a_programme_has_contents_that_lead_to_its_chapters(form):
    root = part(export(programme(), form), "word/document.xml")
    styles = [(p, p.find(f"{W}pPr/{W}pStyle")) for p in root.iter(f"{W}p")]
    lines = [p for p, style in styles if style is not None and style.get(f"{W}val") == "TOC1"]
    chapters = [item.clause for item in programme().clauses if item.clause.kind == "chapter"]
    assert [text_of(line) for line in lines] == [f"{one.label}.\t{one.text}" for one in chapters]
    anchors = [link.get(f"{W}anchor") for line in lines for link in line.iter(f"{W}hyperlink")]
    bookmarks = {mark.get(f"{W}name") for mark in root.iter(f"{W}bookmarkStart")}
    assert anchors == [f"_cl_{one.id}" for one in chapters]
    assert set(anchors) <= bookmarks
    assert [one.get(f"{W}fldCharType") for one in root.iter(f"{W}fldChar")] == ["begin", "separate", "end"]


def test_a_declaration_has_no_contents():
    assert not list(part(export(declaration(), "clean"), "word/document.xml").iter(f"{W}fldChar"))


def test_lines_are_numbered_where_that_is_asked_for(tmp_path):
    plain, numbered = (export(programme(), "clean", line_numbers=wanted) for wanted in (False, True))
    counts = [len(list(part(file, "word/document.xml").iter(f"{W}lnNumType"))) for file in (plain, numbered)]
    assert counts == [0, len(list(part(numbered, "word/document.xml").iter(f"{W}sectPr")))]
    (tmp_path / "numbered.docx").write_bytes(numbered)
    assert [str(error) for error in OpenXmlValidator().validate(tmp_path / "numbered.docx").errors] == []


def test_each_amendment_has_its_page_with_instruction_texts_and_reason():
    root = part(export(declaration(), "amendments"), "word/document.xml")
    lines = [text_of(line) for line in root.iter(f"{W}p")]
    headings = [line for line in lines if line.startswith("OP 1 – ")]
    assert headings == ["OP 1 – KAZ", "OP 1 – UZB", "OP 1 – TJK"] * 2  # the contents, and the pages
    assert len(list(root.iter(f"{W}pageBreakBefore"))) == sum(
        len(i.amendments) for i in declaration().clauses
    )
    assert "In OP 1, after “the” insert “equitable”; replace “2030” by “2028” (KAZ)." in lines
    assert "Delete OP 3 (TKM)." in lines
    assert "OP 4: move after OP 5." in lines
    assert any(line.startswith("After OP 2, insert OP 2 bis: “Encourage the creation") for line in lines)
    assert "Reasons: Works of this size take a decade." in lines
    rows = [[text_of(cell) for cell in row.iter(f"{W}tc")] for row in root.iter(f"{W}tr")]
    assert ["Present text", "Proposed text"] in rows
    assert any(
        old.endswith("by 2030;")
        and new.startswith("Decide Resolve to strengthen")
        and new.endswith("by 2030 2035;")
        for old, new in rows
    )


def test_a_list_of_nothing_says_so():
    lines = paragraphs(
        resolved(export(document(amended("operative", "Act;", label="OP 1")), "amendments"), nothing)
    )
    assert "Nothing is proposed on this text." in lines
