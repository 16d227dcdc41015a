"""The description of the API: its page comes from no other place, and its examples can be pasted as they are.

Ids are random. To whoever is signed in, the description is given with ids that they may read: a clause on which
something is proposed, its revision, an amendment, a redline, a comment. To anyone else the examples keep ids that
lead nowhere.
"""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from importlib.resources import files
from itertools import takewhile
from typing import Annotated, Any

from fastapi import Depends, FastAPI
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import documents_for
from app.access_beside import visible_bridging_texts, visible_comments, visible_requests
from app.access_between import visible_links
from app.identity import Now, get_participant_if_any
from app.models import (
    BridgingTextRow,
    ClauseHeadRow,
    ClauseLinkRow,
    ClauseRevisionRow,
    ClauseRow,
    CommentRow,
    DocumentRow,
    EditionRow,
    ParticipationActRow,
    PositionRow,
    RedlineRow,
    RoundRow,
    SilenceClauseRow,
    SilenceProcedureRow,
    StatementRow,
    StreamliningRow,
    TranslationRequestRow,
)
from app.models.consolidated import as_consolidated_document
from app.models.present import whole_texts
from app.models.written import last_revisions
from app.parameters import Reading
from app.schemas.wire import RefusalOut
from app.settings import PROJECT
from documents.document import ConsolidatedClause
from documents.permissions import Participant

PAGE = "/docs"
DESCRIPTION = "/openapi.json"
PARTS = "/description"
STATIC = PROJECT / "app" / "static"
# Swagger UI draws its icons from data and marks up its own elements; scripts come from files of this server alone.
SCRIPTED = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Sample:
    """Ids that belong together: a disputed clause, what is proposed on it, a clause beside it, an edition."""

    slug: str
    clause: ConsolidatedClause
    whole: Sequence[ConsolidatedClause]  # the clause with what stands under it
    beside: ConsolidatedClause
    text: str
    edition: str | None
    redline: str | None
    comment: str | None
    position: str | None
    bridging_text: str | None
    link: str | None
    statement: tuple[str, str] | None  # a draft of the reader's: its id, its hash
    act: str | None
    entry: tuple[str, str] | None  # of another document: its id, its revision
    streamlining: str | None
    round: str | None
    frozen: SilenceClauseRow | None
    aligned: ClauseRevisionRow | None  # the clause in another language
    request: str | None
    delegation: str

    @property
    def in_paths(self) -> Mapping[str, str | None]:
        """Return what stands in a path under each name."""
        return {
            "slug": self.slug,
            "clause_id": self.clause.clause.id,
            "amendment_id": self.clause.amendments[0].id,
            "edition_id": self.edition,
            "other_id": self.edition,
            "redline_id": self.redline,
            "comment_id": self.comment,
            "position_id": self.position,
            "bridging_text_id": self.bridging_text,
            "link_id": self.link,
            "streamlining_id": self.streamlining,
            "round_id": self.round,
            "procedure_id": self.frozen.procedure_id if self.frozen is not None else None,
            "statement_id": self.statement[0] if self.statement is not None else None,
            "act_id": self.act,
            "code": self.delegation,
            "request_id": self.request,
            "language": None,
        }

    def in_body(self, schema: str, example: Mapping[str, Any]) -> dict[str, Any]:
        """Return an example of a body with real ids."""
        real = {
            "base_revision": self.clause.clause.revision,
            "aligned_to": self.clause.clause.revision,
            "after": self.beside.clause.id,
            "fingerprint": self.clause.fingerprint,
            "closes": [self.clause.amendments[0].id],
            "pending_delegations": sorted({code for one in self.clause.amendments for code in one.sponsors}),
            "clauses": [self.clause.clause.id],
            "positions": [{"position": self.position, "base_revision": self.clause.clause.revision}],
        }
        if schema == "PackageIn":
            real["clauses"] = [self.clause.clause.id, self.beside.clause.id]
        elif schema == "LevelsIn":
            read = {"clause": self.clause.clause.id, "base_revision": self.clause.clause.revision}
            real["clauses"] = [read]
        elif schema == "MergerIn":
            real["clauses"] = [
                {
                    "clause": one.clause.id,
                    "base_revision": one.clause.revision,
                    "fingerprint": one.fingerprint,
                }
                for one in (self.clause, self.beside)
            ]
        if schema in ("ReadTextIn", "AmendmentPositionIn"):
            real["text"] = self.text
        if self.statement is not None:
            real["base"] = self.statement[1]
        if self.entry is not None:
            entry, revision = self.entry
            read = {"entry_revision": revision, "ground_revision": self.clause.clause.revision}
            if schema == "LinksIn":
                real["links"] = [{"entry": entry, "ground": self.clause.clause.id, **read}]
            elif schema == "ChecksIn":
                real["links"] = [{"link": self.link, **read}]
        if schema == "TranslationsIn" and self.aligned is not None:
            [words] = example["texts"]
            read = {"aligned_to": self.clause.clause.revision, "base_revision": self.aligned.id}
            real["texts"] = [{**words, "clause": self.clause.clause.id, **read}]
            real["language"] = self.aligned.language
        if schema == "SilenceIn":
            real["clauses"] = [
                {"clause": one.clause.id, "base_revision": one.clause.revision} for one in self.whole
            ]
        if schema == "ObjectionIn" and self.frozen is not None:
            real["clauses"] = [self.frozen.clause_id]
        return {name: real.get(name, value) for name, value in example.items()}


# What any operation may be refused with, whatever else it says.
REFUSALS: Mapping[int, str] = {
    400: "The body is not of the form that its Content-Type names",
    401: "Nobody is signed in with this token or cookie",
    403: "Not permitted to you, or sent from another site",
    404: "Not there, or not to be seen by you",
    408: "The body did not come in time",
    409: "The present state forbids it",
    410: "A one-time link that is no longer good",
    412: "If-Match names an older state",
    413: "More than is read",
    415: "Another encoding than UTF-8",
    421: "Not a name of this server",
    422: "Can never be accepted as it stands",
    428: "Say what it was written against",
    429: "Too many at once, or signing in failed too often",
    500: "Something failed on the server",
    503: "The store is busy; nothing was stored",
}
PROBLEM = "application/problem+json"


def describe_refusals(app: FastAPI) -> None:
    """Let the description of every operation name what it may be refused with, in the shape of a problem."""
    plain = app.openapi

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            description = plain()
            shape = RefusalOut.model_json_schema()
            description["components"]["schemas"]["RefusalOut"] = shape
            content = {PROBLEM: {"schema": {"$ref": "#/components/schemas/RefusalOut"}}}
            for operations in description["paths"].values():
                for operation in operations.values():
                    for status, why in REFUSALS.items():
                        operation["responses"][str(status)] = {"description": why, "content": content}
        return app.openapi_schema or {}

    app.openapi = described  # type: ignore[method-assign]  # FastAPI's own way of extending it


def add_description(app: FastAPI) -> None:
    """Serve the description, and Swagger UI out of its wheel."""
    describe_refusals(app)
    folder = str(files("fastapi_swagger") / "resources")
    app.mount(PARTS, StaticFiles(directory=folder), name="description")

    @app.get(PAGE, include_in_schema=False)
    def describe() -> FileResponse:
        """Show the API with its examples."""
        return FileResponse(STATIC / "description.html", headers={"Content-Security-Policy": SCRIPTED})

    @app.get(DESCRIPTION, include_in_schema=False)
    def read_description(
        session: Reading,
        now: Now,
        participant: Annotated[Participant | None, Depends(get_participant_if_any)],
    ) -> dict[str, Any]:
        """Read the description of the API (OpenAPI 3.1)."""
        sample = find_sample(session, participant, now) if participant is not None else None
        return with_sample(app.openapi(), sample) if sample is not None else app.openapi()


def find_sample(session: Session, participant: Participant, now: Now) -> Sample | None:
    """Return ids for the examples out of a document that the participant may read."""
    for document in documents_for(session, participant):
        clauses = as_consolidated_document(session, document, as_of=now).clauses
        paragraphs = [one for one in clauses if one.clause.kind == "operative" and one.clause.standing]
        for one, beside in zip(paragraphs, [*paragraphs[1:], *paragraphs[:1]], strict=True):
            if "text" not in one.fields or not one.clause.agreement.is_open or one is beside:
                continue
            if not any(passage.alternatives for passage in one.fields["text"].passages):
                continue
            edition = session.scalars(
                select(EditionRow.id)
                .where(EditionRow.document_id == document.id)
                .order_by(EditionRow.ordinal.desc())
            ).first()
            [text] = last_revisions(session, [one.amendments[0].id])
            redline = session.scalars(
                select(RedlineRow.id)
                .where(RedlineRow.document_id == document.id, RedlineRow.delegation == participant.delegation)
                .order_by(RedlineRow.created_at.desc())
            ).first()
            comment = session.scalars(
                select(CommentRow.id)
                .where(CommentRow.document_id == document.id, visible_comments(participant))
                .order_by(CommentRow.created_at.desc())
            ).first()
            position = session.scalars(
                select(PositionRow.id).where(
                    PositionRow.subject_id == one.clause.id,
                    PositionRow.delegation == participant.delegation,
                    PositionRow.ended_at.is_(None),
                )
            ).first()
            bridging_text = session.scalars(
                select(BridgingTextRow.id).where(
                    BridgingTextRow.clause_id == one.clause.id, visible_bridging_texts(participant)
                )
            ).first()
            link = session.scalars(
                select(ClauseLinkRow).where(
                    ClauseLinkRow.ground_id == one.clause.id,
                    ClauseLinkRow.removed_at.is_(None),
                    visible_links(participant),
                )
            ).first()
            streamlining = session.scalars(
                select(StreamliningRow.id)
                .where(StreamliningRow.document_id == document.id, StreamliningRow.act != "undoing")
                .order_by(StreamliningRow.done_at.desc(), StreamliningRow.id)
            ).first()
            frozen = session.scalars(
                select(SilenceClauseRow)
                .join(SilenceProcedureRow, SilenceProcedureRow.id == SilenceClauseRow.procedure_id)
                .where(SilenceProcedureRow.document_id == document.id, SilenceProcedureRow.closes_at > now)
                .order_by(SilenceProcedureRow.opened_at.desc(), SilenceClauseRow.clause_id)
            ).first()
            below = takewhile(lambda it: it.clause.depth > 0, clauses[clauses.index(one) + 1 :])
            statement = session.execute(
                select(StatementRow.id, StatementRow.hash).where(
                    StatementRow.document_id == document.id,
                    StatementRow.delegation == participant.delegation,
                    StatementRow.status == "draft",
                )
            ).first()
            act = session.scalars(
                select(ParticipationActRow.id).where(
                    ParticipationActRow.document_id == document.id, ParticipationActRow.ended_at.is_(None)
                )
            ).first()
            return Sample(
                slug=document.slug,
                clause=one,
                whole=[one, *(it for it in below if it.clause.standing)],
                beside=beside,
                text=text.id,
                edition=edition,
                redline=redline,
                comment=comment,
                position=position,
                bridging_text=bridging_text,
                statement=(statement[0], statement[1]) if statement is not None else None,
                act=act,
                link=link.id if link is not None else None,
                entry=_entry(session, participant, document, link),
                streamlining=streamlining,
                round=session.scalars(
                    select(RoundRow.id)
                    .where(RoundRow.document_id == document.id)
                    .order_by(RoundRow.opens_at.desc())
                ).first(),
                frozen=frozen,
                request=session.scalars(
                    select(TranslationRequestRow.id)
                    .where(TranslationRequestRow.document_id == document.id, visible_requests(participant))
                    .order_by(TranslationRequestRow.asked_at.desc())
                ).first(),
                aligned=session.scalars(
                    select(ClauseRevisionRow)
                    .join(ClauseHeadRow, ClauseHeadRow.revision_id == ClauseRevisionRow.id)
                    .where(
                        ClauseHeadRow.clause_id == one.clause.id,
                        ClauseHeadRow.language != document.negotiated_language,
                    )
                    .order_by(ClauseHeadRow.language)
                ).first(),
                delegation=participant.delegation,
            )
    return None


def _entry(
    session: Session, participant: Participant, document: DocumentRow, link: ClauseLinkRow | None
) -> tuple[str, str] | None:
    """Return an entry of another document with its revision: the one that is linked, else any."""
    others = [one.id for one in documents_for(session, participant) if one.id != document.id]
    entry = link.entry_id if link is not None else None
    entry = entry or session.scalar(
        select(ClauseRow.id)
        .where(ClauseRow.document_id.in_(others), ClauseRow.kind == "entry", ClauseRow.state == "standing")
        .order_by(ClauseRow.number)
    )
    return (entry, whole_texts(session, [entry])[entry].revision) if entry is not None else None


def with_sample(description: Mapping[str, Any], sample: Sample) -> dict[str, Any]:
    """Return a description whose examples have real ids."""
    filled = deepcopy(dict(description))
    for name, schema in filled["components"]["schemas"].items():
        if "examples" in schema:
            schema["examples"] = [sample.in_body(name, example) for example in schema["examples"]]
    for operations in filled["paths"].values():
        for operation in operations.values():
            for parameter in operation.get("parameters", []):
                if parameter["in"] == "path" and (real := sample.in_paths.get(parameter["name"])):
                    parameter["example"] = real
    return filled
