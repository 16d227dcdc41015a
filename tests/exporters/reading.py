"""Reads a Word file as its recipients do: with every change accepted, with every change rejected, or by author.

Written from ISO/IEC 29500-1, 17.13.5, and not from the exporter: what the two agree on is what the standard says.
"""

import re
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_COMES = (f"{W}ins", f"{W}moveTo")
_GOES = (f"{W}del", f"{W}moveFrom")
_MOVE_ENDS = (f"{W}moveFromRangeEnd", f"{W}moveToRangeEnd")  # they may stand between paragraphs
Taken = Callable[[etree._Element], bool]  # whether a revision is accepted


def everything(_revision: etree._Element) -> bool:
    """Accept all."""
    return True


def nothing(_revision: etree._Element) -> bool:
    """Reject all."""
    return False


def by(delegation: str) -> Taken:
    """Accept what one delegation wants, alone or with others."""
    return lambda revision: delegation in revision.get(f"{W}author", "").split(", ")


def part(file: bytes, name: str) -> etree._Element:
    """Return a part of the file, parsed."""
    with ZipFile(BytesIO(file)) as package:
        return etree.fromstring(package.read(name))


def resolved(file: bytes, taken: Taken) -> etree._Element:
    """Return the body after its revisions were accepted or rejected."""
    body = part(file, "word/document.xml").find(f"{W}body")
    assert body is not None
    for row in list(body.iter(f"{W}tr")):
        if any(
            _goes(mark, taken) for mark in row.iterfind(f"{W}trPr/*") if mark.tag in (f"{W}ins", f"{W}del")
        ):
            row.getparent().remove(row)
    for run in list(body.iter(f"{W}r")):
        holders = [a for a in run.iterancestors() if a.tag in (*_COMES, *_GOES)]
        if any(_goes(holder, taken) for holder in holders):
            run.getparent().remove(run)
    for paragraph in list(body.iter(f"{W}p")):
        marks = paragraph.iterfind(f"{W}pPr/{W}rPr/*")
        gone = any(_goes(mark, taken) for mark in marks if mark.tag in (*_COMES, *_GOES))
        following = next((n for n in paragraph.itersiblings() if n.tag not in _MOVE_ENDS), None)
        if gone and following is not None and following.tag == f"{W}p":
            # Without its mark a paragraph runs into the next one, whose mark holds the properties of both.
            place = 1 if following.find(f"{W}pPr") is not None else 0
            for child in reversed([c for c in paragraph if c.tag != f"{W}pPr"]):
                following.insert(place, child)
            paragraph.getparent().remove(paragraph)
    return body


def _goes(revision: etree._Element, taken: Taken) -> bool:
    return (revision.tag in _GOES) == taken(revision)


def text_of(element: etree._Element) -> str:
    """Return the words of runs, deleted ones included, breaks as line breaks."""
    breaks = {f"{W}br": "\n", f"{W}tab": "\t"}
    nodes = element.iter(f"{W}t", f"{W}delText", *breaks)
    return "".join(breaks.get(n.tag) or n.text or "" for n in nodes if n.getparent().tag == f"{W}r")


def paragraphs(body: etree._Element) -> list[str]:
    """Return the text of every paragraph, those of tables included."""
    return [text_of(paragraph) for paragraph in body.iter(f"{W}p")]


def texts(body: etree._Element) -> dict[str, str]:
    """Return the text under every bookmark of ours, without the label; its paragraphs as lines."""
    found: dict[str, str] = {}
    open_names: dict[str, str] = {}
    for node in body.iter():
        if node.tag == f"{W}bookmarkStart":
            open_names[node.get(f"{W}id")] = node.get(f"{W}name")
            found.setdefault(node.get(f"{W}name"), "")
        elif node.tag == f"{W}bookmarkEnd":
            open_names.pop(node.get(f"{W}id"), None)
        elif node.tag == f"{W}p":
            for name in open_names.values():
                found[name] += "\n"
        elif node.tag == f"{W}r" and _style(node) not in ("ClauseLabel", "ChapterNumber"):
            for name in open_names.values():
                found[name] += text_of(node)
    return found


def _style(run: etree._Element) -> str:
    style = run.find(f"{W}rPr/{W}rStyle")
    return "" if style is None else style.get(f"{W}val", "")


def lint(file: bytes) -> list[str]:
    """Return what the validators do not see: words in the wrong element, marks without their pair, double names."""
    slips = []
    with ZipFile(BytesIO(file)) as package:
        names = package.namelist()
    body = part(file, "word/document.xml")
    for run in body.iter(f"{W}r"):
        deleted = any(a.tag == f"{W}del" for a in run.iterancestors())
        if deleted and run.find(f"{W}t") is not None:
            slips.append("w:t in w:del")
        if not deleted and run.find(f"{W}delText") is not None:
            slips.append("w:delText outside w:del")
    space = "{http://www.w3.org/XML/1998/namespace}space"
    words = body.iter(f"{W}t", f"{W}delText")
    slips += [
        "text without xml:space" for node in words if node.get(space) != "preserve" and node.text != "1"
    ]
    for kind in ("bookmark", "commentRange", "moveFromRange", "moveToRange"):
        starts = [node.get(f"{W}id") for node in body.iter(f"{W}{kind}Start")]
        ends = [node.get(f"{W}id") for node in body.iter(f"{W}{kind}End")]
        if sorted(starts) != sorted(ends) or len(set(starts)) != len(starts):
            slips.append(f"unpaired {kind}")
    bookmarks = [node.get(f"{W}name", "") for node in body.iter(f"{W}bookmarkStart")]
    if len(set(bookmarks)) != len(bookmarks):
        slips.append("duplicate bookmark name")
    slips += [
        f"bookmark {name}" for name in bookmarks if not re.fullmatch(r"_cl_[a-z2-7]{16}(_\d+|_Copy_1)?", name)
    ]
    starts, ends = (
        [node.get(f"{W}name") for node in body.iter(f"{W}{op}RangeStart")] for op in ("moveFrom", "moveTo")
    )
    if sorted(starts) != sorted(ends) or len(set(starts)) != len(starts):
        slips.append("a move without its other place")
    revisions = [
        node.get(f"{W}id")
        for node in body.iter(*_COMES, *_GOES, f"{W}moveFromRangeStart", f"{W}moveToRangeStart")
    ]
    if len(set(revisions)) != len(revisions):
        slips.append("duplicate revision id")
    referred = sorted(node.get(f"{W}id") for node in body.iter(f"{W}commentReference"))
    written = []
    if "word/comments.xml" in names:
        written = sorted(node.get(f"{W}id") for node in part(file, "word/comments.xml").iter(f"{W}comment"))
    if referred != written:
        slips.append("comments and their references differ")
    return slips
