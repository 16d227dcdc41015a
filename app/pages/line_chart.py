"""A line chart as a template draws it: ink only, the value printed at each point, a table of the same for hearing."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 368, 148
_LEFT, _RIGHT, _TOP, _GROUND = 34, 334, 26, 118
_MOST_PRINTED = 6  # values that stand side by side without touching


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a course: what it is of, in short and in full."""

    number: int
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Point:
    """Where a value is drawn; ``is_printed``: with its number and label."""

    x: float
    y: float
    value: Value
    is_printed: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class LineChart:
    """One course."""

    id: str  # of its heading
    title: str
    about: str  # of what the numbers are
    unit: str  # behind each number, "" of none
    width: int
    height: int
    ground: int
    left: int
    right: int
    points: Sequence[Point]

    @property
    def line(self) -> str:
        """The points of the line as SVG writes them."""
        return " ".join(f"{point.x},{point.y}" for point in self.points)


def draw_course(id_: str, title: str, about: str, values: Sequence[Value], *, unit: str = "") -> LineChart:
    """Return the chart of some values in their order; nought lies on the ground, the highest at the top.

    >>> chart = draw_course("c", "Brackets", "number", [Value(0, "L.1", ""), Value(4, "Rev.1", "")])
    >>> chart.line
    '34.0,118.0 334.0,26.0'
    """
    highest = max((one.number for one in values), default=0) or 1
    across = (_RIGHT - _LEFT) / max(len(values) - 1, 1)
    every = -(-len(values) // _MOST_PRINTED)
    last = len(values) - 1
    return LineChart(
        id=id_,
        title=title,
        about=about,
        unit=unit,
        width=WIDTH,
        height=HEIGHT,
        ground=_GROUND,
        left=_LEFT,
        right=_RIGHT,
        points=[
            Point(
                x=round(_LEFT + number * across, 1),
                y=round(_GROUND - (_GROUND - _TOP) * one.number / highest, 1),
                value=one,
                # Counted from the last one, which always stands there.
                is_printed=(last - number) % every == 0,
            )
            for number, one in enumerate(values)
        ],
    )
