"""What is drawn of a text: stretches, each with its kind and whose it is. How they look is for ``macros/_diff.html``.

Words are never parsed for marks: every stretch comes from a consolidation or from a difference.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from app.pages.frame import Cast, Named
from documents.opening_words import opening_words
from documents.references import print_references

Kind = Literal[
    "text",
    "insert",
    "delete",
    "struck",
    "open",
    "close",
    "owners",
    "no text",
    "collision",
    "gap",
    "brought",
    "bringer",
]


@dataclass(frozen=True, slots=True)
class Stretch:
    """One thing to draw; ``struck`` are words in brackets that somebody wants out and nobody otherwise."""

    kind: Kind
    text: str = ""
    by: Sequence[Named] = ()
    opening: bool = False  # set in italics
    collides: bool = False
    moved: bool = False  # a sentence that stands elsewhere too, deleted there or inserted
    hit: bool = False  # somebody looks for these words
    anchor: str = ""  # where a hit begins, its id on the page


@dataclass(frozen=True, slots=True)
class Hit:
    """Words of a text that somebody looks for: where they stand in it, and their id on the page."""

    start: int
    end: int
    anchor: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Pen:
    """What is needed to draw any text of a document; ``sponsors``: of each amendment, the first tabled first.

    ``hits``: what is looked for in the text that is drawn, or in the base of the consolidation.
    """

    cast: Cast
    language: str
    labels: Mapping[str, str] = field(default_factory=dict)
    sponsors: Sequence[Sequence[str]] = ()
    hits: Sequence[Hit] = ()

    def named(self, codes: Iterable[str]) -> tuple[Named, ...]:
        """Return delegations in one order everywhere: as they stand behind an amendment, its tabler first.

        Where no amendment has just these sponsors, whoever tabled first stands at the head.
        """
        wanted = set(codes)
        together = next((one for one in self.sponsors if set(one) == wanted), None)
        if together is None:
            first = {one[0]: place for place, one in reversed(list(enumerate(self.sponsors))) if one}
            together = sorted(wanted, key=lambda code: (first.get(code, len(self.sponsors)), code))
        return tuple(self.cast[code] for code in together)

    def words(
        self,
        kind: Kind,
        text: str,
        *,
        by: Sequence[Named] = (),
        opening: int = 0,
        collides: bool = False,
        at: int | None = None,
    ) -> Iterator[Stretch]:
        """Yield words, so many characters at their beginning as opening words; marks begin and end at a word.

        ``at``: where they stand in the text in which something may have been found.
        """
        if at is not None and self.hits:
            yield from self._with_hits(kind, text, by, opening, at)
            return
        if kind == "insert" and text.strip() and text != text.strip():
            lead = len(text) - len(text.lstrip())
            trail = len(text.rstrip())
            yield from self.words("text", text[:lead])
            yield from self.words(kind, text[lead:trail], by=by, opening=opening - lead, collides=collides)
            yield from self.words("text", text[trail:])
            return
        opening = max(0, opening)
        for part, italic in ((text[:opening], True), (text[opening:], False)):
            if part:
                yield Stretch(kind, print_references(part, self.labels), by, italic, collides)

    def _with_hits(
        self, kind: Kind, text: str, by: Sequence[Named], opening: int, at: int
    ) -> Iterator[Stretch]:
        """Yield words cut where a hit begins and ends."""
        here, end = at, at + len(text)
        for hit in self.hits:
            if hit.end <= here or hit.start >= end:
                continue
            start, stop = max(hit.start, here), min(hit.end, end)
            yield from self.words(kind, text[here - at : start - at], by=by, opening=opening - (here - at))
            anchor = hit.anchor if start == hit.start else ""
            for one in self.words(kind, text[start - at : stop - at], by=by, opening=opening - (start - at)):
                yield replace(one, hit=True, anchor=anchor)
                anchor = ""
            here = stop
        yield from self.words(kind, text[here - at :], by=by, opening=opening - (here - at))

    def opening(self, text: str) -> int:
        """Return how many characters at the beginning of a text are set in italics."""
        return len(opening_words(text, self.language))


def draw_text(text: str, pen: Pen, *, at: int | None = None) -> tuple[Stretch, ...]:
    """Return a text without marks but those of what is looked for, where ``at`` says that it is looked for there."""
    return tuple(pen.words("text", text, opening=pen.opening(text), at=at))
