"""A position as pages draw it, and the texts that a form for it names as read."""

from dataclasses import dataclass

from app.pages.frame import Cast, Named
from app.pages.standings import SIGN_OF_STANCE, Sign
from app.pages.words import name_of_readers
from app.schemas.positions import PositionOut
from app.services.subjects import TextsRead


@dataclass(frozen=True, kw_only=True, slots=True)
class CellShown:
    """What one delegation says of one clause or amendment, as a sign with its words."""

    delegation: Named
    sign: Sign | None = None
    word: str = ""
    note: str = ""
    stale: bool = False
    unconfirmed: bool = False
    readers: str = ""  # "" where everyone reads it
    red_line: bool = False


def draw_cell(one: PositionOut, cast: Cast) -> CellShown:
    """Return a position as a sign with its words."""
    return CellShown(
        delegation=cast[one.delegation],
        sign=SIGN_OF_STANCE[one.stance],
        word=one.stance,
        note=one.note,
        stale=one.is_stale,
        unconfirmed=not one.is_confirmed,
        readers="" if one.circle == "everyone" else name_of_readers(one.circle, one.delegation),
        red_line=one.red_line,
    )


def texts_shown(one: PositionOut) -> str:
    """Return the present texts as a form names them: a revision of the clause, a text of the amendment."""
    return f"{one.present_revision or ''} {one.present_text or ''}"


def texts_sent(read: str) -> TextsRead:
    """Return the texts that a page showed, as :func:`texts_shown` has written them."""
    revision, _, amendment = read.partition(" ")
    return TextsRead(revision or None, amendment or None)
