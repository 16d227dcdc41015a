"""Consolidations as they are drawn: in brackets, as tracked marks, as whole texts that compete."""

from collections.abc import Iterator, Sequence

from app.pages.differences import draw_difference
from app.pages.drawn import Drawn, Option, View
from app.pages.pen import Kind, Pen, Stretch, draw_text
from documents.brackets import Piece, bracketed_pieces
from documents.consolidation import Consolidation, read_as
from documents.options import Apart, is_rewritten, set_apart
from documents.shared_parts import Shared, SharedWording, shared_pieces
from documents.uncrossing import uncrossed


def draw_consolidation(one: Consolidation, pen: Pen, view: View = "rolling", *, whole: bool = False) -> Drawn:
    """Return a consolidation in a view; whole texts that share too little with the base stand as options.

    ``whole``: values, which are taken or left and never set apart. Columns are drawn from its passages elsewhere.
    """
    if view == "clean":
        return Drawn(draw_text(one.base, pen, at=0))
    if view == "alternatives":
        return Drawn(draw_text(one.base, pen, at=0), tuple(_alternatives(one, pen, whole=whole)))
    apart = Apart(one) if whole else set_apart(one)
    draw = _rolling if view == "rolling" else _tracked
    return Drawn(tuple(draw(apart.near, pen)), draw_options(apart, pen))


def _alternatives(one: Consolidation, pen: Pen, *, whole: bool) -> Iterator[Option]:
    """Yield each whole text that anybody wants, with what it changes marked; those who want the same stand together."""
    wanted: dict[str, list[str]] = {}
    for code in one.delegations:
        wanted.setdefault(read_as(one, code), []).append(code)
    for text, codes in wanted.items():
        by = pen.named(codes)
        if not text:
            yield Option((Stretch("no text"),), by)
        elif not whole and is_rewritten(one.base, text):
            yield Option(draw_text(text, pen), by)
        else:
            yield Option(draw_difference(one.base, text, pen, by=by, whole=whole), by)


def draw_options(apart: Apart, pen: Pen) -> tuple[Option, ...]:
    """Return the whole texts that stand apart."""
    return tuple(
        Option(
            draw_text(option.text, pen) if option.text else (Stretch("no text"),),
            pen.named(option.delegations),
        )
        for option in apart.options
    )


def _rolling(one: Consolidation, pen: Pen, *, base_of: Sequence[str] = ()) -> Iterator[Stretch]:
    """Yield a consolidation in brackets; ``base_of``: whose words the base is, where it is itself only proposed."""
    one = uncrossed(one)
    opening = pen.opening(one.base)
    begun: set[int] = set()
    closed: int | None = None  # the passage whose bracket was closed last
    for piece in shared_pieces(one):
        if isinstance(piece, SharedWording):
            if closed == piece.passage:
                yield Stretch("text", " ")
            yield from _shared(piece.shared, pen)
            closed = piece.passage
            continue
        rivals, lone_deletion = _passage(one, piece)
        collides = rivals > 1
        if piece.kind == "open" and piece.passage is not None:
            if lone_deletion and piece.role == "alternative":
                continue
            if closed == piece.passage:
                yield Stretch("text", " ")
            if collides and piece.passage not in begun:
                yield Stretch("collision", collides=True)
            begun.add(piece.passage)
        if lone_deletion and (piece.kind == "no text" or (piece.kind == "close" and piece.role == "base")):
            continue
        closed = piece.passage if piece.kind == "close" else None
        owners = pen.named(base_of if piece.role in ("base", "agreed") else piece.delegations)
        if piece.kind in ("open", "close"):
            if piece.kind == "close" and piece.role == "base" and base_of:
                yield Stretch("owners", by=owners)
            yield Stretch("open" if piece.kind == "open" else "close", collides=collides)
        elif piece.kind == "owners":
            yield Stretch("struck" if lone_deletion else "owners", by=owners)
        elif piece.kind == "no text":
            yield Stretch("no text", by=owners)
        elif piece.role == "alternative":
            italic = pen.opening(piece.text) if piece.at == 0 else 0
            yield from pen.words("insert", piece.text, by=owners, opening=italic)
        else:
            kind: Kind = "insert" if base_of else "text"
            found = None if base_of else piece.at  # what is only proposed is not searched
            yield from pen.words(kind, piece.text, by=owners, opening=max(0, opening - piece.at), at=found)


def _shared(one: Shared, pen: Pen) -> Iterator[Stretch]:
    """Yield wordings that share most of their words in one bracket, with brackets inside for what they do not share."""
    yield Stretch("open", collides=True)
    yield from _rolling(one.text, pen, base_of=one.first)
    yield Stretch("owners", by=pen.named(one.delegations))
    yield Stretch("close", collides=True)


def _passage(one: Consolidation, piece: Piece) -> tuple[int, bool]:
    """Return how many wordings compete where a piece stands, and whether the only one is to have none."""
    if piece.passage is None:
        return 0, False
    passage = one.passages[piece.passage]
    lone = len(passage.alternatives) == 1 and bool(passage.base) and not passage.alternatives[0].text.strip()
    return len(passage.alternatives), lone and not passage.base.isspace()


def _tracked(one: Consolidation, pen: Pen) -> Iterator[Stretch]:
    one = uncrossed(one)
    opening = pen.opening(one.base)
    last: Kind = "text"
    for piece in bracketed_pieces(one):
        if piece.kind in ("open", "close") and piece.role != "reservation":
            continue
        stretches: list[Stretch]
        if piece.kind in ("open", "close"):
            stretches = [Stretch("open" if piece.kind == "open" else "close")]
        elif piece.kind == "owners":
            stretches = [Stretch("owners", by=pen.named(piece.delegations))]
        elif piece.role == "base" and piece.passage is not None:
            rivals = one.passages[piece.passage].alternatives
            owners = pen.named({code for rival in rivals for code in rival.delegations})
            italic = max(0, opening - piece.at)
            stretches = list(pen.words("delete", piece.text, by=owners, opening=italic, at=piece.at))
        elif piece.role == "alternative":
            italic = pen.opening(piece.text) if piece.at == 0 else 0
            by = pen.named(piece.delegations)
            stretches = list(pen.words("insert", piece.text, by=by, opening=italic))
            if stretches and last in ("delete", "owners"):
                yield Stretch("text", " ")
        else:
            stretches = list(pen.words("text", piece.text, opening=max(0, opening - piece.at), at=piece.at))
        yield from stretches
        last = stretches[-1].kind if stretches else last
