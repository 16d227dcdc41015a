"""Word texts of any origin: their lists counted, their styles and tables read, as word processors write them."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from documents.placing import place
from documents.written import Table, Written
from exporters.word import export
from importers.word.plain import read_plain
from importers.word.redline import WordFile
from tests.exporters.drafts import declaration
from tests.exporters.programme_drafts import programme_in_english
from tests.importers import tracking
from tests.office import convert


def packed(file: "docx.document.Document") -> bytes:
    buffer = BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def numbered(*levels: tuple[str, str]) -> "docx.document.Document":
    """Return a document with list 77, of the given formats and patterns."""
    file = docx.Document()
    inner = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{format_}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        for at, (format_, pattern) in enumerate(levels)
    )
    root = file.part.numbering_part.element
    model = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{inner}</w:abstractNum>')
    root.insert(0, model)
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    return file


def in_list(file: "docx.document.Document", text: str, level: int = 0, number: str = "77") -> None:
    properties = file.add_paragraph(text)._p.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
    )


def labels(data: bytes) -> list[tuple[str, str]]:
    blocks, _ = read_plain(WordFile(data))
    return [(one.label, one.text) for one in blocks if isinstance(one, Written)]


def test_automatic_numbers_are_counted_as_word_prints_them():
    file = numbered(("decimal", "%1."), ("lowerLetter", "(%2)"), ("decimal", "%1.%2.%3"))
    for text, level in (("A", 0), ("B", 1), ("C", 1), ("D", 2), ("E", 0), ("F", 1)):
        in_list(file, text, level)
    file.add_paragraph("G")
    in_list(file, "H")
    assert labels(packed(file)) == [
        ("1.", "A"),
        ("(a)", "B"),
        ("(b)", "C"),
        ("1.b.1", "D"),
        ("2.", "E"),
        ("(a)", "F"),
        ("", "G"),
        ("3.", "H"),
    ]


def test_a_list_that_starts_anew_counts_by_itself():
    file = numbered(("upperRoman", "%1"))
    file.part.numbering_part.element.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="78"><w:abstractNumId w:val="77"/>'
            '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num>'
        )
    )
    for number in ("77", "77", "78", "77"):
        in_list(file, number, number=number)
    assert [label for label, _ in labels(packed(file))] == ["I", "II", "IV", "III"]


def test_a_style_puts_its_paragraphs_in_a_list_and_a_paragraph_can_leave_it():
    file = numbered(("decimal", "%1)"))
    style = file.styles.add_style("Clause", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    style.element.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="77"/></w:numPr>')
    )
    based = file.styles.add_style("Clause of mine", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    based.base_style = style
    file.add_paragraph("A", style="Clause")
    file.add_paragraph("B", style="Clause of mine")
    in_list(file, "C", number="0")
    assert [label for label, _ in labels(packed(file))] == ["1)", "2)", ""]


def test_titles_headings_tables_and_notes_are_told_apart():
    file = docx.Document()
    file.add_paragraph("A text", style="Title")
    file.add_heading("Part one", 1)
    file.add_paragraph("Words.")
    table = file.add_table(2, 2)
    for at, cell in enumerate(table._cells):
        cell.text = f"cell {at}\nbelow"
    blocks, notes = read_plain(WordFile(packed(file)))
    assert blocks == [
        Written("A text", "title"),
        Written("Part one", "heading"),
        Written("Words."),
        Table((("cell 0\nbelow", "cell 1\nbelow"), ("cell 2\nbelow", "cell 3\nbelow"))),
    ]
    assert notes == []


def test_tracked_changes_are_taken():
    file = tracking.edited(export(declaration(), "clean"), tracking.replace("Somebody", "Decide", "Agree"))
    assert any(text.startswith("Agree to strengthen") for _, text in labels(file))


def test_what_we_wrote_comes_back_clause_by_clause():
    blocks, _ = read_plain(WordFile(export(declaration(), "clean")))
    placed = place(blocks, "en")
    standing = [item.clause for item in declaration().clauses if item.clause.standing]
    assert [(one.kind, one.content["text"]) for one in placed.clauses][:4] == [
        (clause.kind, clause.text) for clause in standing
    ][:4]
    assert [one.kind for one in placed.clauses] == [clause.kind for clause in standing]
    assert placed.remarks == ()


def test_a_programme_comes_back_as_chapters_and_entries():
    placed = place(read_plain(WordFile(export(programme_in_english(), "clean")))[0], "en")
    assert [one.kind for one in placed.clauses][:3] == ["title", "chapter", "entry"]
    entry = next(one.content for one in placed.clauses if one.kind == "entry")
    stored = next(
        item.clause.content for item in programme_in_english().clauses if item.clause.kind == "entry"
    )
    for address in ("code", "title", "objective", "activities", "countries", "lead_state", "start", "end"):
        assert entry[address] == stored[address]


def test_footnotes_are_listed():
    data = packed(docx.Document())
    note = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>line</w:t></w:r></w:p></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:t>See the annex.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    buffer = BytesIO(data)
    with ZipFile(buffer, "a") as package:
        package.writestr("word/footnotes.xml", note)
    assert read_plain(WordFile(buffer.getvalue()))[1] == ["See the annex."]


def test_a_ring_of_styles_and_senseless_numbers_do_no_harm():
    file = docx.Document()
    paragraph = file.add_paragraph("Words.", style="Body Text")
    style = file.styles["Body Text"]
    style.element.find(qn("w:basedOn")).set(qn("w:val"), style.style_id)
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="999999"/><w:numId w:val="no"/></w:numPr>')
    )
    assert labels(packed(file)) == [("", "Words.")]


def test_a_text_written_by_libreoffice_is_read(soffice: Path, tmp_path: Path) -> None:
    source = tmp_path / "text.html"
    source.write_text(
        "<h1>Declaration</h1><p>Recalling the past,</p><ol><li>Agree to meet;<ol type='a'><li>soon;</li></ol></li>"
        "<li>Invite all.</li></ol>"
        "<table><tr><td>Action</td><td>Budget</td></tr><tr><td>Wells</td><td>1</td></tr></table>",
        encoding="utf-8",
    )
    made = convert(soffice, source, "docx:MS Word 2007 XML", tmp_path)
    placed = place(read_plain(WordFile(made.read_bytes()))[0], "en")
    assert [one.kind for one in placed.clauses] == [
        *("heading", "preambular", "operative", "sub_item", "operative", "chapter", "entry"),
    ]
