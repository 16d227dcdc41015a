"""A decision made passage by passage: what the choices spell, and who brought each part of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from documents.amendments import Uptake
from documents.consolidation import Consolidation, Passage, read_as
from documents.diff import diff_words
from documents.errors import UnknownValue, fact
from documents.provenance import Spelled

Choice = int | str  # 0 = the base, n = the n-th alternative, a string = words of the chair's own
CHAIR = "CHAIR"


@dataclass(frozen=True, slots=True)
class Spelling:
    """A next text as parts, each with the base it replaces and its first owner ("" = the base as it was)."""

    parts: tuple[Spelled, ...]

    @property
    def text(self) -> str:
        """The next text."""
        return "".join(part.text for part in self.parts)


def disputed(consolidation: Consolidation) -> tuple[Passage, ...]:
    """Return the passages that a decision chooses on, in the order of the text."""
    return tuple(passage for passage in consolidation.passages if passage.alternatives)


def spell(consolidation: Consolidation, choices: Sequence[Choice], *, address: str = "text") -> Spelling:
    """Return what choices spell, one choice per disputed passage.

    >>> from documents.consolidation import Proposal, consolidate
    >>> both = consolidate("The Parties shall act.", [Proposal("KAZ", "The Parties should act.")])
    >>> spell(both, [1]).text, spell(both, [0]).text, spell(both, ["may"]).text
    ('The Parties should act.', 'The Parties shall act.', 'The Parties may act.')
    """
    open_passages = disputed(consolidation)
    if len(choices) != len(open_passages):
        raise UnknownValue(
            f"{address} has {_passages(len(open_passages))}, but {_given(len(choices))}; give one for each: "
            "0 for the base, n for the n-th alternative, or words of your own.",
            field=f"choices.{address}",
        )
    chosen = iter(choices)
    return Spelling(
        tuple(
            _part(passage, next(chosen), address) if passage.alternatives else _kept(passage.base)
            for passage in consolidation.passages
        )
    )


def uptake_by_choices(consolidation: Consolidation, spelling: Spelling, delegation: str) -> Uptake:
    """Return how much of a delegation's reading the choices take: all its passages, some, or none.

    Words struck and others put in beside them read like words reworded, once they stand in one text; the choices
    know better than the texts what was adopted. No choice puts brackets round words, so a reservation stays open.

    >>> from documents.consolidation import Proposal, consolidate
    >>> both = consolidate("We shall act.", [Proposal("KAZ", "We should act."), Proposal("UZB", "We shall act now.")])
    >>> uptake_by_choices(both, spell(both, [1, 1]), "KAZ"), uptake_by_choices(both, spell(both, [1, 0]), "UZB")
    ('adopted', 'not so far')
    """
    taken = [
        part.text == alternative.text
        for passage, part in zip(consolidation.passages, spelling.parts, strict=True)
        for alternative in passage.alternatives
        if delegation in alternative.delegations
    ]
    taken += [False for one in consolidation.reservations if delegation in one.delegations]
    if taken and all(taken):
        return "adopted"
    return "partly" if any(taken) else "not so far"


def spell_freely(consolidation: Consolidation | None, base: str, text: str) -> Spelling:
    """Return a text of the chair's own; words that are exactly a delegation's reading stay that delegation's."""
    by = CHAIR
    if consolidation is not None:
        delegations = [
            code
            for passage in consolidation.passages
            for alternative in passage.alternatives
            for code in alternative.delegations
        ]
        by = next((code for code in sorted(set(delegations)) if read_as(consolidation, code) == text), CHAIR)
    parts: list[Spelled] = []
    removed = ""
    for segment in diff_words(base, text):
        if segment.op == "equal":
            if removed:
                parts.append(Spelled(removed, "", by))
                removed = ""
            parts.append(_kept(segment.text))
        elif segment.op == "delete":
            removed += segment.text
        else:
            parts.append(Spelled(removed, segment.text, by))
            removed = ""
    if removed:
        parts.append(Spelled(removed, "", by))
    return Spelling(tuple(parts))


def _passages(number: int) -> str:
    return fact(f"{number} disputed passage" if number == 1 else f"{number} disputed passages")


def _given(number: int) -> str:
    return fact(f"{number} choice was given" if number == 1 else f"{number} choices were given")


def _kept(base: str) -> Spelled:
    return Spelled(base, base, "")


def _part(passage: Passage, choice: Choice, address: str) -> Spelled:
    if isinstance(choice, str):
        return Spelled(passage.base, choice, CHAIR)
    if choice == 0:
        return _kept(passage.base)
    if not 0 < choice <= len(passage.alternatives):
        raise UnknownValue(
            f"{address}: there is no alternative {choice} for {passage.base!r}; there are "
            f"{len(passage.alternatives)}, and 0 is the base.",
            field=f"choices.{address}",
        )
    alternative = passage.alternatives[choice - 1]
    return Spelled(passage.base, alternative.text, alternative.delegations[0])
