"""The outer form of a text file: clean numbered lines, a header, blocks that begin with ``== KIND KEY``.

What a block may hold and where it may stand is decided in ``documents.source``.
"""

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import NamedTuple, cast

from documents.composing import compose
from documents.content import CLAUSE_KINDS, ClauseKind
from documents.errors import MalformedSource


class Line(NamedTuple):
    """A line and its number in the file."""

    number: int
    text: str


class Block(NamedTuple):
    """A block as it stands: kind, key, line of its first line, lines of text below it."""

    kind: ClauseKind
    key: str
    line: int
    body: list[Line]


# Header key -> (the shape of what follows it, that shape in words). Only a notice may be left out.
_HEADER: Mapping[str, tuple[str, str]] = {
    "slug": (r"[a-z0-9]+(-[a-z0-9]+)*", "small letters, digits and hyphens"),
    "symbol": (r"\S+", "a symbol without spaces, such as RES2026/DEC"),
    "language": (r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", "a BCP 47 language tag, such as kk-Cyrl"),
    "negotiated": (r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", "a BCP 47 language tag, such as en"),
    "numbering": (r"[a-z0-9-]+", "the name of a numbering profile"),
    "title": (r".+", "a title"),
    "notice": (r".+", "a sentence; leave the line out if there is none"),
}

# In characters: what addresses and stores hold of it; the symbols of editions are longer than the document's.
_LONGEST: Mapping[str, int] = {"slug": 64, "symbol": 48, "language": 16, "negotiated": 16}
_LONGEST_KEY = 64

_BLOCK = re.compile(r"== (?P<kind>\S+) (?P<key>[a-z0-9-]+)")
_REFERENCE = re.compile(r"⟦(?:(?P<document>[a-z0-9-]+)#)?(?P<key>[a-z0-9-]+)⟧")


def clean_lines(text: str, file: str) -> list[Line]:
    """Return the numbered lines, composed and without invisible characters; refuse what no text may hold."""
    # Soft hyphens, zero-width characters and direction marks (Cf): nobody sees them, yet equal words would differ.
    visible = "".join(c for c in text.replace("\r\n", "\n") if unicodedata.category(c) != "Cf")
    text = compose(visible, where=file)
    lines = [Line(number, line.rstrip(" ")) for number, line in enumerate(text.split("\n"), start=1)]
    for number, line in lines:
        for character in line:
            if unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp"):
                expected = f"no control character, but U+{ord(character):04X} stands here"
                raise MalformedSource(file, number, expected)
    return lines


def read_header(lines: list[Line], file: str) -> tuple[dict[str, str], int]:
    """Return the header and the position of the first line after it."""
    if lines[0].text != "---":
        raise MalformedSource(file, 1, "the header, which begins with a line '---'")
    header: dict[str, str] = {}
    for number, line in lines[1:]:
        if line == "---":
            missing = [key for key in _HEADER if key not in header and key != "notice"]
            if missing:
                raise MalformedSource(
                    file, number, f"a header line '{missing[0]}: ...' before the header ends"
                )
            return header, number
        key, colon, value = line.partition(":")
        if not colon or key not in _HEADER:
            known = ", ".join(_HEADER)
            raise MalformedSource(
                file, number, f"'---' or a header line 'key: ...' with one of the keys {known}"
            )
        if key in header:
            raise MalformedSource(file, number, f"the header key {key!r} once only")
        shape, in_words = _HEADER[key]
        if not re.fullmatch(shape, value.strip()):
            raise MalformedSource(file, number, f"after '{key}:' {in_words}")
        if len(value.strip()) > _LONGEST.get(key, len(value)):
            raise MalformedSource(file, number, f"after '{key}:' at most {_LONGEST[key]} characters")
        header[key] = value.strip()
    raise MalformedSource(file, lines[-1].number, "a line '---' that ends the header")


def read_blocks(lines: Iterable[Line], file: str) -> Iterator[Block]:
    """Yield the blocks, their bodies without comments and blank lines."""
    block: Block | None = None
    for line in lines:
        number, text = line
        if not text.strip() or text == "#" or text.startswith("# "):
            continue
        if text.lstrip().startswith("=="):
            found = _BLOCK.fullmatch(text)
            if not found:
                raise MalformedSource(
                    file, number, "a block '== KIND KEY' (key: small letters, digits, hyphens)"
                )
            if found["kind"] not in CLAUSE_KINDS:
                known = ", ".join(CLAUSE_KINDS)
                raise MalformedSource(file, number, f"one of the kinds {known}; not {found['kind']!r}")
            if len(found["key"]) > _LONGEST_KEY:
                raise MalformedSource(file, number, f"a key of at most {_LONGEST_KEY} characters")
            if block:
                yield block
            block = Block(cast(ClauseKind, found["kind"]), found["key"], number, [])
        elif block is None:
            raise MalformedSource(file, number, "a block '== KIND KEY' before any text")
        else:
            block.body.append(line)
    if block:
        yield block


def require_known_references(lines: Iterable[Line], slug: str, keys: Container[str], file: str) -> None:
    """Refuse a cross-reference that is cut, or that points to no clause of its own document."""
    for number, text in lines:
        if text.startswith("# "):
            continue
        if re.search("[⟦⟧]", _REFERENCE.sub("", text)):
            raise MalformedSource(file, number, "a cross-reference on one line, ⟦key⟧ or ⟦document#key⟧")
        for found in _REFERENCE.finditer(text):
            if found["document"] in (None, slug) and found["key"] not in keys:
                raise MalformedSource(file, number, f"a clause {found['key']!r} in this file to refer to")
