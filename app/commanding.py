"""What every command needs: the store of this environment, a document by its name, a place to print."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app.database import Store
from app.models import DelegationRow, DocumentRow
from app.settings import read_settings
from documents.errors import UnknownValue

out = Console(highlight=False, soft_wrap=True)


@contextmanager
def open_store() -> Iterator[Store]:
    """Give the store of this environment, and let go of it at the end."""
    store = Store(read_settings().database_url)
    try:
        yield store
    finally:
        store.engine.dispose()


def require_schema(store: Store) -> None:
    """Refuse a database in which no system was begun."""
    try:
        with store.reading() as session:
            session.scalar(select(DelegationRow.code).limit(1))
    except SQLAlchemyError:
        raise UnknownValue("There is no system in this database yet; begin one: kelisim init") from None


def document_named(session: Session, slug: str) -> DocumentRow:
    """Return a document by its slug, or say which there are."""
    row = session.scalar(select(DocumentRow).where(DocumentRow.slug == slug))
    if row is None:
        slugs = session.scalars(select(DocumentRow.slug)).all()
        raise UnknownValue(f"There is no document {slug!r}; there are: {', '.join(slugs) or 'none'}.")
    return row
