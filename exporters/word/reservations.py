"""Where the brackets stand that delegations put round words of the base."""

from itertools import accumulate

from documents.consolidation import Consolidation
from documents.tokens import tokenize

Mark = tuple[int, str, tuple[str, ...]]  # place in the base in characters, the bracket, who wants it


def brackets(consolidation: Consolidation) -> list[Mark]:
    """Return the brackets in the order of the text: what closes before what opens, the wider pair outside."""
    if not consolidation.reservations:
        return []
    places = [0, *accumulate(map(len, tokenize(consolidation.base)))]
    ordered: list[tuple[tuple[int, int, int], str, tuple[str, ...]]] = []
    for reservation in consolidation.reservations:
        start, end = reservation.start, reservation.end
        ordered.append(((end, 0, -start), "]", reservation.delegations))
        ordered.append(((start, 1, -end), "[", reservation.delegations))
    ordered.sort()
    return [(places[token], bracket, delegations) for (token, _, _), bracket, delegations in ordered]
