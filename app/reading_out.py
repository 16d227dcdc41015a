"""An amendment as the chair reads it out: its instructions against the present text, with labels of today."""

from sqlalchemy.orm import Session

from app.models import AmendmentRow, ClauseRow, DocumentRow
from app.models.consolidated import reference_labels
from app.models.values import as_clauses, clauses_by_id
from app.models.written import as_written
from documents.read_amendment import ReadOut, read_out_replacement
from documents.reading_out import Floor, read_out_clause
from documents.readings import carry


def read_out(
    session: Session, *, document: DocumentRow, clause: ClauseRow, amendment: AmendmentRow, language: str
) -> ReadOut:
    """Return an amendment in words of a language; what it quotes stays in the language of the negotiation."""
    [(_, written)] = as_written(session, [amendment])
    negotiated = clauses_by_id(session, document, [clause.id])[clause.id].clause
    own = {one.clause.id: one.clause for one in as_clauses(session, document, language=language)}
    floor = Floor(
        language=language,
        labels=reference_labels(session, document, language, {key: one.label for key, one in own.items()}),
    )
    place = clauses_by_id(session, document, [clause.id], language=language)[clause.id].clause.label
    if written.kind == "replace":
        carried = carry(negotiated.kind, written, negotiated.content)
        wanted = {address: one.text for address, one in carried.items()}
        return read_out_replacement(negotiated, wanted, written.sponsors, floor, place=place)
    after = own.get(amendment.after_id or "")
    said = read_out_clause(
        written.kind,
        place or floor.name(negotiated.kind),
        written.sponsors,
        floor,
        after="" if after is None else after.label or floor.quote(after.text),
        text=negotiated.text,
    )
    return ReadOut((said,), {})
