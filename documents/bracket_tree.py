"""The brackets of any text, as it stands: real drafts are unbalanced, nested six deep, and attributed as it came.

Reading never fails. What can be read in two ways is read in the likelier one, and named.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from documents.errors import fact

DoubtKind = Literal["unclosed", "unopened", "owner or wording", "unknown owner"]


@dataclass(frozen=True, slots=True)
class Bracket:
    """What stands between an opening bracket and its closing one; ``owners`` are the codes at its end, if any."""

    inside: "tuple[str | Bracket, ...]"
    owners: tuple[str, ...] = ()

    @property
    def wording(self) -> str | None:
        """Its words, if no brackets stand inside."""
        return "".join(map(str, self.inside)) if all(isinstance(part, str) for part in self.inside) else None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that can be read in two ways: where (in characters), and which ways, in a sentence."""

    kind: DoubtKind
    place: int
    sentence: str


@dataclass(frozen=True, slots=True)
class BracketTree:
    """A text as words and brackets, and what is in doubt about them.

    A bracket without its partner is a word like others.
    """

    parts: tuple[str | Bracket, ...]
    doubts: tuple[Doubt, ...] = ()


def read_brackets(text: str, owners: Mapping[str, str] | Iterable[str] = ()) -> BracketTree:
    """Return the brackets of a text; ``owners`` are codes, or the names that stand for codes.

    >>> tree = read_brackets("We [shall][should KAZ, UZB] act.", ["KAZ", "UZB"])
    >>> tree.parts[2]
    Bracket(inside=('should',), owners=('KAZ', 'UZB'))
    >>> [doubt.sentence for doubt in read_brackets("[a [b] c", []).doubts]
    ['The bracket at character 1 is never closed.']
    """
    codes = dict(owners) if isinstance(owners, Mapping) else {code: code for code in owners}
    return _Reader(text, codes).tree()


def pair_brackets(marks: Sequence[str]) -> tuple[list[tuple[int, int]], list[int]]:
    """Return which brackets belong together, and which have no partner, as places among the marks.

    >>> pair_brackets(["]", "[", "a", "]", "["])
    ([(1, 3)], [0, 4])
    """
    pairs: list[tuple[int, int]] = []
    alone: list[int] = []
    opened: list[int] = []
    for place, mark in enumerate(marks):
        if mark == "[":
            opened.append(place)
        elif mark == "]" and opened:
            pairs.append((opened.pop(), place))
        elif mark == "]":
            alone.append(place)
    return pairs, sorted([*alone, *opened])


class _Reader:
    def __init__(self, text: str, codes: Mapping[str, str]) -> None:
        self.pieces = re.split(r"([\[\]])", text)
        self.codes = codes
        one = "|".join(sorted(map(re.escape, codes), key=len, reverse=True)) or "(?!)"
        self.owners = re.compile(rf"^(?P<words>.*?) ?(?<= )(?P<owners>(?:{one})(?:, (?:{one}))*)$", re.DOTALL)
        self.names = re.compile(rf"(?:{one})(?:, (?:{one}))*")
        self.doubts: list[Doubt] = []

    def tree(self) -> BracketTree:
        _, alone = pair_brackets(self.pieces)
        lonely = set(alone)
        open_brackets: list[list[str | Bracket]] = [[]]
        begun = [0]
        at = 0
        for place, piece in enumerate(self.pieces):
            if piece in ("[", "]") and place in lonely:
                kind: DoubtKind = "unclosed" if piece == "[" else "unopened"
                what = fact("is never closed") if piece == "[" else fact("closes nothing")
                self.doubts.append(Doubt(kind, at, fact(f"The bracket at character {at + 1} {what}.")))
                _append(open_brackets[-1], piece)
            elif piece == "[":
                open_brackets.append([])
                begun.append(at)
            elif piece == "]":
                open_brackets[-2].append(self._closed(open_brackets.pop(), begun.pop()))
            elif piece:
                _append(open_brackets[-1], piece)
            at += len(piece)
        return BracketTree(tuple(open_brackets[0]), tuple(sorted(self.doubts, key=lambda one: one.place)))

    def _closed(self, inside: list[str | Bracket], place: int) -> Bracket:
        last = inside[-1] if inside else ""
        found = self.owners.match(last) if isinstance(last, str) else None
        if found is None:
            self.doubts += self._doubts_without_owners(inside, place)
            return Bracket(tuple(inside))
        if len(inside) == 1 and self.names.fullmatch(found["words"]):
            self.doubts.append(
                Doubt("owner or wording", place, fact(f"“{last}”: a wording, or a wording with its owner?"))
            )
        inside[-1:] = [found["words"]] if found["words"] else []
        return Bracket(tuple(inside), tuple(self.codes[name] for name in found["owners"].split(", ")))

    def _doubts_without_owners(self, inside: list[str | Bracket], place: int) -> Iterator[Doubt]:
        last = inside[-1] if inside else ""
        if not isinstance(last, str) or not self.codes:
            return
        if len(inside) == 1 and self.names.fullmatch(last):
            yield Doubt("owner or wording", place, fact(f"“{last}”: a wording, or an owner without one?"))
        elif found := re.search(r" (?P<name>[A-Z]{3,})$", last):
            yield Doubt(
                "unknown owner", place, fact(f"“{found['name']}” may own this wording, but takes no part.")
            )


def _append(parts: list[str | Bracket], words: str) -> None:
    """Add words; beside a lone bracket they are one string with it."""
    if parts and isinstance(parts[-1], str):
        parts[-1] += words
    else:
        parts.append(words)
