"""What comes in may be anything: each refusal is a sentence, and nothing is unpacked before it is measured."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from documents.errors import BrokenRule, TooLarge, UnreadableFile
from exporters.word import export
from importers.word.package import Limits, Package
from importers.word.paragraphs import read_date
from importers.word.redline import WordFile
from tests.exporters.drafts import declaration

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="{}"/></Relationships>'
)


def packed(body: str, *, head: str = "", main: str = "word/document.xml", **more: bytes) -> bytes:
    """Return the smallest file of one part."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as package:
        package.writestr("_rels/.rels", _RELS.format(main))
        package.writestr(main, f'{head}<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>')
        for name, data in more.items():
            package.writestr(name, data)
    return file.getvalue()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def refused(data: bytes, limits: Limits | None = None) -> BrokenRule:
    with pytest.raises((UnreadableFile, TooLarge)) as caught:
        WordFile(data, limits)
    return caught.value


def test_a_plain_file_is_read() -> None:
    [one] = WordFile(packed(paragraph("Words."))).paragraphs
    assert [item.text for item in one.items if hasattr(item, "text")] == ["Words."]


@pytest.mark.parametrize(
    ("data", "said"),
    (
        (b"", "is empty"),
        (b"%PDF-1.7", "not a Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "protected by a password"),
        (b"PK\x03\x04" + b"\0" * 100, "damaged or cut off"),
    ),
)
def test_what_is_no_word_file_is_refused(data: bytes, said: str) -> None:
    assert said in refused(data).message


def test_a_workbook_is_no_word_file() -> None:
    file = BytesIO()
    with ZipFile(file, "w") as package:
        package.writestr("_rels/.rels", _RELS.format("xl/workbook.xml"))
        package.writestr("xl/workbook.xml", "<workbook/>")
    assert "not a Word document" in refused(file.getvalue()).message


@pytest.mark.parametrize("end", range(0, 4000, 331))
def test_a_file_that_was_cut_off_is_refused(end: int) -> None:
    whole = export(declaration(), "tracked")
    assert isinstance(refused(whole[: len(whole) - 40 - end]), UnreadableFile)


def test_bytes_that_were_damaged_on_the_way_are_refused_or_read() -> None:
    whole = bytearray(export(declaration(), "clean"))
    refusals = 0
    for place in range(100, len(whole), 509):
        damaged = whole.copy()
        damaged[place] ^= 0x5A
        try:
            WordFile(bytes(damaged))
        except (UnreadableFile, TooLarge):
            refusals += 1
    assert refusals > 5


@pytest.mark.parametrize(
    "head",
    (
        '<!DOCTYPE w:document [<!ENTITY a "aaaa">]>',
        '<!DOCTYPE w:document SYSTEM "file:///etc/passwd">',
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY % a SYSTEM "http://127.0.0.1:9/">%a;]>',
    ),
)
def test_document_types_and_entities_are_refused(head: str) -> None:
    assert "document type" in refused(packed(paragraph("&a;"), head=head)).message


def test_a_document_type_does_not_hide_in_another_encoding() -> None:
    text = (
        f'<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY b "c">]><w:document xmlns:w="{_W}"/>'
    )
    for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"):  # the first with its mark
        file = BytesIO()
        with ZipFile(file, "w") as package:
            package.writestr("_rels/.rels", _RELS.format("word/document.xml"))
            package.writestr("word/document.xml", text.encode(encoding))
        assert "rare encoding" in refused(file.getvalue()).message


def test_paragraphs_are_counted_under_any_prefix() -> None:
    paragraphs = "".join(f"<v:p><v:r><v:t>{n}</v:t></v:r></v:p>" for n in range(21_000))
    file = BytesIO()
    with ZipFile(file, "w") as package:
        package.writestr("_rels/.rels", _RELS.format("word/document.xml"))
        body = f'<v:document xmlns:v="{_W}"><v:body>{paragraphs}</v:body></v:document>'
        package.writestr("word/document.xml", body)
    assert "paragraphs" in refused(file.getvalue()).message


@pytest.mark.parametrize(
    "date", ["9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59", "0001-01-01T00:00:00Z"]
)
def test_times_that_never_were_are_none(date: str) -> None:
    assert read_date(date) is None


def test_a_bomb_is_refused_by_what_it_says_of_itself() -> None:
    assert isinstance(refused(packed("<!--" + " " * 30_000_000 + "-->")), TooLarge)


def test_a_bomb_that_lies_about_its_size_is_refused_while_it_is_unpacked() -> None:
    file = bytearray(packed("<!--" + "ab" * 2_000_000 + "-->"))
    size = (4_000_000 + len(f'<w:document xmlns:w="{_W}"><w:body><!----></w:body></w:document>')).to_bytes(
        4, "little"
    )
    assert file.count(size) >= 1
    lying = bytes(file).replace(size, (1000).to_bytes(4, "little"))
    assert isinstance(refused(lying, Limits(part=1_000_000)), (TooLarge, UnreadableFile))


def test_too_many_parts_paragraphs_and_bytes_are_refused() -> None:
    assert isinstance(refused(packed("", **{f"p{n}": b"" for n in range(2_100)})), TooLarge)
    assert "paragraphs" in refused(packed("".join(paragraph(f"{n * n}") for n in range(100_000)))).message
    assert "tags" in refused(packed("<w:x/>" * 3_000), Limits(tags=1_000)).message
    assert isinstance(refused(packed(paragraph("a")), Limits(packed=100)), TooLarge)


def test_nesting_without_end_is_refused() -> None:
    deep = "<w:sdt><w:sdtContent>" * 5_000 + "</w:sdtContent></w:sdt>" * 5_000
    assert "nested too deep" in refused(packed(deep)).message


def test_a_part_under_a_password_is_refused() -> None:
    file = bytearray(packed(paragraph("a")))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = file.find(signature)
        while at >= 0:
            file[at + flags] |= 1
            at = file.find(signature, at + 4)
    assert "password" in refused(bytes(file)).message


def test_the_strict_variant_is_read_like_the_usual_one() -> None:
    file = BytesIO()
    strict = packed(paragraph("Words."))
    with ZipFile(BytesIO(strict)) as source, ZipFile(file, "w", ZIP_STORED) as target:
        for name in source.namelist():
            data = source.read(name)
            data = data.replace(_W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main").replace(
                b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument",
                b"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument",
            )
            target.writestr(name, data)
    assert len(WordFile(file.getvalue()).paragraphs) == 1


def test_what_a_paragraph_cannot_hold_is_counted() -> None:
    body = (
        '<w:p><w:r><w:drawing/></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>a</w:t></w:r></w:p>'
    )
    assert WordFile(packed(body)).skipped == (
        "footnotes: 1 in the file, not read.",
        "pictures and drawings: 1 in the file, not read.",
    )


def test_what_is_not_known_and_what_is_not_to_be_seen_is_told_to_whoever_sends_a_file() -> None:
    words = "<w:r><w:rPr><w:{}/></w:rPr><w:t>a</w:t></w:r>"
    body = (
        f"<w:p>{words.format('vanish')}{words.format('strike')}<w:r><w:ruby/></w:r><w:proofErr/><w:later/></w:p>"
        '<w:altChunk r:id="a" xmlns:r="urn:r"/>'
    )
    assert WordFile(packed(body)).notes == (
        "elements of an unknown kind (later): 1 in the file, not read.",
        "other files put in (altChunk): 1 in the file, not read.",
        "words with a reading above them (ruby): 1 in the file, not read.",
        "words that are hidden: 1 in the file, read as if they were not.",
        "words that are struck through: 1 in the file, read as if they were not.",
    )


def test_the_part_of_styles_is_the_one_that_the_main_part_names() -> None:
    relation = '<Relationship Id="b" Type="x/styles" Target="{}"/>'
    style = '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:rPr><w:strike/></w:rPr></w:style>'
    styles = f'<w:styles xmlns:w="{_W}">{style}</w:styles>'
    for target, name in (("looks.xml", "word/looks.xml"), ("/looks.xml", "looks.xml"), ("../a.xml", "a.xml")):
        rels = f"<Relationships>{relation.format(target)}</Relationships>"
        parts = {"word/_rels/document.xml.rels": rels.encode(), name: styles.encode()}
        assert len(WordFile(packed(paragraph("a"), **parts)).notes) == 1, target


def test_the_main_part_may_lie_anywhere() -> None:
    assert Package(packed(paragraph("a"), main="doc/body.xml"), Limits()).folder == "doc/"
