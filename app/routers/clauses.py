"""Clauses: their text, its revisions, comparisons, and who brought each word."""

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Response
from sqlalchemy import select

from app.access import clause_for
from app.access_to_people import delegation_named, language_of
from app.identity import Asking, Now
from app.models import ClauseHeadRow, ClauseRevisionRow, ClauseRow, DocumentRow
from app.models.consolidated import delegation_names
from app.models.tracking import origins_of
from app.models.values import clauses_by_id
from app.models.written import as_open_amendments
from app.paging import Cursor, Limit, page_after
from app.parameters import AnId, LanguageQuery, Reading, Writing, acts, require_language
from app.preconditions import IfMatch, base_named, etag, require_tag
from app.presenting import present_clause, present_consolidation
from app.schemas.comparison import ComparisonOut, FieldComparisonOut
from app.schemas.consolidation import Attribution, ConsolidatedClauseOut
from app.schemas.documents import AlignIn, ClauseOut, CorrectionIn, RevisionOut, TextOut, sent_fields
from app.schemas.history import HistoryOut
from app.schemas.provenance import OriginOut, ProvenanceOut
from app.schemas.wire import Id, Page
from app.services.corrections import correct_clause
from app.services.languages import align_text
from app.telling import tell_history
from documents.content import ordered_addresses
from documents.errors import NotThere, UnknownValue
from documents.readings import reading_of

router = APIRouter(prefix="/api/clauses", tags=["clauses"])


@router.get("/{clause_id}")
def read_clause(
    session: Reading,
    participant: Asking,
    response: Response,
    clause_id: AnId,
    language: LanguageQuery = None,
) -> ClauseOut:
    """Read a clause; its ETag may stand for base_revision in what you write."""
    clause, document = clause_for(session, participant, clause_id)
    shown = present_clause(session, document, clause.id, language=require_language(document, language))
    response.headers["ETag"] = etag(shown)
    return shown


@router.get("/{clause_id}/history")
def read_history(
    session: Reading,
    participant: Asking,
    clause_id: AnId,
    language: Annotated[
        Literal["en", "ru", "kk"] | None, Query(description="of the sentences; by default your account's")
    ] = None,
) -> Page[HistoryOut]:
    """Read what happened to a clause, in sentences, the first thing first; of your own drafts too."""
    clause, _ = clause_for(session, participant, clause_id)
    spoken = language or language_of(session, participant)
    told = tell_history(session, participant, clause, language=spoken)
    return Page(items=[HistoryOut.of(one) for one in told])


@router.get("/{clause_id}/revisions")
def list_revisions(
    session: Reading,
    participant: Asking,
    clause_id: AnId,
    language: LanguageQuery = None,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Page[RevisionOut]:
    """List the revisions of a clause in one language, the first one first."""
    clause, document = clause_for(session, participant, clause_id)
    rows = session.scalars(
        select(ClauseRevisionRow)
        .where(
            ClauseRevisionRow.clause_id == clause.id,
            ClauseRevisionRow.language == require_language(document, language),
        )
        .order_by(ClauseRevisionRow.ordinal)
    ).all()
    return page_after(rows, cursor=cursor, limit=limit, name=lambda row: row.id, show=RevisionOut.of)


@router.get("/{clause_id}/consolidation")
def consolidate_one_clause(
    session: Reading,
    participant: Asking,
    clause_id: AnId,
    attribution: Attribution = "codes",
) -> ConsolidatedClauseOut:
    """Read a clause with everything tabled on it; a decision names its fingerprint."""
    clause, document = clause_for(session, participant, clause_id)
    names = delegation_names(session, document.negotiated_language)
    return ConsolidatedClauseOut.of(present_consolidation(session, document, clause), attribution, names)


@router.get("/{clause_id}/comparison")
def compare_clause(
    session: Reading,
    participant: Asking,
    clause_id: AnId,
    from_revision: Annotated[Id | None, Query(alias="from", description="a revision")] = None,
    to: Annotated[Id | None, Query(description="another revision")] = None,
    delegation: Annotated[
        list[str] | None,
        Query(
            max_length=2,
            description="once: the present text with that delegation's reading; twice: two delegations' readings",
        ),
    ] = None,
    typography: Annotated[
        bool, Query(description="false: spaces, quotes, dashes and one capital read as in the new text")
    ] = True,
    letters: Annotated[
        bool, Query(description="true: inside one replaced word, the letters that change")
    ] = False,
) -> ComparisonOut:
    """Compare two revisions, a delegation's reading with the present text, or the readings of two delegations.

    A sentence that only went elsewhere has the same number in both places; changes that nobody sees are named.
    """
    clause, document = clause_for(session, participant, clause_id)
    if delegation and (from_revision or to):
        raise UnknownValue(
            "Compare either revisions (from, to) or delegations, not both.", field="delegation"
        )
    if delegation:
        readings = [_reading(clause, document, code, session) for code in delegation]
        if len(readings) == 1:
            present = clauses_by_id(session, document, [clause.id])[clause.id].clause
            readings.insert(0, (present.revision, dict(present.content)))
        (old, before), (new, after) = readings
    elif from_revision and to:
        old, before = _revision(clause, from_revision, session)
        new, after = _revision(clause, to, session)
    else:
        raise UnknownValue(
            "Say what to compare: from= and to= (revisions), or delegation= once or twice.", field="from"
        )
    return ComparisonOut(
        clause=clause.id,
        old=old,
        new=new,
        fields={
            address: FieldComparisonOut.of(
                before.get(address, ""), after.get(address, ""), typography=typography, letters=letters
            )
            for address in ordered_addresses(clause.kind, {*before, *after})
            if before.get(address, "") != after.get(address, "")
        },
    )


def _revision(clause: ClauseRow, revision: str, session: Reading) -> tuple[str, dict[str, str]]:
    row = session.get(ClauseRevisionRow, revision)
    if row is None or row.clause_id != clause.id:
        raise NotThere
    return row.id, dict(row.content)


def _reading(
    clause: ClauseRow, document: DocumentRow, delegation: str, session: Reading
) -> tuple[str, dict[str, str]]:
    """Return the whole content of a clause as a delegation's tabled amendments want it."""
    code = delegation_named(session, delegation).code
    present = clauses_by_id(session, document, [clause.id])[clause.id].clause
    own = [
        amendment
        for amendment in as_open_amendments(session, clauses=[clause.id]).get(clause.id, [])
        if code in amendment.sponsors
    ]
    if any(amendment.kind == "delete" for amendment in own):
        return code, {}
    return code, {**present.content, **reading_of(present.kind, own, present.content)}


@router.get("/{clause_id}/provenance")
def read_provenance(session: Reading, participant: Asking, clause_id: AnId) -> ProvenanceOut:
    """Read who brought each word of the present text, and by which amendment."""
    clause, document = clause_for(session, participant, clause_id)
    origins = origins_of(session, document, clause=clause.id).get(clause.id, {})
    return ProvenanceOut(
        clause=clause.id,
        fields={
            address: [
                OriginOut(text=one.text, by=one.by, amendment=one.amendment or None) for one in stretches
            ]
            for address, stretches in origins.items()
        },
    )


@router.get("/{clause_id}/texts")
def list_texts(session: Reading, participant: Asking, clause_id: AnId) -> Page[TextOut]:
    """Read a clause in all languages of its document, and which of them have fallen behind."""
    clause, document = clause_for(session, participant, clause_id)
    heads = {
        row.language: row
        for row in session.scalars(
            select(ClauseRevisionRow)
            .join(ClauseHeadRow, ClauseHeadRow.revision_id == ClauseRevisionRow.id)
            .where(ClauseHeadRow.clause_id == clause.id)
        )
    }
    negotiated = heads.get(document.negotiated_language)
    return Page(
        items=[
            TextOut(
                language=language,
                negotiated=language == document.negotiated_language,
                revision=head.id if head is not None else None,
                aligned_to=head.aligned_to if head is not None else None,
                stale=head is not None
                and negotiated is not None
                and head.aligned_to not in (None, negotiated.id),
                content=head.content if head is not None else {},
            )
            for language in sorted(document.titles)
            for head in (heads.get(language),)
        ]
    )


@router.put("/{clause_id}/texts/{language}", openapi_extra=acts("align"))
def align_clause_text(
    session: Writing,
    participant: Asking,
    now: Now,
    response: Response,
    clause_id: AnId,
    language: Annotated[str, Path(max_length=16, examples=["ru"])],
    body: AlignIn,
    if_match: IfMatch = None,
) -> ClauseOut:
    """Align the text of a clause in another language to the present negotiated one (secretariat).

    Without a text, the one that stands is said to render the revision named. If-Match is the tag of this language.
    """
    clause, document = clause_for(session, participant, clause_id, lock=True)
    require_language(document, language)
    require_tag(etag(present_clause(session, document, clause.id, language=language)), if_match)
    align_text(
        session,
        participant=participant,
        clause=clause,
        document=document,
        language=language,
        fields=sent_fields(body.text, body.fields),
        aligned_to=body.aligned_to,
        base_revision=body.base_revision,
        now=now,
    )
    shown = present_clause(session, document, clause.id, language=language)
    response.headers["ETag"] = etag(shown)
    return shown


@router.post("/{clause_id}/corrections", openapi_extra=acts("correct"))
def correct_clause_text(
    session: Writing,
    participant: Asking,
    now: Now,
    response: Response,
    clause_id: AnId,
    body: CorrectionIn,
    if_match: IfMatch = None,
) -> ClauseOut:
    """Correct a slip in the negotiated text, with a reason (secretariat); agreement ends with it."""
    clause, document = clause_for(session, participant, clause_id, lock=True)
    correct_clause(
        session,
        participant=participant,
        clause=clause,
        document=document,
        fields=sent_fields(body.text, body.fields),
        reason=body.reason,
        base_revision=base_named(present_clause(session, document, clause.id), body.base_revision, if_match),
        now=now,
    )
    shown = present_clause(session, document, clause.id)
    response.headers["ETag"] = etag(shown)
    return shown
