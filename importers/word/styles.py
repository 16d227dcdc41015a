"""What the styles of a file say of its paragraphs: their name, whether they are headings, which list they stand in."""

from dataclasses import dataclass, field

from lxml import etree

from importers.word.numbering import Place
from importers.word.package import Package, W

_TITLES = ("title", "subtitle")


@dataclass(frozen=True, slots=True)
class Style:
    """A style of paragraphs, what it takes over from another one included."""

    name: str = ""
    based_on: str = ""
    outline: int | None = None
    list: str | None = None
    level: int | None = None


@dataclass(slots=True)
class Styles:
    """The paragraph styles of a file, by id."""

    known: dict[str, Style] = field(default_factory=dict)

    def is_title(self, style: str) -> bool:
        """Whether it is the style of titles; built-in styles have their English names in every language."""
        return any(one.name.casefold() in _TITLES for one in self._line(style))

    def is_heading(self, style: str) -> bool:
        """Whether paragraphs of it stand in the outline of the document."""
        line = self._line(style)
        return any(one.outline is not None and one.outline < 9 for one in line) or any(
            one.name.casefold().startswith("heading ") for one in line
        )

    def place(self, style: str) -> Place:
        """Return the list that a style puts its paragraphs in."""
        line = self._line(style)
        list_ = next((one.list for one in line if one.list is not None), "")
        level = next((one.level for one in line if one.level is not None), 0)
        return Place("" if list_ == "0" else list_, level)

    def _line(self, style: str) -> list[Style]:
        """Return a style and those it is based on; a ring of them is walked once."""
        line: list[Style] = []
        seen: set[str] = set()
        while style in self.known and style not in seen:
            seen.add(style)
            line.append(self.known[style])
            style = self.known[style].based_on
        return line


def read_styles(package: Package) -> Styles:
    """Return the paragraph styles of a file (17.7)."""
    name = f"{package.folder}styles.xml"
    if not package.has(name):
        return Styles()
    return Styles(
        {
            node.get(f"{W}styleId", ""): _style(node)
            for node in package.parse(name).iterfind(f"{W}style")
            if node.get(f"{W}type") == "paragraph"
        }
    )


def _style(node: etree._Element) -> Style:
    def value(path: str) -> str | None:
        found = node.find(path)
        return None if found is None else found.get(f"{W}val", "")

    def whole(path: str) -> int | None:
        text = value(path)
        return int(text) if text and text.isascii() and text.isdigit() and len(text) < 3 else None

    return Style(
        name=value(f"{W}name") or "",
        based_on=value(f"{W}basedOn") or "",
        outline=whole(f"{W}pPr/{W}outlineLvl"),
        list=value(f"{W}pPr/{W}numPr/{W}numId"),
        level=whole(f"{W}pPr/{W}numPr/{W}ilvl"),
    )
