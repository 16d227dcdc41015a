"""Differences between two texts as they are drawn, and in words what nobody can see of them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.pages.frame import Named
from app.pages.pen import Pen, Stretch
from app.speaking import gettext, spoken
from documents.comparison import compare
from documents.diff import diff_words
from documents.invisible import Invisible, say_invisible
from documents.moves import mark_moves


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
        *(
            gettext("Unseen: %(change)s.", change=say_invisible(one, language=spoken()))
            for one in compared.unseen
        ),
        *(
            gettext(
                "In the new words stands %(change)s.",
                change=say_invisible(Invisible(one.new, one.old), language=spoken()),
            )
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
