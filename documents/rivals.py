"""Words that are not tabled yet beside what is on the table: who wants them otherwise, and who wants just these.

Whoever writes sees it before tabling. Nothing is refused for it: competing words are what a negotiation is about.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from documents.consolidation import Passage, Proposal, consolidate
from documents.content import ClauseKind, Content, field_at, ordered_addresses
from documents.readings import OpenAmendment, carry

_WRITTEN = ""  # in place of the id of an amendment: the words that are being written


@dataclass(frozen=True, slots=True)
class Rival:
    """Other words for a stretch of the text, and the ids of the amendments that want them."""

    text: str
    amendments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Met:
    """A stretch of one field that open amendments change as well: the present words, what is written, who is met."""

    address: str
    base: str
    written: str
    rivals: tuple[Rival, ...]
    alike: tuple[str, ...]  # ids of amendments that want just these words there


def met_by(
    kind: ClauseKind, present: Content, written: Mapping[str, str], tabled: Sequence[OpenAmendment]
) -> tuple[Met, ...]:
    """Return where the written fields meet open amendments, in the order of the text."""
    on_the_table = {one.id: carry(kind, one, present) for one in tabled if one.kind == "replace"}
    found: list[Met] = []
    for address in ordered_addresses(kind, written):
        here = present.get(address, "")
        if written[address] == here:
            continue
        proposals = [
            Proposal(key, carried[address].text)
            for key, carried in on_the_table.items()
            if address in carried and carried[address].text != here
        ]
        if proposals:
            whole = field_at(kind, address).kind == "value"
            both = consolidate(here, [*proposals, Proposal(_WRITTEN, written[address])], whole=whole)
            found += _met_in(address, both.passages)
    return tuple(found)


def _met_in(address: str, passages: Sequence[Passage]) -> Iterator[Met]:
    for passage in passages:
        own = next((one for one in passage.alternatives if _WRITTEN in one.delegations), None)
        if own is None:
            continue
        rivals = tuple(Rival(one.text, one.delegations) for one in passage.alternatives if one is not own)
        alike = tuple(key for key in own.delegations if key != _WRITTEN)
        if rivals or alike:
            yield Met(address, passage.base, own.text, rivals, alike)


def same_as(
    kind: ClauseKind, present: Content, written: Mapping[str, str], tabled: Sequence[OpenAmendment]
) -> tuple[str, ...]:
    """Return the ids of amendments that want all that is written, and nothing else: one may join them instead."""
    wanted = {address: text for address, text in written.items() if text != present.get(address, "")}
    return tuple(
        one.id
        for one in tabled
        if one.kind == "replace"
        and wanted
        and wanted == {address: carried.text for address, carried in carry(kind, one, present).items()}
    )
