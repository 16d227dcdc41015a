"""What a document's text in one language disagrees on with the one that is negotiated, clause by clause."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.models import DocumentRow
from app.models.consolidated import reference_labels
from app.models.values import as_clauses
from documents.concordance import Disagreement, concordance
from documents.content import ordered_addresses, prose_only
from documents.document import Clause
from documents.glossary import the_glossary

_REFERENCE = re.compile("⟦([^⟦⟧]*)⟧")


@dataclass(frozen=True, slots=True)
class Disagreeing:
    """One field of a clause in which both versions do not say the same; the clause as it is negotiated."""

    clause: Clause
    address: str
    stale: bool  # it renders an earlier text, so much may be otherwise
    disagreements: tuple[Disagreement, ...]


@dataclass(frozen=True, slots=True)
class Comparing:
    """What it takes to compare words in two languages of a document: the tags, and what references are called."""

    languages: tuple[str, str]  # the negotiated one first
    here: Mapping[str, str]
    there: Mapping[str, str]

    def disagreements(self, negotiated: str, aligned: str) -> tuple[Disagreement, ...]:
        """Return what two texts disagree on; their references as they are read, whose ids nobody compares."""
        return tuple(
            concordance(
                _printed(negotiated, self.here),
                _printed(aligned, self.there),
                languages=self.languages,
                glossary=the_glossary(),
            )
        )


def comparing(session: Session, document: DocumentRow, language: str) -> Comparing:
    """Return what it takes to compare words of a document in the negotiated language with those in another one."""
    here, there = (
        reference_labels(
            session,
            document,
            spoken,
            {one.clause.id: one.clause.label for one in as_clauses(session, document, language=spoken)},
        )
        for spoken in (document.negotiated_language, language)
    )
    return Comparing((document.negotiated_language, language), here, there)


def disagreeing(session: Session, document: DocumentRow, language: str) -> Iterator[Disagreeing]:
    """Yield every field that has a text in both languages and disagrees, in the order of the text."""
    negotiated = as_clauses(session, document)
    others = {one.clause.id: one.clause for one in as_clauses(session, document, language=language)}
    compared = comparing(session, document, language)
    for placed in negotiated:
        clause, other = placed.clause, others[placed.clause.id]
        aligned = prose_only(clause.kind, other.content)
        for address in ordered_addresses(clause.kind, aligned):
            if not other.revision or not clause.content.get(address):
                continue
            if found := compared.disagreements(clause.content[address], aligned[address]):
                yield Disagreeing(clause, address, other.stale, found)


def _printed(text: str, labels: Mapping[str, str]) -> str:
    """Return a text with its references as they are read: their ids hold digits that nobody compares."""
    return _REFERENCE.sub(lambda found: labels.get(found[1], ""), text)
