"""What a clause consists of: named fields, each of a declared kind.

A content is a flat mapping from a field's address to its text. A paragraph has one field, ``text``. A
Programme entry has many; a cell of a row is addressed ``indicators.<row>.target``, so that whatever works on
one text works on every cell, and nothing else needs to know what an entry is.

*Prose* exists once per language and is compared by words. A *value* is stored once for all languages, in the
negotiated one, and is compared as a whole.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from documents.errors import UnknownField

ClauseKind = Literal[
    "title", "chapeau", "heading", "preambular", "operative", "sub_item", "closing", "chapter", "entry"
]
CLAUSE_KINDS: tuple[ClauseKind, ...] = get_args(ClauseKind)
# Which have words that are agreed one by one; a title or a heading goes with the text.
COUNTED_KINDS: tuple[ClauseKind, ...] = (
    "chapeau",
    "preambular",
    "operative",
    "sub_item",
    "closing",
    "entry",
)

_BEHIND: Mapping[ClauseKind, ClauseKind] = {
    "title": "preambular",
    "chapeau": "preambular",
    "heading": "operative",
    "chapter": "entry",
}

FieldKind = Literal["prose", "value"]
Content = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a clause: its name, its kind, whether it may hold line breaks, whether it must be there."""

    name: str
    kind: FieldKind = "prose"
    lines: bool = False
    required: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """A field that holds rows; each row has an id of its own and one cell per declared field."""

    name: str
    cells: tuple[Field, ...]


PARAGRAPH: tuple[Field | Rows, ...] = (Field("text", required=True),)

ENTRY: tuple[Field | Rows, ...] = (
    Field("code", "value", required=True),
    Field("title", required=True),
    Field("objective", lines=True),
    Field("activities", lines=True),
    Field("countries", "value"),
    Field("lead_state", "value"),
    Field("lead_agency", "value"),
    Field("supporting_agencies", "value"),
    Field("start", "value"),
    Field("end", "value"),
    Field("result", lines=True),
    Rows(
        "indicators",
        (
            Field("text"),
            Field("unit"),
            Field("baseline", "value"),
            Field("baseline_year", "value"),
            Field("target", "value"),
            Field("target_year", "value"),
            Field("verification"),
        ),
    ),
    Field("budget", "value"),
    Rows("funding", (Field("source"), Field("amount", "value"), Field("status", "value"))),
    Field("risks", lines=True),
    Field("sdg", "value"),
    Field("declaration", "value"),
)

FUNDING_STATUSES = ("secured", "pledged", "to be mobilised")

_ROW_ADDRESS = re.compile(r"^(?P<rows>[a-z_]+)\.(?P<row>[a-z0-9]{1,16})\.(?P<cell>[a-z_]+)$")


def kind_behind(kind: ClauseKind) -> ClauseKind:
    """Return which kind of clause is written behind one of a kind.

    >>> kind_behind("chapter"), kind_behind("sub_item")
    ('entry', 'sub_item')
    """
    return _BEHIND.get(kind, kind)


def fields_of(kind: ClauseKind) -> tuple[Field | Rows, ...]:
    """Return the declared fields of a clause of this kind, in the order in which they are read."""
    return ENTRY if kind == "entry" else PARAGRAPH


def field_at(kind: ClauseKind, address: str) -> Field:
    """Return the field that stands at an address.

    >>> field_at("entry", "indicators.a.target").kind
    'value'
    >>> field_at("operative", "budget")
    Traceback (most recent call last):
    documents.errors.UnknownField: A clause of kind operative has no field 'budget'; it has: text.
    """
    found = _ROW_ADDRESS.match(address)
    for declared in fields_of(kind):
        if isinstance(declared, Rows):
            if found and found["rows"] == declared.name:
                for cell in declared.cells:
                    if cell.name == found["cell"]:
                        return cell
        elif declared.name == address:
            return declared
    known = ", ".join(_spell(declared) for declared in fields_of(kind))
    raise UnknownField(f"A clause of kind {kind} has no field {address!r}; it has: {known}.", field=address)


def _spell(declared: Field | Rows) -> str:
    if isinstance(declared, Field):
        return declared.name
    return f"{declared.name}.<row>.({'|'.join(cell.name for cell in declared.cells)})"


def row_ids(content: Iterable[str], rows: str) -> list[str]:
    """Return the ids of the rows of one rows field, sorted.

    >>> row_ids(["title", "funding.b.source", "funding.a.source"], "funding")
    ['a', 'b']
    """
    return sorted({address.split(".")[1] for address in content if address.startswith(f"{rows}.")})


def ordered_addresses(kind: ClauseKind, content: Iterable[str]) -> list[str]:
    """Return the addresses of a content in the order in which they are read.

    >>> ordered_addresses("entry", ["budget", "indicators.b.unit", "title", "indicators.a.text"])
    ['title', 'indicators.a.text', 'indicators.b.unit', 'budget']
    """
    present = set(content)
    ordered: list[str] = []
    for declared in fields_of(kind):
        if isinstance(declared, Rows):
            ordered += [
                address
                for row in row_ids(present, declared.name)
                for cell in declared.cells
                if (address := f"{declared.name}.{row}.{cell.name}") in present
            ]
        elif declared.name in present:
            ordered.append(declared.name)
    return ordered


def prose_only(kind: ClauseKind, content: Content) -> dict[str, str]:
    """Return the part of a content that exists once per language."""
    return {address: text for address, text in content.items() if field_at(kind, address).kind == "prose"}


def values_only(kind: ClauseKind, content: Content) -> dict[str, str]:
    """Return the part of a content that is stored once for all languages."""
    return {address: text for address, text in content.items() if field_at(kind, address).kind == "value"}
