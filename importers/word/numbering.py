"""Automatic numbers as they are printed: a word processor stores lists and levels, and counts when it shows them.

Sections are those of ISO/IEC 29500-1:2016.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from importers.word.package import Package, W

_PLACE = re.compile(r"%(\d)")
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_ROMAN = {"m": 1000, "cm": 900, "d": 500, "cd": 400, "c": 100, "xc": 90, "l": 50, "xl": 40} | {
    "x": 10,
    "ix": 9,
    "v": 5,
    "iv": 4,
    "i": 1,
}
_DEEPEST = 8  # levels are 0 to 8
_LONGEST, _MOST = 255, 32_767  # characters of a label's pattern, and the numbers that Word counts to


@dataclass(frozen=True, slots=True)
class Level:
    """How a level of a list is printed: the pattern ("%1.%2"), the format of its own number, where it starts."""

    pattern: str = ""
    format: str = "decimal"
    start: int = 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands in a list; ``list`` "" outside of lists."""

    list: str = ""
    level: int = 0


@dataclass(slots=True)
class Numbering:
    """The lists of a file; it counts, so paragraphs are to be asked for in their order."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)  # by list
    abstract: dict[str, str] = field(default_factory=dict)  # lists that count together
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def label(self, place: Place) -> str:
        """Return the label of the next paragraph that stands there, "" where it has none."""
        levels = self.levels.get(place.list)
        if not levels:
            return ""
        level = min(place.level, _DEEPEST)
        known = levels.get(level, Level())
        counts = self.counts.setdefault(self.abstract.get(place.list, place.list), {})
        counts[level] = counts.get(level, known.start - 1) + 1
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        if known.format == "bullet":
            return "•"
        if known.format == "none" and "%" not in known.pattern:
            return known.pattern.strip()
        return _PLACE.sub(lambda found: _printed(levels, counts, int(found[1]) - 1), known.pattern).strip()


def _printed(levels: dict[int, Level], counts: dict[int, int], level: int) -> str:
    known = levels.get(level, Level())
    return format_number(counts.get(level, known.start), known.format)


def read_numbering(package: Package) -> Numbering:
    """Return the lists of a file (17.9)."""
    numbering = Numbering()
    name = f"{package.folder}numbering.xml"
    if not package.has(name):
        return numbering
    root = package.parse(name)
    models = {
        node.get(f"{W}abstractNumId", ""): dict(_levels(node)) for node in root.iterfind(f"{W}abstractNum")
    }
    for node in root.iterfind(f"{W}num"):
        number = node.get(f"{W}numId", "")
        model = _value(node.find(f"{W}abstractNumId"))
        levels = dict(models.get(model, {}))
        overrides = list(node.iterfind(f"{W}lvlOverride"))
        for override in overrides:
            at = _whole(override.get(f"{W}ilvl"), 0)
            levels.update(_levels(override))
            start = override.find(f"{W}startOverride")
            if start is not None:
                was = levels.get(at, Level())
                levels[at] = Level(was.pattern, was.format, min(_whole(start.get(f"{W}val"), 1), _MOST))
        numbering.levels[number] = levels
        # A list with a start of its own counts by itself (17.9.8).
        numbering.abstract[number] = f"own {number}" if overrides else model
    return numbering


def _levels(node: etree._Element) -> Iterator[tuple[int, Level]]:
    for level in node.iterfind(f"{W}lvl"):
        yield (
            _whole(level.get(f"{W}ilvl"), 0),
            Level(
                pattern=_value(level.find(f"{W}lvlText"))[:_LONGEST],
                format=_value(level.find(f"{W}numFmt")) or "decimal",
                start=min(_whole(_value(level.find(f"{W}start")), 1), _MOST),
            ),
        )


def format_number(number: int, format_: str) -> str:
    """Return a number as a list prints it (17.18.59); an unknown format in figures.

    >>> [format_number(number, "lowerLetter") for number in (1, 26, 27)]
    ['a', 'z', 'aa']
    >>> format_number(14, "lowerRoman"), format_number(3, "russianLower"), format_number(7, "decimalZero")
    ('xiv', 'в', '07')
    """
    if number < 1:
        return str(number)
    match format_:
        case "lowerLetter" | "upperLetter":
            printed = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        case "russianLower" | "russianUpper":
            printed = _RUSSIAN[(number - 1) % len(_RUSSIAN)] * ((number - 1) // len(_RUSSIAN) + 1)
        case "lowerRoman" | "upperRoman":
            printed = _roman(number)
        case "decimalZero":
            return f"{number:02}"
        case _:
            return str(number)
    return printed.upper() if format_.startswith(("upper", "russianUpper")) else printed


def _roman(number: int) -> str:
    written = ""
    for letters, value in _ROMAN.items():
        written += letters * (number // value)
        number %= value
    return written


def _value(node: etree._Element | None) -> str:
    return "" if node is None else node.get(f"{W}val", "")


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else default
