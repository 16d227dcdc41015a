"""A clause as it stands in the running text of its document."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.pages.bracketing import Drawn, View
from app.pages.entries import FieldShown, draw_field, draw_fields, main_address
from app.pages.frame import Named
from app.pages.pen import Pen
from app.pages.standings import Standing, standing_of
from documents.document import Clause, ConsolidatedClause
from documents.field_names import field_name
from documents.opening_words import opening_words

# Words that say nothing at the beginning of a line of an outline.
_SMALL = re.compile(
    "a|an|the|our|their|to|of|on|in|by|for|that|and|with|all|also|further"
    "|а|в|и|к|ко|на|о|об|по|с|со|что|также|наш|наша|наше|нашу|наши|нашей|всех"
)
HEADINGS = ("title", "heading", "chapter")


@dataclass(frozen=True, kw_only=True, slots=True)
class ClauseShown:
    """One clause of the running text."""

    id: str
    kind: str
    label: str
    depth: int
    text: str  # of the present, for the outline
    is_heading: bool
    is_open: bool
    standing: Standing
    drawn: Drawn
    fields: Sequence[FieldShown]  # of an entry, when it is the current clause
    disputed_fields: Sequence[str]  # their names, otherwise
    inserted_by: Sequence[Named]
    deleted_by: Sequence[Named]
    moves: Sequence[tuple[Sequence[Named], str]]  # who wants it moved, and where to
    restated: Sequence[Named]  # whose amendments collide with the present text
    amendments: int


def show_clause(
    one: ConsolidatedClause, pen: Pen, view: View, levels: Sequence[str], *, current: bool
) -> ClauseShown:
    """Return a clause as it is drawn in a view."""
    sponsors = [amendment.sponsors for amendment in one.amendments]
    pen = Pen(cast=pen.cast, language=pen.language, labels=pen.labels, sponsors=sponsors)
    is_entry = one.clause.kind == "entry"
    main = main_address(one.clause.kind)
    drawn = draw_field(one, main, pen, view).drawn
    moves = [amendment for amendment in one.amendments if amendment.kind == "move"]
    return ClauseShown(
        id=one.clause.id,
        kind=one.clause.kind,
        label=one.clause.label,
        depth=one.clause.depth,
        text=one.clause.text,
        is_heading=one.clause.kind in HEADINGS,
        is_open=one.clause.agreement.is_open,
        standing=standing_of(one, levels, pen.cast, dict(pen.labels), options=bool(drawn.options)),
        drawn=drawn,
        fields=draw_fields(one, pen, view) if is_entry and current else (),
        disputed_fields=[field_name(address) for address in one.fields if address != main],
        inserted_by=pen.named(one.inserted_by),
        deleted_by=pen.named(one.deleted_by) if view != "clean" else (),
        moves=[(pen.named(move.sponsors), move.move_to) for move in moves] if view != "clean" else (),
        restated=pen.named({amendment.delegation for amendment in one.amendments if amendment.collides}),
        amendments=len(one.amendments),
    )


def outline_word(clause: ClauseShown | Clause, language: str, limit: int = 4) -> str:
    """Return the few words by which an outline names a clause: the first that say what it is about."""
    if clause.kind in (*HEADINGS, "entry"):
        return clause.text
    words = clause.text[len(opening_words(clause.text, language)) :].split()
    while len(words) > limit and _SMALL.fullmatch(words[0].strip(",").lower()):
        words.pop(0)
    return " ".join(words[:limit]).rstrip(",;:.")


def name_of_clause(clause: Clause) -> str:
    """Return what a clause is called in a heading or a link."""
    return clause.label or f"the {clause.kind}"
