"""What each delegation wants, side by side: the common words across, the disputed ones in columns."""

from collections.abc import Sequence

from app.pages.bracketing import draw_options
from app.pages.differences import draw_difference
from app.pages.drawn import Cell, Columns, Line
from app.pages.frame import Named
from app.pages.pen import Pen
from app.pages.words import name_of_field
from app.speaking import spoken
from documents.consolidation import Consolidation, Passage, read_as
from documents.content import ClauseKind, field_at
from documents.document import ConsolidatedClause
from documents.invisible import invisible_changes, say_invisible
from documents.options import Apart, set_apart
from documents.tokens import is_word, tokenize

# Passages in dispute side by side: beyond them nobody compares any more, and the page grows slow.
MOST_ROWS = 200


def draw_columns(one: ConsolidatedClause, pen: Pen) -> tuple[Columns, ...]:
    """Return every disputed field of a clause in columns."""
    return tuple(
        draw_field_in_columns(one.clause.kind, address, field, pen)
        for address, field in one.fields.items()
        if field.delegations
    )


def draw_field_in_columns(kind: ClauseKind, address: str, field: Consolidation, pen: Pen) -> Columns:
    """Return one field in columns."""
    whole = field_at(kind, address).kind == "value"
    apart = Apart(field) if whole else set_apart(field)
    near, options = apart.near, draw_options(apart, pen)
    delegations = [pen.cast[code] for code in pen.cast if code in near.delegations]
    last = near.disputed[MOST_ROWS - 1 : MOST_ROWS]
    shown = last[0] + 1 if last else len(near.passages)
    left_out = len(near.disputed) - MOST_ROWS if last else 0
    if near.reservations:  # brackets have no passages: the whole text is one
        wanted = {code: read_as(near, code) for code in near.delegations}
        lines = [_line(near.base, wanted, delegations, pen, collides=False, opening=True)]
    else:
        lines = [
            _passage_line(passage, delegations, pen, first=place == 0, whole=whole)
            for place, passage in enumerate(near.passages[:shown])
            # A comma alone between two disputes would be a row of its own; the whole text stands above.
            if passage.alternatives or any(map(is_word, tokenize(passage.base)))
        ]
    name = name_of_field(address) if kind == "entry" else ""
    return Columns(name, delegations, lines if delegations else (), options, left_out)


def _passage_line(
    passage: Passage, delegations: Sequence[Named], pen: Pen, *, first: bool, whole: bool
) -> Line:
    opening = pen.opening(passage.base) if first else 0
    if not passage.alternatives:
        return Line(tuple(pen.words("text", passage.base, opening=opening)))
    wanted = {
        code: alternative.text for alternative in passage.alternatives for code in alternative.delegations
    }
    collides = len(passage.alternatives) > 1
    return _line(passage.base, wanted, delegations, pen, collides=collides, opening=first, whole=whole)


def _line(
    base: str,
    wanted: dict[str, str],
    delegations: Sequence[Named],
    pen: Pen,
    *,
    collides: bool,
    opening: bool,
    whole: bool = False,
) -> Line:
    plain = tuple(pen.words("text", base, opening=pen.opening(base) if opening else 0))
    cells = []
    for one in delegations:
        text = wanted.get(one.code)
        if text is None or text == base:
            cells.append(Cell(one, plain, True))
        else:
            drawn = draw_difference(base, text, pen, by=(one,), italics=opening, whole=whole)
            note = ", ".join(say_invisible(it, language=spoken()) for it in invisible_changes(base, text))
            cells.append(Cell(one, drawn, False, note))
    return Line(plain, tuple(cells), collides)
