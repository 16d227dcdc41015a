"""A clause as it stands in the running text of its document."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from textwrap import shorten
from types import MappingProxyType

from app.pages.brought_words import draw_brought
from app.pages.drawn import Drawn, View
from app.pages.entries import FieldShown, draw_field, draw_fields, main_address
from app.pages.frame import Named
from app.pages.pen import Hit, Pen
from app.pages.standings import Standing, standing_of
from app.pages.words import name_of_field, word
from app.speaking import gettext
from documents.content import field_at
from documents.document import Clause, ConsolidatedClause
from documents.measures import measure_brackets, measure_clause
from documents.opening_words import opening_words
from documents.options import set_apart
from documents.provenance import Origin
from documents.references import print_for_a_name

# Words that say nothing at the beginning of a line of an outline.
_SMALL = re.compile(
    "a|an|the|our|their|to|of|on|in|by|for|that|and|with|all|also|further"
    "|а|в|и|к|ко|на|о|об|по|с|со|что|также|наш|наша|наше|нашу|наши|нашей|всех"
)
MOST_KEPT = 40  # lines; the sheet has a class for each number
WORDS_OF_A_LINE = 11
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
    waits: bool = False  # its marks come when the reader comes near
    keeps: int = 0  # about how many lines it will grow by then, for which room is kept


def show_clause(
    one: ConsolidatedClause,
    pen: Pen,
    view: View,
    levels: Sequence[str],
    *,
    current: bool,
    waits: bool = False,
    hits: Mapping[str, Sequence[Hit]] = MappingProxyType({}),
    brought: Mapping[str, Sequence[Origin]] = MappingProxyType({}),
) -> ClauseShown:
    """Return a clause as it is drawn in a view; one that ``waits`` says only its present words.

    ``hits``: what is looked for, by address; an entry shows all its fields where something is found in one of them.
    ``brought``: who brought its words, by address, where that is to be shown.
    """
    sponsors = [amendment.sponsors for amendment in one.amendments]
    pen = Pen(cast=pen.cast, language=pen.language, labels=pen.labels, sponsors=sponsors)
    is_entry = one.clause.kind == "entry"
    main = main_address(one.clause.kind)
    drawn = draw_field(one, main, replace(pen, hits=hits.get(main, ())), "clean" if waits else view).drawn
    if brought and main in brought:
        drawn = draw_brought(brought[main], pen, hits.get(main, ()))
    opens = is_entry and (current or not hits.keys() <= {main})
    fields = draw_fields(one, pen, "clean" if waits else view, hits) if opens else ()
    if brought:
        fields = tuple(
            replace(at, drawn=draw_brought(brought[at.address], pen, hits.get(at.address, ())))
            if at.address in brought
            else at
            for at in fields
        )
    moves = [amendment for amendment in one.amendments if amendment.kind == "move"]
    return ClauseShown(
        id=one.clause.id,
        kind=one.clause.kind,
        label=one.clause.label,
        depth=one.clause.depth,
        text=one.clause.text,
        is_heading=one.clause.kind in HEADINGS,
        is_open=one.clause.agreement.is_open,
        standing=standing_of(one, levels, pen.cast, dict(pen.labels), options=has_options(one, view)),
        drawn=drawn,
        fields=fields,
        disputed_fields=[name_of_field(address) for address in one.fields if address != main],
        inserted_by=pen.named(one.inserted_by),
        deleted_by=pen.named(one.deleted_by) if view != "clean" else (),
        moves=[(pen.named(move.sponsors), move.move_to) for move in moves] if view != "clean" else (),
        restated=pen.named({amendment.delegation for amendment in one.amendments if amendment.collides}),
        amendments=len(one.amendments),
        waits=waits,
        keeps=_lines_to_come(one) if waits else 0,
    )


def _lines_to_come(one: ConsolidatedClause) -> int:
    """Return by about how many lines a clause grows with everything that is proposed on it, owners included."""
    plain = sum(measure_brackets(text).words for text in one.clause.content.values())
    whole = measure_clause(one)
    return min(MOST_KEPT, round((whole.words - plain + whole.brackets) / WORDS_OF_A_LINE))


def has_options(one: ConsolidatedClause, view: View) -> bool:
    """Return whether whole texts compete in a view of a clause; a value is never set apart."""
    address = main_address(one.clause.kind)
    if view == "clean" or address not in one.fields or field_at(one.clause.kind, address).kind == "value":
        return False
    return bool(set_apart(one.fields[address]).options)


def beginning(text: str, length: int) -> str:
    """Return the first words of a text, none of them cut.

    >>> beginning("Decide to meet every year;", 18)
    'Decide to meet …'
    """
    return shorten(text, length, placeholder=" …")


def outline_word(
    clause: ClauseShown | Clause,
    language: str,
    labels: Mapping[str, str],
    limit: int = 4,
    *,
    whole_entries: bool = True,
) -> str:
    """Return the few words by which an outline names a clause: the first that say what it is about.

    An entry has a title of its own; where there is no room for it (``whole_entries``), its first words name it.
    """
    if clause.kind in HEADINGS or (clause.kind == "entry" and whole_entries):
        return print_for_a_name(clause.text, labels)
    text = clause.text[len(opening_words(clause.text, language)) :]
    words = print_for_a_name(text, labels).split()
    while len(words) > limit and _is_small(words[0]):
        words.pop(0)
    end = min(limit, len(words))
    while end > 1 and _is_small(words[end - 1]):
        end -= 1
    if end == 1:  # "ensure that by the": alone the first word says too little
        end = next((at for at in range(limit, len(words) + 1) if not _is_small(words[at - 1])), 1)
    return " ".join(words[:end]).rstrip(",;:.")


def _is_small(one: str) -> bool:
    return _SMALL.fullmatch(one.strip(",").lower()) is not None


def name_of_clause(clause: Clause) -> str:
    """Return what a clause is called in a heading or a link."""
    return clause.label or gettext("the %(kind)s", kind=word(clause.kind))
