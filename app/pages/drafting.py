"""The form in which a delegation writes: what stands in it, and what a refusal puts beside the typed words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from fastapi import Request, Response
from sqlalchemy.orm import Session

from app.dates import day
from app.errors import status_of
from app.models import ClauseRevisionRow, DocumentRow, new_id
from app.models.values import PlacedClause, as_clause
from app.pages.amending import Amending
from app.pages.carried_words import Carried, carry_typed
from app.pages.changes_shown import number_of_last
from app.pages.entries import FieldToWrite, fields_to_write
from app.pages.forms import asks_for_part, sent_one
from app.pages.frame import Cast, Frame, Named, as_cast, frame_for, negotiating_in
from app.pages.kept_words import kept_as
from app.pages.languages import language_name
from app.pages.pen import Pen
from app.pages.proposals import AmendmentShown, show_amendments
from app.pages.references import read_references, show_references
from app.pages.rendering import render
from app.pages.running_rounds import RunningShown
from app.pages.typed_words import TypedShown, mark, show_typed
from app.refusing import sentence_of
from app.speaking import gettext
from documents.amendments import AmendmentKind
from documents.content import ClauseKind
from documents.errors import BrokenRule
from documents.permissions import Participant, may


@dataclass(frozen=True, slots=True)
class Place:
    """A clause that another may follow."""

    id: str
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DraftPage:
    """The form for an amendment of any kind."""

    template: ClassVar[str] = "pages/draft.html"
    frame: Frame
    slug: str
    language: str
    language_name: str
    in_other_languages: bool  # the document is, so that a draft may be
    clause: str  # the clause it is about, or that the new one follows; "" at the very beginning
    heading: str
    against: str
    kind: AmendmentKind
    is_edit: bool  # of an amendment that is there already
    is_tabled: bool
    edited: str  # the amendment, or ""
    action: str
    fields: Sequence[FieldToWrite]
    places: Sequence[Place]  # of a move
    after: str
    rationale: str
    speakers: Sequence[Named]  # for the secretariat: who may have said it
    speaker: str
    base_revision: str
    text: str  # of the amendment that is edited: the one that was read
    key: str
    amends: str  # of a sub-amendment: the text of the other one that was read
    keeps: str  # under which name a browser keeps what is not sent
    unsent: bool  # what stands in the form was sent, and is not done
    typed: TypedShown
    carried: Carried | None  # the text has moved on since these words were typed
    others: Sequence[AmendmentShown]  # already on the table
    latest: int  # the last event that everyone reads
    sponsors: Sequence[Named]  # of the amendment that is edited, its delegation first
    can_be_asked: Sequence[Named]  # to join it
    asked: Sequence[str]  # codes of those who are
    running: Sequence[RunningShown]
    frozen: str  # why it can only be kept as a draft, "" where it can be tabled
    refusal: str
    refused_field: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """What a form is about; ``present`` is the text it is written against."""

    clause: str
    clause_kind: ClauseKind
    kind: AmendmentKind
    heading: str
    against: str
    action: str
    is_edit: bool = False
    amendment: str = ""  # the one that is edited
    text: str = ""  # of that: the one that was read
    is_tabled: bool = False
    sponsors: Sequence[str] = ()  # of that, its delegation first
    present: Mapping[str, str]
    frozen: str = ""  # why it is not tabled now
    running: Sequence[RunningShown] = ()  # rounds of proposals into which it would fall
    base_revision: str = ""
    places: Sequence[Place] = ()
    after: str = ""
    amending: Amending | None = None  # of a sub-amendment

    @property
    def marked_against(self) -> Mapping[str, str]:
        """The words to which the difference is shown: those of the amendment that it amends, or the present ones."""
        return self.amending.words if self.amending is not None else self.present


@dataclass(frozen=True, kw_only=True, slots=True)
class Typed:
    """What stands in the form: fields as they are stored, the reason, and who said it where it is recorded.

    ``base_revision``: against which they were typed, "" where that is the present text.
    """

    fields: Mapping[str, str]
    base_revision: str = ""
    rationale: str = ""
    speaker: str = ""
    asked: Sequence[str] = ()  # codes of those who are asked to join


def as_stored(texts: Mapping[str, str], labels: Mapping[str, str]) -> dict[str, str]:
    """Return typed fields with their references by id."""
    return {address: read_references(text, labels) for address, text in texts.items()}


def typed_in(form: Mapping[str, list[str]], texts: Mapping[str, str], labels: Mapping[str, str]) -> Typed:
    """Return what was typed into the form, the texts of its fields apart."""
    return Typed(
        fields=as_stored(texts, labels),
        rationale=sent_one(form, "rationale"),
        speaker=sent_one(form, "on_behalf_of"),
        base_revision=sent_one(form, "base_revision"),
        asked=form.get("ask", ()),
    )


def draw_draft_page(
    request: Request,
    session: Session,
    participant: Participant,
    document: DocumentRow,
    draft: Draft,
    typed: Typed,
    labels: Mapping[str, str],
    *,
    unsent: bool = False,
    rule: BrokenRule | None = None,
) -> Response:
    """Return the form as it was typed, with what it makes of the text; after a refusal, with its sentence.

    ``unsent``: what was typed came with the request, and nothing was done with it.
    """
    latest = number_of_last(session)  # first, so that what happens meanwhile is told
    part = asks_for_part(request)
    cast = as_cast(session)
    pen = Pen(cast=cast, language=document.negotiated_language, labels=labels)
    placed = as_clause(session, document, draft.clause)
    carried = carry_typed(session, placed, typed.fields, typed.base_revision, pen, draft.amending)
    fields = carried.texts if carried is not None else typed.fields
    page = DraftPage(
        frame=frame_for(session, participant, cast, title=draft.heading, document=document),
        slug=document.slug,
        language=document.negotiated_language,
        language_name=language_name(document.negotiated_language),
        in_other_languages=len(document.titles) > 1,
        clause=draft.clause,
        heading=draft.heading,
        against=draft.against,
        kind=draft.kind,
        is_edit=draft.is_edit,
        is_tabled=draft.is_tabled,
        edited=draft.amendment,
        action=draft.action,
        fields=_fields(draft, fields, labels) if draft.kind in ("replace", "insert") else (),
        places=draft.places,
        after=draft.after,
        rationale=typed.rationale,
        speakers=negotiating_in(session, document, cast) if may(participant, "record orally") else (),
        speaker=typed.speaker,
        base_revision=draft.base_revision,
        text=draft.text,
        key=new_id(),
        amends=draft.amending.text if draft.amending is not None else "",
        keeps=kept_as(participant, draft.action),
        unsent=unsent,
        typed=_shown(
            session, placed, draft, fields, pen, cast.get(typed.speaker, cast[participant.delegation])
        ),
        carried=carried,
        others=() if part else _others(session, participant, document, placed, draft, pen),
        latest=latest,
        sponsors=[cast[code] for code in draft.sponsors],
        can_be_asked=_who_can_be_asked(session, participant, document, draft, cast),
        asked=typed.asked,
        running=draft.running,
        frozen=draft.frozen,
        refusal=sentence_of(rule) if rule is not None else "",
        refused_field=str(rule.facts.get("field", "")) if rule is not None else "",
    )
    if part:
        return render(request, page, part="partials/_typed.html")
    return render(request, page, status=status_of(type(rule)) if rule is not None else 200)


def _who_can_be_asked(
    session: Session, participant: Participant, document: DocumentRow, draft: Draft, cast: Cast
) -> list[Named]:
    """Return who could join the amendment and has not; none where somebody else's words are recorded."""
    if may(participant, "record orally"):
        return []
    behind = {participant.delegation, *draft.sponsors}
    return [one for one in negotiating_in(session, document, cast) if one.code not in behind]


def _shown(
    session: Session, placed: PlacedClause, draft: Draft, fields: Mapping[str, str], pen: Pen, by: Named
) -> TypedShown:
    if draft.kind == "replace":
        return show_typed(
            session,
            placed,
            draft.marked_against,
            fields,
            pen,
            by,
            amendment=draft.amendment,
            amends=draft.amending.id if draft.amending is not None else "",
        )
    return TypedShown(marked=mark(draft.clause_kind, {}, fields, pen, (by,)))


def _others(
    session: Session,
    participant: Participant,
    document: DocumentRow,
    placed: PlacedClause,
    draft: Draft,
    pen: Pen,
) -> list[AmendmentShown]:
    if draft.kind == "insert":
        return []
    shown = show_amendments(session, participant, document, placed, pen)
    return [one for one in shown if one.status == "tabled" and one.id != draft.amendment]


def _fields(draft: Draft, typed: Mapping[str, str], labels: Mapping[str, str]) -> Sequence[FieldToWrite]:
    def shown(texts: Mapping[str, str]) -> dict[str, str]:
        return {address: show_references(text, labels) for address, text in texts.items()}

    return fields_to_write(draft.clause_kind, shown(draft.present), shown(typed))


def written_against(head: ClauseRevisionRow | None) -> str:
    """Return on which text a draft is written, "" where there is none yet."""
    if head is None:
        return ""
    return gettext(
        "against revision %(revision)s of %(day)s, the latest",
        revision=head.ordinal,
        day=day(head.created_at),
    )
