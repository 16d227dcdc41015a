"""The file round the body: the template, its properties and comments, and bytes that are the same every time."""

from collections.abc import Mapping, Sequence
from datetime import UTC
from io import BytesIO

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree

from documents.document import ConsolidatedDocument
from exporters.packing import packed
from exporters.word import xml
from exporters.word.body import Sections
from exporters.word.make_reference import REFERENCE
from exporters.word.pieces import Note

_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VARIANTS = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # of user-defined properties, 22.3.2.2
_CONTENT = "content of the body"
_TEXT = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def open_reference() -> Document:
    """Return the template, ready to be filled."""
    return docx.Document(str(REFERENCE))


def sections_of(file: Document, *, line_numbers: bool = False) -> Sections:
    """Return the template's two models of a section as XML, with numbers beside the lines if wanted (17.6.8)."""
    for section in file.sections if line_numbers else ():
        numbers = parse_xml(f'<w:lnNumType {_TEXT} w:countBy="1" w:restart="continuous"/>')
        for margins in section._sectPr.findall(qn("w:pgMar")):
            margins.addnext(numbers)
    upright, landscape = (
        etree.tostring(section._sectPr, encoding="unicode", with_tail=False) for section in file.sections
    )
    return Sections(upright, landscape)


def write_body(file: Document, content: str) -> None:
    """Put the content in place of the template's body."""
    body = file.element.body
    for child in list(body):
        body.remove(child)
    # Read as one text: nodes that are moved from one tree into another have each of their namespaces looked up.
    body.text = _CONTENT
    before, after = etree.tostring(file.element, encoding="unicode").split(_CONTENT)
    file.part._element = parse_xml(f"{before}{content}{after}")


def write_comments(file: Document, notes: Sequence[Note]) -> None:
    """Add the comments, numbered as the body refers to them, in their order."""
    if notes:
        comments = "".join(
            xml.comment(number, note.author, note.date, note.text) for number, note in enumerate(notes)
        )
        written = parse_xml(f"<w:comments {xml.NAMESPACES}>{comments}</w:comments>")
        file.comments._comments_elm.extend(list(written))


def write_settings(file: Document, *, language: str, tracking: bool) -> None:
    """Set the language of styles and theme; a tracked file goes on tracking what its reader changes."""
    for tag in file.styles.element.iter(qn("w:lang")):
        tag.set(qn("w:val"), language)
        tag.set(qn("w:eastAsia"), language)
    settings = file.settings.element
    for tag in settings.iter(qn("w:themeFontLang")):
        tag.set(qn("w:val"), language)
    if tracking:
        zoom = settings.find(qn("w:zoom"))
        zoom.addnext(parse_xml(f"<w:trackRevisions {_TEXT}/>"))


def write_properties(
    file: Document, document: ConsolidatedDocument, *, language: str, custom: Mapping[str, str]
) -> None:
    """Write title, language and times, and what a program that reads the file back wants to know."""
    core, moment = file.core_properties, document.as_of.astimezone(UTC).replace(tzinfo=None)
    core.title = xml.clean_text(document.title)[:255]
    core.subject = document.symbol
    core.category = document.kind
    core.language = language
    core.author = core.last_modified_by = "Kelisim"
    core.revision = 1
    core.created = core.modified = moment
    properties = "".join(
        f'<property fmtid="{_FORMAT_ID}" pid="{number}" name={xml.attribute(name)}>'
        f"<vt:lpwstr>{xml.escape(xml.clean_text(value))}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(custom.items(), start=2)
    )
    blob = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Properties xmlns="{_CUSTOM}" xmlns:vt="{_VARIANTS}">{properties}</Properties>'
    ).encode()
    package = file.part.package
    part = Part(PackURI("/docProps/custom.xml"), _CUSTOM_TYPE, blob, package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def to_bytes(file: Document, document: ConsolidatedDocument) -> bytes:
    """Return the file, packed with the time of the document."""
    saved = BytesIO()
    file.save(saved)
    return packed(saved, document.as_of)
