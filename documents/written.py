"""A text as it came in a file of any origin: its paragraphs and tables in order, nothing known of clauses yet."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Written:
    """One paragraph: its words, what its style says it is, the label before it, how deep it stands in a list."""

    text: str
    style: Literal["title", "heading", ""] = ""
    label: str = ""  # "3.", "(a)", "•": as it is printed before the words; "" for none
    depth: int = 0  # level of its list, 0 outside of lists


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the words of its cells row by row, a line a paragraph; short rows have fewer cells."""

    rows: tuple[tuple[str, ...], ...]


Block = Written | Table
