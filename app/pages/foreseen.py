"""The next text as the choices make it, and what would become of each amendment: before anything is confirmed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from app.pages.pen import Pen, Stretch
from app.pages.words import name_of_field
from app.refusing import sentence_of
from documents.choices import Choice, Spelling
from documents.document import ConsolidatedClause
from documents.errors import BrokenRule
from documents.readings import OpenAmendment, carry
from documents.tokens import count_words
from documents.verdicts import Outcome, outcome_of

Fate = Literal["taken", "partly", "not taken"]


@dataclass(frozen=True, slots=True)
class NextField:
    """One field of the next text, marked against the present one; ``name`` is "" for the one text of a paragraph."""

    name: str
    stretches: Sequence[Stretch]


@dataclass(frozen=True, slots=True)
class FateShown:
    """What would become of an amendment; one that stays open may collide with the next text."""

    fate: Fate
    closes: bool
    collides: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Foreseen:
    """What would come of the choices as they stand in the form; ``refused``: why nothing would."""

    fields: Sequence[NextField] = ()
    added: int = 0  # words
    deleted: int = 0
    fates: Mapping[str, FateShown]  # id of the amendment -> its fate
    refused: str = ""


def foresee(
    consolidated: ConsolidatedClause,
    amendments: Sequence[OpenAmendment],
    choices: Mapping[str, Sequence[Choice]],
    adopts: Sequence[str],
    closes: Sequence[str],
    pen: Pen,
) -> Foreseen:
    """Return what would come of choices; nothing is kept."""
    try:
        outcome = outcome_of(
            consolidated, amendments, choices=choices, texts={}, adopts=adopts, closes=closes
        )
    except BrokenRule as rule:
        return Foreseen(fates={}, refused=sentence_of(rule))
    clause = consolidated.clause
    is_entry = clause.kind == "entry"
    addresses = list(consolidated.fields) if is_entry else [*consolidated.fields] or ["text"]
    changed = [part for one in outcome.spellings.values() for part in one.parts if part.text != part.base]
    return Foreseen(
        fields=[
            NextField(
                name_of_field(address) if is_entry else "",
                tuple(_draw(outcome.spellings.get(address), clause.content.get(address, ""), pen)),
            )
            for address in addresses
        ],
        added=sum(count_words(part.text) for part in changed),
        deleted=sum(count_words(part.base) for part in changed),
        fates={one.id: _fate(one, consolidated, outcome) for one in amendments},
    )


def _draw(spelling: Spelling | None, present: str, pen: Pen) -> Iterator[Stretch]:
    """Yield a field with the words that come, each under the line of who brings them, and those that go."""
    opening = pen.opening(present)
    if spelling is None:
        yield from pen.words("text", present, opening=opening)
        return
    at = 0
    for part in spelling.parts:
        italic = max(0, opening - at)
        if part.text == part.base:
            yield from pen.words("text", part.text, opening=italic)
        else:
            by = pen.named([part.by]) if part.by else ()
            yield from pen.words("delete", part.base, by=by, opening=italic)
            between = part.base.strip() and part.text.strip() and not part.base[-1:].isspace()
            if between and not part.text[:1].isspace():
                yield Stretch("text", " ")
            yield from pen.words("insert", part.text, by=by, opening=pen.opening(part.text) if at == 0 else 0)
        at += len(part.base)


def _fate(one: OpenAmendment, consolidated: ConsolidatedClause, outcome: Outcome) -> FateShown:
    fates: Mapping[str, Fate] = {"adopted": "taken", "partly": "partly", "not so far": "not taken"}
    closes = one.id in outcome.closed
    carried = {} if closes else carry(consolidated.clause.kind, one, outcome.content)
    collides = any(field.outcome == "collides" for field in carried.values())
    return FateShown(fates[outcome.uptakes[one.id]], closes, collides)
