"""The template: what the script makes is what is committed, and the styles are those that people look for."""

from zipfile import ZipFile

import docx

from exporters.word.make_reference import REFERENCE, make_reference, parts
from tests.exporters.reading import W, part


def test_the_script_gives_the_committed_parts():
    with ZipFile(REFERENCE) as committed:
        held = {name: committed.read(name).decode() for name in committed.namelist()}
    assert held == parts()


def test_two_runs_of_the_script_give_the_same_bytes(tmp_path):
    make_reference(tmp_path / "one.docx")
    make_reference(tmp_path / "two.docx")
    assert (tmp_path / "one.docx").read_bytes() == (tmp_path / "two.docx").read_bytes()


def test_every_style_of_a_negotiated_text_has_its_name():
    names = {style.name for style in docx.Document(str(REFERENCE)).styles}
    assert {
        "Title",
        "Chapter Heading",
        "Section Heading",
        "Preambular",
        "Operative",
        "Sub-item",
        "Closing",
        "Clause Label",
        "Attribution",
        "Bracket",
        "Lead Words",
        "Table Text",
        "Table Heading",
        "Cover Line",
        "Notice",
        "Header",
        "Footer",
    } <= names


def test_the_template_is_an_a4_page_of_todays_word_in_fonts_of_every_script():
    file = REFERENCE.read_bytes()
    modes = {
        setting.get(f"{W}name"): setting.get(f"{W}val")
        for setting in part(file, "word/settings.xml").iter(f"{W}compatSetting")
    }
    assert modes["compatibilityMode"] == "15"
    (fonts,) = part(file, "word/styles.xml").iterfind(f"{W}docDefaults//{W}rFonts")
    assert {name.removeprefix(W) for name in fonts.attrib} == {"ascii", "hAnsi", "eastAsia", "cs"}
    sizes = {
        (size.get(f"{W}w"), size.get(f"{W}h")) for size in part(file, "word/document.xml").iter(f"{W}pgSz")
    }
    assert sizes == {("11906", "16838"), ("16838", "11906")}
