"""Edits in a Word file as word processors write them, on the XML of an exported one: for tests that need no office."""

from collections.abc import Callable
from copy import deepcopy
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
Edit = Callable[[etree._Element], None]  # changes the document's root


def edited(file: bytes, *edits: Edit) -> bytes:
    """Return the file after edits of its main part: the same bytes whenever it is done."""
    with ZipFile(BytesIO(file)) as package:
        parts = {entry: package.read(entry) for entry in package.infolist()}
    [main] = [entry for entry in parts if entry.filename == "word/document.xml"]
    root = etree.fromstring(parts[main])
    for edit in edits:
        edit(root)
    parts[main] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as package:
        for entry, data in parts.items():
            package.writestr(entry, data)
    return packed.getvalue()


def without(file: bytes, *names: str) -> bytes:
    """Return the file without some of its parts."""
    packed = BytesIO()
    with ZipFile(BytesIO(file)) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name not in names:
                target.writestr(name, source.read(name))
    return packed.getvalue()


def moved_names(file: bytes) -> list[str]:
    """Return the names of the moves in a file."""
    with ZipFile(BytesIO(file)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    return [node.get(f"{W}name") for node in root.iter(f"{W}moveFromRangeStart")]


def replace(author: str, old: str, new: str, *, tracked: bool = True) -> Edit:
    """Strike words that stand in one run, and put others in behind them; either may be nothing."""

    def edit(root: etree._Element) -> None:
        run, before, after = found(root, old)
        parts = [like(run, before)] if before else []
        if tracked:
            parts += [_wrapped("del", author, _struck(like(run, old)))] if old else []
            parts += [_wrapped("ins", author, like(run, new))] if new else []
        elif new:
            parts.append(like(run, new))
        parts += [like(run, after)] if after else []
        swap(run, parts)

    return edit


def insert_after(author: str, old: str, new: str) -> Edit:
    """Put words in behind others."""

    def edit(root: etree._Element) -> None:
        run, before, after = found(root, old)
        parts = [like(run, before + old), _wrapped("ins", author, like(run, new))]
        swap(run, [*parts, *([like(run, after)] if after else [])])

    return edit


def break_after(author: str, old: str) -> Edit:
    """Press Enter behind some words: a tracked cut of the paragraph."""

    def edit(root: etree._Element) -> None:
        run, before, after = found(root, old)
        paragraph = run.getparent()
        while paragraph.tag != f"{W}p":
            paragraph = paragraph.getparent()
        second = deepcopy(paragraph)
        for child in list(second):
            if child.tag != f"{W}pPr":
                second.remove(child)
        following = list(run.itersiblings())
        swap(run, [like(run, before + old)])
        for node in ([like(run, after)] if after else []) + following:
            second.append(node)
        _mark(paragraph, "ins", author)
        paragraph.addnext(second)

    return edit


def join_after(author: str, text: str) -> Edit:
    """Delete the end of the paragraph that ends in some words: a tracked joining with the next."""
    return lambda root: _mark(paragraph_of(root, text), "del", author)


def paragraph_after(author: str, text: str, new: str, style: str) -> Edit:
    """Put a whole paragraph in behind the one that holds some words."""

    def edit(root: etree._Element) -> None:
        made = etree.Element(f"{W}p")
        style_of = etree.SubElement(etree.SubElement(made, f"{W}pPr"), f"{W}pStyle")
        style_of.set(f"{W}val", style)
        _mark(made, "ins", author)
        run = etree.Element(f"{W}r")
        made.append(_wrapped("ins", author, like(run, new)))
        paragraph_of(root, text).addnext(made)

    return edit


def strike_paragraph(author: str, text: str) -> Edit:
    """Delete a whole paragraph."""

    def edit(root: etree._Element) -> None:
        paragraph = paragraph_of(root, text)
        for run in list(paragraph.iter(f"{W}r")):
            holder = _wrapped("del", author, _struck(deepcopy(run)))
            run.getparent().replace(run, holder)
        _mark(paragraph, "del", author)

    return edit


def without_paragraph(text: str) -> Edit:
    """Take a whole paragraph out without a trace."""

    def edit(root: etree._Element) -> None:
        paragraph = paragraph_of(root, text)
        paragraph.getparent().remove(paragraph)

    return edit


def drag_paragraph(text: str, behind: str) -> Edit:
    """Move a whole paragraph behind another without a trace; its bookmark goes with it."""

    def edit(root: etree._Element) -> None:
        paragraph_of(root, behind).addnext(paragraph_of(root, text))

    return edit


def move_paragraph(author: str, text: str, behind: str) -> Edit:
    """Cut a whole paragraph and paste it behind another, as changes of both places."""

    def edit(root: etree._Element) -> None:
        paragraph = paragraph_of(root, text)
        style = paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
        strike_paragraph(author, text)(root)
        paragraph_after(author, behind, text, style)(root)

    return edit


def row_after(author: str, old: str, cells: list[str], *, tracked: bool = True) -> Edit:
    """Put a row into a table behind the one that holds some words; a cell's lines become paragraphs."""

    def edit(root: etree._Element) -> None:
        run, *_ = found(root, old)
        row = next(node for node in run.iterancestors(f"{W}tr"))
        new = etree.Element(f"{W}tr")
        properties = etree.SubElement(new, f"{W}trPr")
        if tracked:
            _sign(etree.SubElement(properties, f"{W}ins"), author)
        for cell, text in zip(row.iter(f"{W}tc"), cells, strict=True):
            made = etree.SubElement(new, f"{W}tc")
            made.append(deepcopy(cell.find(f"{W}tcPr")))
            for line in text.split("\n"):
                paragraph = etree.SubElement(made, f"{W}p")
                words = etree.SubElement(etree.Element(f"{W}r"), f"{W}t")
                words.text = line
                held = words.getparent()
                paragraph.append(_wrapped("ins", author, held) if tracked else held)
        row.addnext(new)

    return edit


def found(root: etree._Element, words: str) -> tuple[etree._Element, str, str]:
    """Return the run that holds some words, and what of it stands before and behind them."""
    for run in root.iter(f"{W}r"):
        text = "".join(t.text or "" for t in run.iter(f"{W}t"))
        if words in text:
            before, _, after = text.partition(words)
            return run, before, after
    raise AssertionError(f"no run holds {words!r}")


def paragraph_of(root: etree._Element, words: str) -> etree._Element:
    """Return the paragraph that holds some words."""
    for paragraph in root.iter(f"{W}p"):
        if words in "".join(t.text or "" for t in paragraph.iter(f"{W}t")):
            return paragraph
    raise AssertionError(f"no paragraph holds {words!r}")


def like(run: etree._Element, text: str) -> etree._Element:
    """Return a run that looks like another and holds other words."""
    made = etree.Element(f"{W}r")
    properties = run.find(f"{W}rPr")
    if properties is not None:
        made.append(deepcopy(properties))
    words = etree.SubElement(made, f"{W}t")
    words.set(_SPACE, "preserve")
    words.text = text
    return made


def _struck(run: etree._Element) -> etree._Element:
    for words in run.iter(f"{W}t"):
        words.tag = f"{W}delText"
    return run


def _wrapped(op: str, author: str, run: etree._Element) -> etree._Element:
    holder = etree.Element(f"{W}{op}")
    _sign(holder, author)
    holder.append(run)
    return holder


def _mark(paragraph: etree._Element, op: str, author: str) -> None:
    properties = paragraph.find(f"{W}pPr")
    look = properties.find(f"{W}rPr")
    if look is None:
        look = etree.SubElement(properties, f"{W}rPr")
    _sign(etree.SubElement(look, f"{W}{op}"), author)


def _sign(node: etree._Element, author: str) -> None:
    node.set(f"{W}id", "9000")
    node.set(f"{W}author", author)
    node.set(f"{W}date", "2026-04-22T10:00:00Z")


def swap(run: etree._Element, parts: list[etree._Element]) -> None:
    """Put runs in the place of one."""
    for part in parts:
        run.addprevious(part)
    run.getparent().remove(run)
