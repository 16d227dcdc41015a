"""What is drawn of a text: stretches, each with its kind and whose it is. How they look is for ``macros/_diff.html``.

Words are never parsed for marks: every stretch comes from a consolidation or from a difference.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from app.pages.frame import Cast, Named
from app.pages.references import print_references
from documents.brackets import Piece, bracketed_pieces
from documents.comparison import compare
from documents.consolidation import Consolidation, Proposal, consolidate, read_as
from documents.diff import diff_words
from documents.invisible import Invisible, say_invisible
from documents.moves import mark_moves
from documents.opening_words import opening_words
from documents.options import Apart, set_apart
from documents.shared_parts import Shared, SharedWording, shared_pieces
from documents.uncrossing import uncrossed

Kind = Literal["text", "insert", "delete", "struck", "open", "close", "owners", "no text", "collision", "gap"]
View = Literal["rolling", "clean", "tracked"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """One thing to draw; ``struck`` are words in brackets that somebody wants out and nobody otherwise."""

    kind: Kind
    text: str = ""
    by: Sequence[Named] = ()
    opening: bool = False  # set in italics
    collides: bool = False
    moved: bool = False  # a sentence that stands elsewhere too, deleted there or inserted


@dataclass(frozen=True, slots=True)
class Option:
    """A whole text that somebody wants instead."""

    stretches: Sequence[Stretch]
    by: Sequence[Named]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A text with the marks inside it, and the whole texts that are wanted instead of it."""

    stretches: Sequence[Stretch]
    options: Sequence[Option] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Pen:
    """What is needed to draw any text of a document; ``sponsors``: of each amendment, the first tabled first."""

    cast: Cast
    language: str
    labels: Mapping[str, str] = field(default_factory=dict)
    sponsors: Sequence[Sequence[str]] = ()

    def named(self, codes: Iterable[str]) -> tuple[Named, ...]:
        """Return delegations in one order everywhere: as they stand behind an amendment, its tabler first.

        Where no amendment has just these sponsors, whoever tabled first stands at the head.
        """
        wanted = set(codes)
        together = next((one for one in self.sponsors if set(one) == wanted), None)
        if together is None:
            first = {one[0]: place for place, one in reversed(list(enumerate(self.sponsors))) if one}
            together = sorted(wanted, key=lambda code: (first.get(code, len(self.sponsors)), code))
        return tuple(self.cast[code] for code in together)

    def words(
        self, kind: Kind, text: str, *, by: Sequence[Named] = (), opening: int = 0, collides: bool = False
    ) -> Iterator[Stretch]:
        """Yield words, so many characters at their beginning as opening words; marks begin and end at a word."""
        if kind == "insert" and text.strip() and text != text.strip():
            lead = len(text) - len(text.lstrip())
            trail = len(text.rstrip())
            yield from self.words("text", text[:lead])
            yield from self.words(kind, text[lead:trail], by=by, opening=opening - lead, collides=collides)
            yield from self.words("text", text[trail:])
            return
        opening = max(0, opening)
        for part, italic in ((text[:opening], True), (text[opening:], False)):
            if part:
                yield Stretch(kind, print_references(part, self.labels), by, italic, collides)

    def opening(self, text: str) -> int:
        """Return how many characters at the beginning of a text are set in italics."""
        return len(opening_words(text, self.language))


def draw_text(text: str, pen: Pen) -> tuple[Stretch, ...]:
    """Return a text without marks."""
    return tuple(pen.words("text", text, opening=pen.opening(text)))


def draw_consolidation(one: Consolidation, pen: Pen, view: View = "rolling", *, whole: bool = False) -> Drawn:
    """Return a consolidation in a view; whole texts that share too little with the base stand as options.

    ``whole``: values, which are taken or left and never set apart.
    """
    if view == "clean":
        return Drawn(draw_text(one.base, pen))
    apart = Apart(one) if whole else set_apart(one)
    draw = _rolling if view == "rolling" else _tracked
    return Drawn(tuple(draw(apart.near, pen)), draw_options(apart, pen))


def draw_options(apart: Apart, pen: Pen) -> tuple[Option, ...]:
    """Return the whole texts that stand apart."""
    return tuple(
        Option(
            draw_text(option.text, pen) if option.text else (Stretch("no text"),),
            pen.named(option.delegations),
        )
        for option in apart.options
    )


def only_of(one: Consolidation, delegations: Iterable[str], *, whole: bool) -> Consolidation:
    """Return the consolidation as if only some delegations had proposed anything."""
    shown = set(delegations)
    kept = [Proposal(code, read_as(one, code)) for code in one.delegations if code in shown]
    return consolidate(one.base, kept, whole=whole)


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
            yield from pen.words(kind, piece.text, by=owners, opening=max(0, opening - piece.at))


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
            stretches = list(pen.words("delete", piece.text, by=owners, opening=italic))
        elif piece.role == "alternative":
            italic = pen.opening(piece.text) if piece.at == 0 else 0
            by = pen.named(piece.delegations)
            stretches = list(pen.words("insert", piece.text, by=by, opening=italic))
            if stretches and last in ("delete", "owners"):
                yield Stretch("text", " ")
        else:
            stretches = list(pen.words("text", piece.text, opening=max(0, opening - piece.at)))
        yield from stretches
        last = stretches[-1].kind if stretches else last


def draw_difference(
    old: str,
    new: str,
    pen: Pen,
    *,
    by: Sequence[Named] = (),
    brief: bool = False,
    italics: bool = True,
    whole: bool = False,
) -> tuple[Stretch, ...]:
    """Return what makes a new text of an old one; ``brief``: a few words round each change.

    ``italics``: the texts begin where their clause begins, so that opening words may stand in them.
    ``whole``: values, which are taken or left and never cut.
    """
    opens_old, opens_new = (pen.opening(old), pen.opening(new)) if italics else (0, 0)
    if not old or not new or whole:
        between = [Stretch("text", " ")] if old and new else []
        pieces = [
            *pen.words("delete", old, by=by),
            *between,
            *pen.words("insert", new, by=by, opening=opens_new),
        ]
        return tuple(pieces)
    segments = mark_moves(diff_words(old, new))
    drawn: list[Stretch] = []
    at_old = at_new = 0
    for place, segment in enumerate(segments):
        if segment.op == "equal":
            first, last = place == 0, place == len(segments) - 1
            if brief and (short := _shortened(segment.text, first=first, last=last)) is not None:
                drawn += short_stretches(short, pen)
            else:
                italic = max(0, opens_old - at_old)
                drawn += pen.words("text", segment.text, opening=italic)
            at_old += len(segment.text)
            at_new += len(segment.text)
        elif segment.op == "delete":
            italic = max(0, opens_old - at_old)
            words = pen.words("delete", segment.text, by=by, opening=italic)
            drawn += (replace(one, moved=segment.moved > 0) for one in words)
            at_old += len(segment.text)
        else:
            if drawn and drawn[-1].kind == "delete" and not segment.text[:1].isspace():
                drawn.append(Stretch("text", " "))
            italic = max(0, opens_new - at_new)
            words = pen.words("insert", segment.text, by=by, opening=italic)
            drawn += (replace(one, moved=segment.moved > 0) for one in words)
            at_new += len(segment.text)
    return tuple(drawn)


def notes_on(old: str, new: str) -> tuple[str, ...]:
    """Return in words what nobody can see of a difference."""
    compared = compare(old, new)
    return (
        *(f"Unseen: {say_invisible(one)}." for one in compared.unseen),
        *(
            f"In the new words stands {say_invisible(Invisible(one.new, one.old))}."
            for one in compared.foreign
        ),
    )


def short_stretches(parts: Sequence[str], pen: Pen) -> Iterator[Stretch]:
    """Yield the parts of a shortened text, a gap for each that is empty."""
    for part in parts:
        if part:
            yield from pen.words("text", part)
        else:
            yield Stretch("gap")


def _shortened(text: str, *, first: bool, last: bool, keep: int = 4) -> tuple[str, ...] | None:
    """Return the ends of unchanged words that touch a change, "" for what is left out; None where nothing is."""
    words = text.split(" ")
    ends = 1 if first or last else 2
    if len(words) <= keep * ends + 3:
        return None
    head, tail = " ".join(words[: keep + 1]) + " ", " " + " ".join(words[-keep - 1 :])
    if first:
        return ("", tail)
    if last:
        return (head, "")
    return (head, "", tail)
