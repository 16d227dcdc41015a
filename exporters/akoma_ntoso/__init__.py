"""An edition, or the present text, in Akoma Ntoso 3.0, the OASIS standard for legislative documents.

A declaration is a ``statement``, a programme a ``doc``. Each clause carries its id as ``GUID``, which never
changes, and its label as ``eId``, the same in every language. Proposals have no place in it: it is the text.
"""

from lxml import etree

from documents.document import ConsolidatedDocument
from exporters.akoma_ntoso.elements import NAMESPACE, Writer, child, element
from exporters.akoma_ntoso.identification import write_meta
from exporters.akoma_ntoso.outline import Outline, outlined
from exporters.akoma_ntoso.structure import write_body, write_conclusion, write_preamble, write_title
from exporters.word.printing import Printer

__all__ = ["NAMESPACE", "export_akoma_ntoso"]


def export_akoma_ntoso(document: ConsolidatedDocument) -> bytes:
    """Return the standing text of a document as an XML file in UTF-8, the same bytes for the same values."""
    outline = outlined(document)
    root = element("akomaNtoso")
    text = child(root, outline.doctype, name=document.slug, contains="singleVersion")
    write_meta(text, document, outline.doctype)
    _write_cover(text, document)
    _write_parts(text, document, outline, Writer(Printer(document), outline.names))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _write_cover(text: etree._Element, document: ConsolidatedDocument) -> None:
    cover = child(text, "coverPage")
    child(child(cover, "p"), "docNumber", document.symbol)
    if document.notice:
        child(cover, "p", document.notice, klass="notice")


def _write_parts(
    text: etree._Element, document: ConsolidatedDocument, outline: Outline, writer: Writer
) -> None:
    preface = child(text, "preface")
    for title in outline.titles:
        write_title(preface, title, writer)
    if not outline.titles:
        child(child(child(preface, "longTitle"), "p"), "docTitle", document.title)
    if outline.preamble:
        write_preamble(child(text, "preamble"), outline.preamble, writer)
    body = child(text, "mainBody")
    write_body(body, outline.body, writer)
    if not len(body):  # the standard wants something to stand there
        child(body, "p")
    if outline.conclusions:
        conclusions = child(text, "conclusions")
        for branch in outline.conclusions:
            write_conclusion(conclusions, branch, writer)
