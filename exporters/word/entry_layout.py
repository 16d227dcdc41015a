"""Where each field of a Programme entry stands in its row of the table: data, and the lines that follow from it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from documents.content import ordered_addresses, row_ids


@dataclass(frozen=True, slots=True)
class Slot:
    """A field in a line: the mark and the word of the interface before it, the mark after it, its style."""

    address: str
    mark: str = ""
    word: str = ""
    after: str = ""
    style: str = ""


@dataclass(frozen=True, slots=True)
class RowsBelow:
    """A line of its own for the name of a rows field, then one line per row."""

    name: str
    row: tuple[Slot, ...]


Line = tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading's word, its width in twentieths of a point, its lines."""

    word: str
    width: int
    lines: tuple[Line | RowsBelow, ...]


_INDICATORS = RowsBelow(
    "indicators",
    (
        Slot("text", mark="• "),
        Slot("unit", mark=" (", after=")"),
        Slot("baseline", mark=": ", word="baseline"),
        Slot("baseline_year", mark=" (", after=")"),
        Slot("target", mark="; ", word="target"),
        Slot("target_year", mark=" (", after=")"),
        Slot("verification", mark=". ", word="verification"),
    ),
)
_FUNDING = RowsBelow(
    "funding", (Slot("source", mark="• "), Slot("amount", mark=": "), Slot("status", mark=", "))
)


def _named(*addresses: str) -> tuple[Line, ...]:
    return tuple((Slot(address, word=address),) for address in addresses)


COLUMNS = (
    Column("No.", 800, ((Slot("code", style="EntryCode"),),)),
    Column("Action", 4550, ((Slot("title", style="EntryTitle"),), *_named("objective", "activities"))),
    Column(
        "Parties", 1400, ((Slot("countries"),), *_named("lead_state", "lead_agency", "supporting_agencies"))
    ),
    Column("Period", 940, ((Slot("start"), Slot("end", mark="–")),)),
    Column("Result", 3700, ((Slot("result"),), _INDICATORS)),
    Column("Budget", 1800, (*_named("budget"), _FUNDING)),
    Column("Links", 1608, _named("risks", "sdg", "declaration")),
)


def lines_of(column: Column, addresses: Iterable[str]) -> list[tuple[str, Line]]:
    """Return the lines of a cell as (word that names the lines below it, "" for none; its fields)."""
    present = list(addresses)
    found: list[tuple[str, Line]] = []
    for line in column.lines:
        if isinstance(line, tuple):
            found.append(("", line))
            continue
        rows = [
            tuple(replace(slot, address=f"{line.name}.{row}.{slot.address}") for slot in line.row)
            for row in row_ids(present, line.name)
        ]
        if rows:
            found.append((line.name, tuple(slot for row in rows for slot in row)))
            found += [("", row) for row in rows]
    return found


def field_numbers(addresses: Iterable[str]) -> dict[str, int]:
    """Return address -> number for the fields of an entry, as it stands in their bookmarks: reading order from 1.

    >>> field_numbers(["title", "code", "funding.a.amount"])
    {'code': 1, 'title': 2, 'funding.a.amount': 3}
    """
    return {address: n for n, address in enumerate(ordered_addresses("entry", addresses), start=1)}


def widths() -> Sequence[int]:
    """Return the widths of the columns."""
    return [column.width for column in COLUMNS]
