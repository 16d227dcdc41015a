"""What the chair's verdict makes of a clause: its next text, what it takes of each amendment, and which of them close.

Computed alike before the chair confirms it and when it is confirmed: what was foreseen is what comes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from documents.amendments import Uptake
from documents.choices import Choice, Spelling, spell, spell_freely, uptake_by_choices
from documents.cleaning import clean_words, require_words
from documents.consolidation import read_as
from documents.content import field_at
from documents.crediting import credit
from documents.document import ConsolidatedClause
from documents.errors import UnknownField
from documents.readings import OpenAmendment, carry, uptake_of
from documents.subamendments import closed_by


@dataclass(frozen=True, slots=True)
class Outcome:
    """What comes of it: address -> how a field is spelled, the next content, amendment -> uptake, and which close."""

    spellings: Mapping[str, Spelling]
    content: Mapping[str, str]
    uptakes: Mapping[str, Uptake]
    closed: frozenset[str]


def outcome_of(
    consolidated: ConsolidatedClause,
    amendments: Sequence[OpenAmendment],
    *,
    choices: Mapping[str, Sequence[Choice]],
    texts: Mapping[str, str],
    adopts: Sequence[str],
    closes: Sequence[str],
) -> Outcome:
    """Return what comes of choices, of texts of the chair's own, and of what is adopted and closed besides.

    Refuse choices that fit no passage, and words that cannot stand.
    """
    kind, present = consolidated.clause.kind, consolidated.clause.content
    spellings = _spell_fields(consolidated, choices, texts)
    content = {**present, **{address: spelling.text for address, spelling in spellings.items()}}
    uptakes: dict[str, Uptake] = {}
    for one in amendments:
        if one.kind == "replace":
            chosen = _taken_by_choices(consolidated, one, choices, spellings)
            uptakes[one.id] = uptake_of(kind, one, content, chosen)
        else:
            uptakes[one.id] = "adopted" if one.id in adopts else "not so far"
    return Outcome(spellings, content, uptakes, frozenset(closed_by(amendments, uptakes, closes)))


def _spell_fields(
    consolidated: ConsolidatedClause, choices: Mapping[str, Sequence[Choice]], texts: Mapping[str, str]
) -> dict[str, Spelling]:
    kind = consolidated.clause.kind
    spellings = {}
    for address, chosen in choices.items():
        if address not in consolidated.fields:
            raise UnknownField(
                f"Nothing is proposed on {address}; give a text of your own for it instead.", field=address
            )
        declared = field_at(kind, address)
        cleaned = [
            clean_words(choice, declared, address=address) if isinstance(choice, str) else choice
            for choice in chosen
        ]
        spellings[address] = spell(consolidated.fields[address], cleaned, address=address)
        if declared.required:
            require_words(spellings[address].text, address=address)
    for address, text in texts.items():
        base = consolidated.clause.content.get(address, "")
        spellings[address] = spell_freely(consolidated.fields.get(address), base, text)
    return {
        address: credit(spelling, consolidated.amendments, address=address)
        for address, spelling in spellings.items()
    }


def _taken_by_choices(
    consolidated: ConsolidatedClause,
    amendment: OpenAmendment,
    choices: Mapping[str, Sequence[Choice]],
    spellings: Mapping[str, Spelling],
) -> dict[str, Uptake]:
    """Return what the choices took of an amendment, for the fields where it is its delegation's whole reading."""
    kind, present = consolidated.clause.kind, consolidated.clause.content
    carried = carry(kind, amendment, present)
    return {
        address: uptake_by_choices(consolidated.fields[address], spellings[address], amendment.delegation)
        for address in choices
        if address in carried
        and carried[address].text == read_as(consolidated.fields[address], amendment.delegation)
    }
