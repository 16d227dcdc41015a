"""What a reader looks for in a text: where it stands, how often, and the way from one place to the next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.pages.languages import AlignedText
from app.pages.pen import Hit
from documents.content import ordered_addresses
from documents.document import Clause
from documents.finding import find_words

Hits = Mapping[str, Mapping[str, Sequence[Hit]]]  # clause id -> address -> where it was found


@dataclass(frozen=True, slots=True)
class FoundShown:
    """What was found in the whole text; ``at``: the number of the place to which the reader has gone, 0 at first."""

    words: str
    anchors: Sequence[str]
    clauses: int
    at: int

    @property
    def before(self) -> int:
        """The number of the place before, round the end of the text."""
        return (max(self.at, 1) - 2) % len(self.anchors) + 1

    @property
    def after(self) -> int:
        """The number of the next place."""
        return self.at % len(self.anchors) + 1


def hits_in(clauses: Iterable[Clause], words: str, labels: Mapping[str, str]) -> Hits:
    """Return where words stand in the present texts of clauses, their fields in the order of reading."""
    found: dict[str, dict[str, Sequence[Hit]]] = {}
    for clause in clauses:
        number = 0
        for address in ordered_addresses(clause.kind, clause.content):
            hits = []
            for one in find_words(clause.content[address], words, labels):
                number += 1
                hits.append(Hit(one.start, one.end, f"hit-{clause.id}-{number}"))
            if hits:
                found.setdefault(clause.id, {})[address] = hits
    return found


def show_found(words: str, clauses: Iterable[Clause], hits: Hits, at: int) -> FoundShown:
    """Return what was found, in the order in which the clauses stand."""
    by_clause = [
        [hit.anchor for fields in hits.get(clause.id, {}).values() for hit in fields] for clause in clauses
    ]
    anchors = [anchor for of_one in by_clause for anchor in of_one]
    return FoundShown(words, anchors, sum(map(bool, by_clause)), min(at, len(anchors)))


def show_found_in(
    words: str, clauses: Iterable[Clause], texts: Mapping[str, AlignedText], at: int
) -> FoundShown:
    """Return what was found in another language, where its texts were drawn with the hits in them."""
    by_clause = [
        [one.anchor for paragraph in texts[clause.id].paragraphs for one in paragraph if one.anchor]
        for clause in clauses
        if clause.id in texts
    ]
    anchors = [anchor for of_one in by_clause for anchor in of_one]
    return FoundShown(words, anchors, sum(map(bool, by_clause)), min(at, len(anchors)))
