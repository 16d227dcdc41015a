"""Texts with marks, as people write them: ``[-shall-]{+should+}`` and ``[shall][should KAZ, UZB]``.

*Marked text* shows a difference in one line; whatever it shows can be read back. *Bracketed text* shows a
consolidation as official drafts do.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Literal

from documents.brackets import Piece, PieceKind, PieceRole, bracketed_pieces
from documents.consolidation import Consolidation
from documents.diff import Segment

__all__ = [
    "Attribution",
    "Piece",
    "PieceKind",
    "PieceRole",
    "bracketed_pieces",
    "marked",
    "read_marked",
    "say_owners",
    "write_bracketed",
]

Attribution = Literal["names", "codes", "none"]

_SIGNS = re.compile(r"\\|\[(?=-)|-(?=\])|\{(?=\+)|\+(?=\})")
_MARKED = re.compile(r"\\(?P<sign>[\[\]{}+\\-])|(?P<mark>\[-|-\]|\{\+|\+\})|(?P<text>.)", re.DOTALL)


def marked(segments: Iterable[Segment]) -> str:
    r"""Return a difference in one line; a sign that stands in the text itself is written after a backslash.

    >>> marked([Segment("equal", "We "), Segment("delete", "shall"), Segment("insert", "should")])
    'We [-shall-]{+should+}'
    >>> print(marked([Segment("equal", "[-5 °C]")]))
    \[-5 °C]
    """
    around = {"equal": ("", ""), "delete": ("[-", "-]"), "insert": ("{+", "+}")}
    pieces: list[str] = []
    for segment in segments:
        opening, closing = around[segment.op]
        # The first half of the closing mark counts too: a "[" at the end would make "[-" with it.
        text = _SIGNS.sub(lambda found: "\\" + found[0], segment.text + closing[:1])
        pieces += (opening, text, closing[1:])
    return "".join(pieces)


def read_marked(text: str) -> tuple[str, str]:
    """Return the old and the new text of a marked one; ValueError where a mark is not closed.

    >>> read_marked("Parties [-shall-]{+should+} act.")
    ('Parties shall act.', 'Parties should act.')
    """
    old: list[str] = []
    new: list[str] = []
    within = ""
    for found in _MARKED.finditer(text):
        mark = found["mark"]
        if mark is None:
            piece = found["sign"] or found["text"]
            if within != "{+":
                old.append(piece)
            if within != "[-":
                new.append(piece)
        elif mark in ("[-", "{+") and not within:
            within = mark
        elif (within, mark) in (("[-", "-]"), ("{+", "+}")):
            within = ""
        else:
            raise ValueError(f"{mark} at character {found.start()} stands where it cannot: {text!r}")
    if within:
        raise ValueError(f"A mark {within} is never closed: {text!r}")
    return "".join(old), "".join(new)


def write_bracketed(
    consolidation: Consolidation,
    *,
    attribution: Attribution = "codes",
    names: Mapping[str, str] | None = None,
    no_text: str = "no text",
) -> str:
    """Return a consolidation as official drafts print it; ``names`` are the delegations' names by their codes.

    >>> from documents.consolidation import Proposal, consolidate
    >>> both = consolidate("Parties shall act now.", [
    ...     Proposal("KAZ", "Parties should act now."),
    ...     Proposal("TKM", "Parties shall act."),
    ...     Proposal("UZB", "Parties should fully act now.")])
    >>> write_bracketed(both)
    'Parties [shall][should KAZ][should fully UZB] act [now][no text TKM].'
    >>> write_bracketed(both, attribution="none", no_text="–")
    'Parties [shall][should][should fully] act [now][–].'
    """
    written: list[str] = []
    for piece in bracketed_pieces(consolidation):
        if piece.kind == "owners":
            written.append(say_owners(piece.delegations, attribution=attribution, names=names or {}))
        else:
            written.append(no_text if piece.kind == "no text" else piece.text)
    return "".join(written)


def say_owners(
    delegations: Iterable[str], *, attribution: Attribution = "codes", names: Mapping[str, str] | None = None
) -> str:
    """Return what stands before a closing bracket, the space that sets it off included, or "".

    >>> say_owners(("KAZ", "UZB")), say_owners(("KAZ",), attribution="names", names={"KAZ": "Kazakhstan"})
    (' KAZ, UZB', ' Kazakhstan')
    """
    if attribution == "none":
        return ""
    shown = [(names or {}).get(code, code) if attribution == "names" else code for code in delegations]
    return f" {', '.join(shown)}"
