"""What a text is drawn as: words with marks, whole texts that compete, what each delegation wants in columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from app.pages.frame import Named
from app.pages.pen import Stretch

View = Literal["rolling", "clean", "tracked", "columns", "alternatives"]


@dataclass(frozen=True, slots=True)
class Option:
    """A whole text that somebody wants instead."""

    stretches: Sequence[Stretch]
    by: Sequence[Named]


@dataclass(frozen=True, slots=True)
class Cell:
    """One passage as one delegation wants it; ``same``: it leaves the passage alone; ``note``: what nobody sees."""

    delegation: Named
    stretches: Sequence[Stretch]
    same: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One passage: words that nobody touches, or the base with a cell for each delegation."""

    base: Sequence[Stretch]
    cells: Sequence[Cell] = ()
    collides: bool = False


@dataclass(frozen=True, slots=True)
class Columns:
    """One field: its passages in order, and the whole texts that stand apart."""

    name: str
    delegations: Sequence[Named]
    lines: Sequence[Line]
    options: Sequence[Option]
    left_out: int = 0  # disputed passages that have no row any more


@dataclass(frozen=True, slots=True)
class Drawn:
    """A text with the marks inside it, and the whole texts that are wanted instead of it; or what each wants of it."""

    stretches: Sequence[Stretch]
    options: Sequence[Option] = ()
    columns: Columns | None = None
