"""The clauses as elements: recitals of a preamble, sections, paragraphs and points of a body, chapters and entries."""

from collections.abc import Iterable

from lxml import etree

from exporters.akoma_ntoso.elements import Writer, child
from exporters.akoma_ntoso.entry import write_entry
from exporters.akoma_ntoso.outline import Branch

_BODY = {"heading": "section", "chapter": "chapter", "operative": "paragraph", "sub_item": "point"}


def write_title(parent: etree._Element, branch: Branch, writer: Writer) -> None:
    """Append the title of the document."""
    title = writer.clause(parent, "longTitle", branch)
    writer.text(child(child(title, "p"), "docTitle"), branch.item, "text", branch.item.clause.text)


def write_preamble(parent: etree._Element, branches: Iterable[Branch], writer: Writer) -> None:
    """Append the chapeau as a formula, and each run of preambular paragraphs as recitals under its heading."""
    recitals: etree._Element | None = None
    for branch in branches:
        if branch.kind == "preambular":
            if recitals is None:
                recitals = child(parent, "recitals")
            _recital(recitals, branch, writer)
        elif branch.kind == "heading":
            container = child(parent, "container", name="heading")
            _text(writer.clause(container, "p", branch), branch, writer)
            recitals = None
        else:
            write_named_block(parent, branch, writer)
            recitals = None


def write_named_block(parent: etree._Element, branch: Branch, writer: Writer) -> None:
    """Append what stands outside the hierarchy: a formula that bears the name of its kind."""
    formula = writer.clause(parent, "formula", branch, name=branch.kind)
    writer.paragraph(formula, branch.item)
    _items(formula, branch, writer)


def write_conclusion(parent: etree._Element, branch: Branch, writer: Writer) -> None:
    """Append what closes the text."""
    block = writer.clause(parent, "blockContainer", branch)
    writer.paragraph(block, branch.item)
    _items(block, branch, writer)


def write_body(parent: etree._Element, branches: Iterable[Branch], writer: Writer) -> None:
    """Append headings, chapters, paragraphs and entries, each with what stands under it."""
    for branch in branches:
        name = _BODY.get(branch.kind)
        if name is None:
            place = writer.clause(parent, "hcontainer", branch, name=branch.kind)
        else:
            place = writer.clause(parent, name, branch)
        writer.number(place, branch)
        if branch.kind == "entry":
            write_entry(place, branch.item, writer)
        elif branch.kind in ("heading", "chapter"):
            _text(child(place, "heading"), branch, writer)
            write_body(place, branch.children, writer)
        else:
            writer.paragraph(child(place, "intro" if branch.children else "content"), branch.item)
            write_body(place, branch.children, writer)


def _recital(parent: etree._Element, branch: Branch, writer: Writer) -> None:
    recital = writer.clause(parent, "recital", branch)
    writer.number(recital, branch)
    writer.paragraph(recital, branch.item)
    _items(recital, branch, writer)


def _items(parent: etree._Element, branch: Branch, writer: Writer) -> None:
    """Append the clauses under one that has no place for a hierarchy, as a list of blocks."""
    if not branch.children:
        return
    listed = child(parent, "blockList")
    for under in branch.children:
        item = writer.clause(listed, "item", under)
        writer.number(item, under)
        writer.paragraph(item, under.item)


def _text(parent: etree._Element, branch: Branch, writer: Writer) -> None:
    writer.text(parent, branch.item, "text", branch.item.clause.text)
