"""Where clauses stand, packages and adoption as they are read: from rows to the wire."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import ClauseRow, DocumentRow, EditionRow, PackageClauseRow, PackageRow
from app.models.adoptions import adoption_of
from app.models.lacking import as_lacking
from app.models.standings import as_standings
from app.models.values import as_clause, as_labels
from app.schemas.standings import AdoptionOut, LackingOut, PackageOut, StandingOut
from documents.packages import Package
from documents.standing import standing_of


def show_standings(session: Session, document: DocumentRow) -> list[StandingOut]:
    """Return where every clause of the running text stands, in its order."""
    standings = as_standings(session, document)
    return [StandingOut.of(one, standings[one.id]) for one in as_labels(session, document)]


def show_standing(session: Session, document: DocumentRow, clause: ClauseRow) -> StandingOut:
    """Return where one clause stands; nothing stands against what is not in the running text."""
    placed = as_clause(session, document, clause.id).clause
    standings = as_standings(session, document, clauses=[clause.id])
    return StandingOut.of(placed, standings.get(clause.id) or standing_of(clause.id, placed.agreement))


def show_package(session: Session, document: DocumentRow, row: PackageRow) -> PackageOut:
    """Return a package, dissolved or not."""
    clauses = session.scalars(
        select(PackageClauseRow.clause_id)
        .where(PackageClauseRow.package_id == row.id)
        .order_by(PackageClauseRow.ordinal)
    )
    return PackageOut.of(row, Package(row.id, tuple(clauses)), document.slug)


def show_adoption(session: Session, document: DocumentRow) -> AdoptionOut:
    """Return the adoption of a document, or what is missing before it can be adopted."""
    adoption = adoption_of(session, document.id)
    if adoption is not None:
        edition = session.get_one(EditionRow, adoption.edition_id)
        return AdoptionOut.of(
            adoption, document=document.slug, symbol=edition.symbol, edition_hash=edition.hash
        )
    return AdoptionOut(
        document=document.slug,
        edition=None,
        symbol=None,
        hash=None,
        place="",
        body="",
        adopted_at=None,
        lacking=[LackingOut.of(one) for one in as_lacking(session, document)],
    )
