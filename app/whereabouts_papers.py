"""Where each proposal went, to take away: what the Word exporter writes as an annex to the streamlined text."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.models import DocumentRow, EditionRow
from app.models.consolidated import delegation_names, reference_labels
from app.models.values import as_labels
from app.whereabouts_shown import whereabouts_table
from documents.document import ConsolidatedDocument
from exporters.word.whereabouts import WhereaboutsPaper


def whereabouts_paper(
    session: Session, document: DocumentRow, *, since: EditionRow | None, delegation: str, now: datetime
) -> WhereaboutsPaper:
    """Return the table with what an exporter needs to know of its document."""
    language = document.negotiated_language
    labels = {one.id: one.label for one in as_labels(session, document)}
    about = ConsolidatedDocument(
        slug=document.slug,
        symbol=document.symbol,
        title=document.titles[language],
        kind="streamlined text",
        language=language,
        original_language=language,
        begun_at=document.created_at,
        as_of=now,
        notice=document.notices.get(language, ""),
        clauses=(),
        delegations=delegation_names(session, language),
        labels=reference_labels(session, document, language, labels),
    )
    name = "-".join(
        part.replace("/", "-").replace(" ", "-")
        for part in (
            document.symbol,
            "whereabouts",
            delegation,
            f"since-{since.symbol.replace('/', '-')}" if since else "",
        )
        if part
    )
    return WhereaboutsPaper(
        file_name=f"{name}.docx",
        document=about,
        table=whereabouts_table(session, document, since=since, delegation=delegation),
    )
