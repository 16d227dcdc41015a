"""The form in which a delegation writes: what stands in it, and what a refusal puts beside the typed words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from fastapi import Request, Response
from sqlalchemy.orm import Session

from app.errors import status_of
from app.models import DocumentRow, new_id
from app.models.values import as_clause
from app.pages.differences import draw_difference
from app.pages.entries import FieldToWrite, fields_to_write
from app.pages.forms import sent_one
from app.pages.frame import Frame, Named, as_cast, frame_for, negotiating_in
from app.pages.pen import Pen, Stretch, draw_text
from app.pages.proposals import AmendmentShown, show_amendments
from app.pages.references import read_references, show_references
from app.pages.rendering import render
from app.pages.running_rounds import RunningShown
from documents.amendments import AmendmentKind
from documents.content import ClauseKind, field_at, ordered_addresses
from documents.errors import BrokenRule, StaleBase
from documents.field_names import field_name
from documents.permissions import Participant, may


@dataclass(frozen=True, slots=True)
class Marked:
    """One field with its difference marked; ``name`` is "" for the one text of a paragraph."""

    name: str
    stretches: Sequence[Stretch]


@dataclass(frozen=True, slots=True)
class Moved:
    """What happened to the text while somebody wrote."""

    changed: Sequence[Marked]  # from the text they read to the present one
    present: Sequence[Marked]


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
    clause: str  # the clause it is about, or that the new one follows; "" at the very beginning
    heading: str
    against: str
    kind: AmendmentKind
    is_edit: bool  # of an amendment that is there already
    action: str
    fields: Sequence[FieldToWrite]
    places: Sequence[Place]  # of a move
    after: str
    rationale: str
    speakers: Sequence[Named]  # for the secretariat: who may have said it
    speaker: str
    base_revision: str
    key: str
    marked: Sequence[Marked]
    others: Sequence[AmendmentShown]  # already on the table
    moved: Moved | None
    running: Sequence[RunningShown]
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
    present: Mapping[str, str]
    running: Sequence[RunningShown] = ()  # rounds of proposals into which it would fall
    base_revision: str = ""
    places: Sequence[Place] = ()
    after: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Typed:
    """What stands in the form: fields as they are stored, the reason, and who said it where it is recorded."""

    fields: Mapping[str, str]
    rationale: str = ""
    speaker: str = ""


def as_stored(texts: Mapping[str, str], labels: Mapping[str, str]) -> dict[str, str]:
    """Return typed fields with their references by id."""
    return {address: read_references(text, labels) for address, text in texts.items()}


def typed_in(form: Mapping[str, list[str]], texts: Mapping[str, str], labels: Mapping[str, str]) -> Typed:
    """Return what was typed into the form, the texts of its fields apart."""
    return Typed(
        fields=as_stored(texts, labels),
        rationale=sent_one(form, "rationale"),
        speaker=sent_one(form, "on_behalf_of"),
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
    marks: bool = False,
    rule: BrokenRule | None = None,
) -> Response:
    """Return the form as it was typed; ``marks``: with the difference; after a refusal, with its sentence."""
    cast = as_cast(session)
    pen = Pen(cast=cast, language=document.negotiated_language, labels=labels)
    by = (cast[participant.delegation],)
    moved = _moved(rule, draft, pen) if isinstance(rule, StaleBase) else None
    fields = dict(typed.fields)
    if isinstance(rule, StaleBase):
        # A field that nobody touched follows the text: it must not take back what others changed in it.
        read = rule.facts.get("base_content") or {}
        fields = {
            address: text for address, text in fields.items() if text != read.get(address, "") or not read
        }
    page = DraftPage(
        frame=frame_for(session, participant, cast, title=draft.heading, document=document),
        slug=document.slug,
        language=document.negotiated_language,
        clause=draft.clause,
        heading=draft.heading,
        against=draft.against,
        kind=draft.kind,
        is_edit=draft.is_edit,
        action=draft.action,
        fields=_fields(draft, fields, labels) if draft.kind in ("replace", "insert") else (),
        places=draft.places,
        after=draft.after,
        rationale=typed.rationale,
        speakers=negotiating_in(session, document, cast) if may(participant, "record orally") else (),
        speaker=typed.speaker,
        base_revision=draft.base_revision,
        key=new_id(),
        marked=_marked(draft, fields, pen, by) if marks or moved else (),
        others=_others(session, participant, document, draft, pen),
        moved=moved,
        running=draft.running,
        refusal=rule.message if rule is not None else "",
        refused_field=str(rule.facts.get("field", "")) if rule is not None else "",
    )
    return render(request, page, status=status_of(type(rule)) if rule is not None else 200)


def _others(
    session: Session, participant: Participant, document: DocumentRow, draft: Draft, pen: Pen
) -> list[AmendmentShown]:
    if draft.kind == "insert":
        return []
    placed = as_clause(session, document, draft.clause)
    shown = show_amendments(session, participant, document, placed, pen)
    return [one for one in shown if one.status == "tabled" and one.id != draft.amendment]


def _fields(draft: Draft, typed: Mapping[str, str], labels: Mapping[str, str]) -> Sequence[FieldToWrite]:
    def shown(texts: Mapping[str, str]) -> dict[str, str]:
        return {address: show_references(text, labels) for address, text in texts.items()}

    return fields_to_write(draft.clause_kind, shown(draft.present), shown(typed))


def _marked(draft: Draft, typed: Mapping[str, str], pen: Pen, by: Sequence[Named]) -> tuple[Marked, ...]:
    changed = [
        address for address, text in typed.items() if text.strip() != draft.present.get(address, "").strip()
    ]
    return tuple(
        Marked(
            _name(draft, address),
            draw_difference(
                draft.present.get(address, ""),
                typed[address].strip(),
                pen,
                by=by,
                whole=field_at(draft.clause_kind, address).kind == "value",
            ),
        )
        for address in ordered_addresses(draft.clause_kind, changed)
    )


def _moved(rule: StaleBase, draft: Draft, pen: Pen) -> Moved:
    read = rule.facts.get("base_content") or {}
    present = rule.facts.get("present_content") or {}
    changed = [
        address
        for address in ordered_addresses(draft.clause_kind, {*read, *present})
        if read.get(address, "") != present.get(address, "")
    ]
    return Moved(
        tuple(
            Marked(
                _name(draft, address),
                draw_difference(
                    read.get(address, ""), present.get(address, ""), pen, by=(pen.cast["CHAIR"],)
                ),
            )
            for address in changed
            if read
        ),
        tuple(Marked(_name(draft, address), draw_text(present.get(address, ""), pen)) for address in changed),
    )


def _name(draft: Draft, address: str) -> str:
    return field_name(address) if draft.clause_kind == "entry" else ""
