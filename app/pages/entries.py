"""The fields of a clause in the order and under the names in which people read them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from app.pages.bracketing import draw_consolidation
from app.pages.columns import draw_field_in_columns
from app.pages.drawn import Drawn, View
from app.pages.pen import Hit, Pen, draw_text
from app.pages.words import name_of_field
from documents.content import ClauseKind, Rows, field_at, fields_of, ordered_addresses, row_ids
from documents.document import ConsolidatedClause


@dataclass(frozen=True, slots=True)
class FieldShown:
    """One field with what is proposed on it."""

    address: str
    name: str
    drawn: Drawn
    disputed: bool


def main_address(kind: ClauseKind) -> str:
    """Return the address of the one text of a paragraph, or of an entry's title."""
    return "title" if kind == "entry" else "text"


def in_columns(one: ConsolidatedClause, address: str, pen: Pen) -> Drawn:
    """Return what each delegation wants of a field; its present words by themselves, too, where some are looked for."""
    field = one.fields[address]
    if not field.delegations:
        return Drawn(draw_text(field.base, pen, at=0))
    present = draw_text(field.base, pen, at=0) if pen.hits else ()
    return Drawn(present, columns=draw_field_in_columns(one.clause.kind, address, field, pen))


def draw_field(one: ConsolidatedClause, address: str, pen: Pen, view: View) -> FieldShown:
    """Return one field as it is drawn in a view."""
    if address in one.fields:
        whole = field_at(one.clause.kind, address).kind == "value"
        drawn = (
            in_columns(one, address, pen)
            if view == "columns"
            else draw_consolidation(one.fields[address], pen, view, whole=whole)
        )
    else:
        drawn = Drawn(draw_text(one.clause.content.get(address, ""), pen, at=0))
    return FieldShown(address, name_of_field(address), drawn, address in one.fields)


def draw_fields(
    one: ConsolidatedClause, pen: Pen, view: View, hits: Mapping[str, Sequence[Hit]] = MappingProxyType({})
) -> tuple[FieldShown, ...]:
    """Return all fields of an entry but its title, in the order in which they are read; ``hits``: address -> found."""
    present = ordered_addresses(one.clause.kind, {*one.clause.content, *one.fields})
    return tuple(
        draw_field(one, address, replace(pen, hits=hits.get(address, ())), view)
        for address in present
        if address != "title"
    )


@dataclass(frozen=True, slots=True)
class FieldToWrite:
    """One field of a form."""

    address: str
    name: str
    text: str
    present: str
    lines: int  # 0: one line


def fields_to_write(
    kind: ClauseKind, present: dict[str, str], written: dict[str, str]
) -> Sequence[FieldToWrite]:
    """Return every field that may be written, and one empty row more for each kind of row."""
    addresses: list[str] = []
    for declared in fields_of(kind):
        if isinstance(declared, Rows):
            rows = row_ids({*present, *written}, declared.name)
            rows = sorted({*rows, _next_row(row_ids(present, declared.name))})
            addresses += [f"{declared.name}.{row}.{cell.name}" for row in rows for cell in declared.cells]
        else:
            addresses.append(declared.name)
    return tuple(
        FieldToWrite(
            address=address,
            name=name_of_field(address),
            text=written.get(address, present.get(address, "")),
            present=present.get(address, ""),
            lines=_lines(kind, address, present.get(address, "")),
        )
        for address in addresses
    )


def _next_row(rows: Sequence[str]) -> str:
    return next((letter for letter in "abcdefghijklmnopqrstuvwxyz" if letter not in rows), f"r{len(rows)}")


def _lines(kind: ClauseKind, address: str, text: str) -> int:
    declared = field_at(kind, address)
    if kind != "entry":
        return max(5, len(text) // 62 + 2)
    return max(3, len(text) // 72 + text.count("\n") + 1) if declared.lines else 2 * (len(text) > 56)
