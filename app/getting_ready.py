"""Before the first reader comes: what every page of a text needs is computed once, and remembered."""

import gc

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.database import Store
from app.failures import log_what_failed
from app.identity import get_now
from app.models import DocumentRow
from app.models.consolidated import as_consolidated_document
from documents.measures import measure_clause
from documents.options import set_apart


def get_ready(store: Store) -> int:
    """Consolidate and measure every document, so that nobody waits for it, and return how many there are.

    A document that cannot be made ready keeps the others from nothing: the log says why.
    """
    with store.reading() as session:
        documents = session.scalars(select(DocumentRow).order_by(DocumentRow.id)).all()
        for document in documents:
            try:
                _read(session, document)
            except Exception as error:  # noqa: BLE001  (whatever it was, the others are served)
                log_what_failed(f"Getting the document {document.symbol} ready", error)
    return len(documents)


def settle_memory() -> None:
    """Let the garbage collector look no more at what stays as long as the server runs: it is half a page's time."""
    gc.collect()
    gc.freeze()


def _read(session: Session, document: DocumentRow) -> None:
    for clause in as_consolidated_document(session, document, as_of=get_now()).clauses:
        measure_clause(clause)
        for field in clause.fields.values():
            set_apart(field)
