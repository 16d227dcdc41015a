"""The elements of WordprocessingML that python-docx lacks, one function each, named after the element.

They give XML as text: a document of a thousand clauses is one string parsed once, several times faster than
building it element by element. Section numbers are those of ISO/IEC 29500-1:2016. What Word wants and a schema
does not say: children of ``pPr`` and ``rPr`` in schema order, ``xml:space`` on every text, deleted words in
``delText`` and never in ``t``, one series of ids for all revisions of a file.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from html import escape as escape_html
from typing import Literal

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Change:
    """A revision: what is done to the words, by whom, when (UTC)."""

    op: Literal["ins", "del", "moveFrom", "moveTo"]
    author: str
    date: datetime


class Ids:
    """Counters of one file: revisions, bookmarks and comments each have a series of their own."""

    def __init__(self) -> None:
        self._last = {"revision": 0, "bookmark": 0}

    def next(self, series: Literal["revision", "bookmark"]) -> int:
        """Return the next number of a series, from 1."""
        self._last[series] += 1
        return self._last[series]


def clean_text(text: str) -> str:
    """Return a text without the characters that XML 1.0 (2.2) forbids."""
    return _NOT_XML.sub("", text)


def escape(text: str) -> str:
    """Return a text as the content of an element."""
    return escape_html(text, quote=False)


def attribute(text: str) -> str:
    """Return a text as a quoted attribute value."""
    return f'"{escape_html(clean_text(text))}"'


def date_attribute(moment: datetime) -> str:
    """Return a time as Word reads it, in UTC with a Z (ST_DateTime, 17.18.9)."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def t(text: str, *, deleted: bool = False) -> str:
    """Return ``t`` (17.3.3.31) or ``delText`` (17.3.3.7) elements, with ``br`` for breaks and ``tab`` for tabs."""
    name = "delText" if deleted else "t"
    text = clean_text(text)
    if "\n" not in text and "\t" not in text:
        return f'<w:{name} xml:space="preserve">{escape(text)}</w:{name}>' if text else ""
    parts = []
    for piece in re.split(r"([\n\t])", text):
        if piece == "\n":
            parts.append("<w:br/>")
        elif piece == "\t":
            parts.append("<w:tab/>")
        elif piece:
            parts.append(f'<w:{name} xml:space="preserve">{escape(piece)}</w:{name}>')
    return "".join(parts)


@lru_cache(maxsize=256)
def r_pr(*, style: str = "", spacing: int = 0, language: str = "") -> str:
    """Return ``rPr`` (17.3.2.28), "" where there is nothing to say; ``spacing`` in twentieths of a point."""
    inner = (
        (f'<w:rStyle w:val="{style}"/>' if style else "")
        + (f'<w:spacing w:val="{spacing}"/>' if spacing else "")
        + (f'<w:lang w:val="{language}"/>' if language else "")
    )
    return f"<w:rPr>{inner}</w:rPr>" if inner else ""


def r(text: str, properties: str = "", *, deleted: bool = False) -> str:
    """Return a run, ``r`` (17.3.2.25)."""
    return f"<w:r>{properties}{t(text, deleted=deleted)}</w:r>" if text else ""


def revised(content: str, changes: Sequence[Change], ids: Ids) -> str:
    """Return runs inside ``ins`` (17.13.5.18), ``del`` (.14), ``moveFrom`` (.22) and ``moveTo`` (.25).

    The first change is the outermost.
    """
    for change in reversed(changes):
        content = f"<w:{change.op} {_revision(change, ids)}>{content}</w:{change.op}>"
    return content


def revision_mark(change: Change | None, ids: Ids) -> str:
    """Return the mark of a paragraph that comes or goes (17.13.5.15, .19, .21, .26), or of a row (17.13.5.13, .17)."""
    return f"<w:{change.op} {_revision(change, ids)}/>" if change else ""


def move_range(change: Change, name: str, ids: Ids) -> tuple[str, str]:
    """Return ``moveFromRangeStart`` or ``moveToRangeStart`` and its end (17.13.5.23, .24, .27, .28).

    The two places of a move have the same name; the end stands behind the paragraph, so that its mark moves too.
    """
    number = ids.next("revision")
    signed = _signature(change.author, change.date)
    return (
        f'<w:{change.op}RangeStart w:id="{number}" {signed} w:name={attribute(name)}/>',
        f'<w:{change.op}RangeEnd w:id="{number}"/>',
    )


def _revision(change: Change, ids: Ids) -> str:
    return f'w:id="{ids.next("revision")}" {_signature(change.author, change.date)}'


@lru_cache(maxsize=1024)
def _signature(author: str, moment: datetime) -> str:
    return f'w:author={attribute(author)} w:date="{date_attribute(moment)}"'


def p(style: str, content: str, *, properties: str = "", mark: str = "", after: str = "") -> str:
    """Return a paragraph, ``p`` (17.3.1.22): ``mark`` goes to its mark's ``rPr``, ``after`` behind it in ``pPr``.

    ``properties`` are the children of ``pPr`` between ``pStyle`` and ``rPr``, in schema order.
    """
    mark_properties = f"<w:rPr>{mark}</w:rPr>" if mark else ""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}{mark_properties}{after}</w:pPr>{content}</w:p>'
    )


def num_pr(level: int, list_id: int) -> str:
    """Return ``numPr`` (17.3.1.19): the paragraph takes its number from a list."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'


def frame_pr(*, width: int, x: int) -> str:
    """Return ``framePr`` (17.3.1.11): the paragraph stands at ``x`` from the page's edge, beside the next one."""
    return (
        f'<w:framePr w:w="{width}" w:hSpace="0" w:wrap="around" w:vAnchor="text" w:hAnchor="page" '
        f'w:x="{x}" w:y="40"/>'
    )


def bookmarked(name: str, contents: Sequence[str], ids: Ids) -> list[str]:
    """Return the contents of paragraphs that follow each other, ``bookmarkStart`` to ``bookmarkEnd`` (17.13.6)."""
    number = ids.next("bookmark")
    marked = list(contents)
    marked[0] = f'<w:bookmarkStart w:id="{number}" w:name={attribute(name)}/>{marked[0]}'
    marked[-1] += f'<w:bookmarkEnd w:id="{number}"/>'
    return marked


def comment_range(content: str, comment: int, changes: Sequence[Change], ids: Ids) -> str:
    """Return content between ``commentRangeStart`` and ``commentRangeEnd``, then the reference (17.13.4.3-5).

    The reference's run shares the revision of what it stands on, so that it goes when that goes.
    """
    reference = f'<w:r>{r_pr(style="CommentReference")}<w:commentReference w:id="{comment}"/></w:r>'
    return (
        f'<w:commentRangeStart w:id="{comment}"/>{content}<w:commentRangeEnd w:id="{comment}"/>'
        f"{revised(reference, [change for change in changes if change.op in ('ins', 'moveTo')], ids)}"
    )


def comment(number: int, author: str, moment: datetime, text: str) -> str:
    """Return a comment (17.13.4.2), a paragraph for each line of its text, the sign of the comment before the first."""
    initials = "".join(part[:3] for part in author.split(", ")[:2])
    sign = f"<w:r>{r_pr(style='CommentReference')}<w:annotationRef/></w:r>"
    paragraphs = "".join(
        p("CommentText", (sign if line == 0 else "") + r(words))
        for line, words in enumerate(text.split("\n"))
    )
    return (
        f'<w:comment w:id="{number}" {_signature(author, moment)} w:initials={attribute(initials)}>'
        f"{paragraphs}</w:comment>"
    )


def fld_simple(instruction: str, properties: str) -> str:
    """Return ``fldSimple`` (17.16.19), a field such as PAGE, with a value to show until it is computed."""
    return f'<w:fldSimple w:instr=" {instruction} "><w:r>{properties}<w:t>1</w:t></w:r></w:fldSimple>'


def hyperlink(anchor: str, content: str) -> str:
    """Return runs that lead to a bookmark, ``hyperlink`` (17.16.22)."""
    return f'<w:hyperlink w:anchor={attribute(anchor)} w:history="1">{content}</w:hyperlink>'


def toc(instruction: str, lines: Sequence[str]) -> list[str]:
    """Return the contents of the paragraphs of a TOC field (17.16.5.68), as if it had been updated just now.

    It reaches over paragraphs, so it is made of ``fldChar`` (17.16.18): it begins in the first and ends in the last.
    """
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    written = list(lines)
    written[0] = begin + written[0]
    written[-1] += '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    return written


def tbl(style: str, widths: Sequence[int], rows: Sequence[str], *, caption: str, flush: bool = False) -> str:
    """Return a table, ``tbl`` (17.4.37), of fixed column widths in twentieths of a point.

    ``caption`` is what a screen reader says of it (17.4.41); it is not printed. In a ``flush`` one the words of the
    cells stand where those of paragraphs do.
    """
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    sides = ('<w:left w:w="0" w:type="dxa"/>', '<w:right w:w="0" w:type="dxa"/>')
    margins = f"<w:tblCellMar>{''.join(sides)}</w:tblCellMar>" if flush else ""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{margins}<w:tblCaption w:val={attribute(caption)}/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def tr(cells: Sequence[str], *, header: bool = False, mark: str = "", splits: bool = False) -> str:
    """Return a row, ``tr`` (17.4.78), cut by a page only where it ``splits``; a header row stands on every page."""
    repeated = "<w:tblHeader/>" if header else ""
    kept = "" if splits else "<w:cantSplit/>"
    properties = f"<w:trPr>{kept}{repeated}{mark}</w:trPr>" if kept or repeated or mark else ""
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def shd(fill: str) -> str:
    """Return ``shd`` (17.3.1.31, 17.4.32), the colour on which a paragraph or a cell stands, "" for none."""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""


def tc(width: int, paragraphs: str, *, fill: str = "") -> str:
    """Return a cell, ``tc`` (17.4.65)."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shd(fill)}</w:tcPr>{paragraphs}</w:tc>'
