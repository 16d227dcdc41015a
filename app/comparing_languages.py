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


def disagreeing(session: Session, document: DocumentRow, language: str) -> Iterator[Disagreeing]:
    """Yield every field that has a text in both languages and disagrees, in the order of the text."""
    negotiated = as_clauses(session, document)
    others = {one.clause.id: one.clause for one in as_clauses(session, document, language=language)}
    languages = (document.negotiated_language, language)
    here, there = (
        reference_labels(session, document, spoken, {one.id: one.label for one in clauses})
        for spoken, clauses in zip(
            languages, ([one.clause for one in negotiated], others.values()), strict=True
        )
    )
    for placed in negotiated:
        clause, other = placed.clause, others[placed.clause.id]
        aligned = prose_only(clause.kind, other.content)
        for address in ordered_addresses(clause.kind, aligned):
            if not other.revision or not clause.content.get(address):
                continue
            found = concordance(
                _printed(clause.content[address], here),
                _printed(aligned[address], there),
                languages=languages,
                glossary=the_glossary(),
            )
            if found:
                yield Disagreeing(clause, address, other.stale, tuple(found))


def _printed(text: str, labels: Mapping[str, str]) -> str:
    """Return a text with its references as they are read: their ids hold digits that nobody compares."""
    return _REFERENCE.sub(lambda found: labels.get(found[1], ""), text)
