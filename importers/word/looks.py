"""How words look, as far as it keeps a reader from seeing that they stand: hidden, struck through, pale, tiny.

A property of the run itself counts before one of its styles (ISO/IEC 29500-1, 17.7.2). Where several styles say
something, one that hides is enough here: what is told once too often is looked at, what is told too seldom is not.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lxml import etree

from importers.word.package import Package, W

HIDDEN, STRUCK, WEB = "hidden", "struck through", "hidden in the view of the web"
PALE, TINY = "too pale to be seen", "too small to be read"
LOOKS = (HIDDEN, WEB, STRUCK, PALE, TINY)
_VALUE = f"{W}val"
_PALE = 0xE0  # each of red, green and blue at least: on white paper nobody reads it
_TINY = 8  # half points
_DEFAULTS = "\x00"  # the style of everything that says nothing; no style has this id

Settings = dict[str, bool]  # a look -> whether it is on


def _is_on(node: etree._Element) -> bool:
    return node.get(_VALUE, "true") not in ("0", "false", "off", "none")


def _is_pale(node: etree._Element) -> bool:
    if theme := node.get(f"{W}themeColor"):
        return theme in ("background1", "light1")
    try:
        shades = bytes.fromhex(node.get(_VALUE, ""))
    except ValueError:  # "auto"
        return False
    return len(shades) == 3 and min(shades) >= _PALE


def _is_tiny(node: etree._Element) -> bool:
    size = node.get(_VALUE, "")
    return size.isascii() and size.isdigit() and int(size[:6]) < _TINY


_JUDGES: Mapping[str, tuple[str, Callable[[etree._Element], bool]]] = {
    f"{W}vanish": (HIDDEN, _is_on),
    f"{W}specVanish": (HIDDEN, _is_on),
    f"{W}webHidden": (WEB, _is_on),
    f"{W}strike": (STRUCK, _is_on),
    f"{W}dstrike": (STRUCK, _is_on),
    f"{W}color": (PALE, _is_pale),
    f"{W}sz": (TINY, _is_tiny),
}


def settings_of(properties: etree._Element | None) -> Settings:
    """Return what the properties of a run say of its look (17.3.2)."""
    found: Settings = {}
    for node in properties if properties is not None else ():
        if known := _JUDGES.get(node.tag):
            look, judge = known
            found[look] = found.get(look, False) or judge(node)
    return found


@dataclass(slots=True)
class Looks:
    """What the styles of a file say of looks, by the id of the style; what they are based on is followed."""

    settings: Mapping[str, Settings] = field(default_factory=dict)
    bases: Mapping[str, str] = field(default_factory=dict)
    # "paragraph" -> the style of those that name none
    defaults: Mapping[str, str] = field(default_factory=dict)
    _known: dict[tuple[str, str, str], Settings] = field(default_factory=dict)

    def of(self, own: Settings, paragraph: str, character: str, table: str) -> str:
        """Return the look of a run with settings of its own in these styles, "" where it is as plain as others."""
        asked = (paragraph, character, table)
        if (by_style := self._known.get(asked)) is None:
            by_style = self._known[asked] = self._together(*asked)
        said = {**by_style, **own}
        return next((look for look in LOOKS if said.get(look)), "")

    def _together(self, paragraph: str, character: str, table: str) -> Settings:
        found: Settings = {}
        kinds = ("paragraph", "character", "table")
        for kind, style in zip(kinds, (paragraph, character, table), strict=True):
            for look, on in self._line(style or self.defaults.get(kind, "")).items():
                found[look] = found.get(look, False) or on
        return found

    def _line(self, style: str) -> Settings:
        """Return what a style and those it is based on say, the nearest first; a ring of them is walked once."""
        found: Settings = {}
        seen: set[str] = set()
        while style in self.settings and style not in seen:
            seen.add(style)
            found = {**self.settings[style], **found}
            style = self.bases.get(style, "")
        return {**self.settings.get(_DEFAULTS, {}), **found}


def read_looks(package: Package) -> Looks:
    """Return the looks of a file's styles (17.7)."""
    name = package.part("styles")
    if not package.has(name):
        return Looks()
    settings: dict[str, Settings] = {}
    looks = Looks(settings, bases := {}, defaults := {})
    root = package.parse(name)
    settings[_DEFAULTS] = settings_of(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
    for node in root.iterfind(f"{W}style"):
        style, based_on = node.get(f"{W}styleId", ""), node.find(f"{W}basedOn")
        said: Settings = {}
        # A style of tables has others within, for its first row and the like: they count for all of it.
        for properties in node.iterfind(f".//{W}rPr"):
            for look, on in settings_of(properties).items():
                said[look] = said.get(look, False) or on
        settings[style] = said
        bases[style] = "" if based_on is None else based_on.get(_VALUE, "")
        if node.get(f"{W}default") in ("1", "true", "on"):
            defaults[node.get(f"{W}type", "")] = style
    return looks
