"""What a proposal wants, drawn for a row of a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.pages.differences import draw_difference
from app.pages.pen import Pen, Stretch, draw_text
from app.pages.words import name_of_field, word
from app.speaking import N_, gettext
from documents.content import field_at
from documents.round_table import Entry, Wanted

_DOES: Mapping[str, str] = {"insert": N_("New clause"), "delete": N_("Delete the clause")}


@dataclass(frozen=True, slots=True)
class WantedShown:
    """What a proposal makes of one field."""

    name: str
    stretches: Sequence[Stretch]


def what_it_does(one: Entry) -> str:
    """Return what a proposal does that is no other wording, "" of one that is."""
    if one.amends == "move":
        return gettext("Move %(clause)s", clause=one.move_to)
    return word(_DOES.get(one.amends or "", ""))


def draw_wanted(one: Entry, pen: Pen) -> list[WantedShown]:
    """Return what a proposal makes of each field, as differences from the text on which it was written."""
    return [_draw_field(one, it, pen) for it in one.wanted]


def _draw_field(one: Entry, it: Wanted, pen: Pen) -> WantedShown:
    name = name_of_field(it.address) if one.kind == "entry" else ""
    if not it.base:
        return WantedShown(name, draw_text(it.text, pen))
    whole = field_at(one.kind, it.address).kind == "value"
    by = tuple(pen.cast[code] for code in one.delegations)
    return WantedShown(name, draw_difference(it.base, it.text, pen, by=by, whole=whole))
