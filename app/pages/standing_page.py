"""Where a document stands: what stands against each clause, packages, and what is missing before it can be adopted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from datetime import datetime
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy.orm import Session

from app.access import document_for
from app.errors import status_of
from app.identity import Asking
from app.models import DocumentRow, EditionRow
from app.models.adoptions import adoption_of
from app.models.lacking import as_lacking
from app.models.packages import packages_in
from app.models.standings import as_standings
from app.models.values import as_clauses
from app.pages.drawn_standings import AgainstShown, draw_against
from app.pages.forms import sent_one
from app.pages.frame import Cast, Frame, Named, as_cast, frame_for, negotiating_in
from app.pages.languages import language_name
from app.pages.overview_page import EditionShown, editions_of
from app.pages.rendering import render
from app.pages.running_text import name_of_clause, outline_word
from app.pages.standings import Sign, sign_of_level
from app.pages.words import word
from app.parameters import Reading, Slug
from app.refusing import sentence_of
from app.speaking import N_, gettext
from documents.adoption import Lack, Lacking, level_before_adoption
from documents.consensus import Agreement
from documents.content import COUNTED_KINDS
from documents.document import Clause
from documents.errors import BrokenRule
from documents.permissions import Participant, may
from documents.standing import Standing

router = APIRouter(prefix="/documents/{slug}/standing")
_LACKS: Mapping[Lack, str] = {
    "only proposed": N_("Proposed and not decided"),
    "not agreed": N_("Not yet"),
    "pending": N_("Agreed under a condition"),
    "stands against": N_("Something stands against"),
    "not aligned": N_("Not aligned in"),
    "open package": N_("Packages that are open"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class RowShown:
    """One clause, and what stands against its next level."""

    id: str
    revision: str
    label: str
    words: str
    sign: Sign
    level: str
    pending: Sequence[Named]
    pending_clauses: Sequence[str]
    fallen_from: str
    against: Sequence[AgainstShown]
    is_standing: bool
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class LackShown:
    """What of one kind is missing before the adoption."""

    words: str
    names: Sequence[tuple[str, str]]  # clause id, "" of none, and what it is called


@dataclass(frozen=True, kw_only=True, slots=True)
class PackageShown:
    """A package: its clauses with where each stands."""

    id: str
    name: str
    reason: str
    clauses: Sequence[tuple[str, str, Sign, str]]  # id, label, sign, level


@dataclass(frozen=True, kw_only=True, slots=True)
class AdoptionShown:
    """The adoption of the document."""

    moment: datetime
    place: str
    body: str
    edition: str
    symbol: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Typed:
    """What was chosen and typed in forms that were refused."""

    level: str
    pending: str
    reason: str
    name: str
    edition: str
    place: str
    body: str


@dataclass(frozen=True, kw_only=True, slots=True)
class StandingPage:
    """Where a document stands."""

    template: ClassVar[str] = "pages/standing.html"
    frame: Frame
    slug: str
    language: str
    rows: Sequence[RowShown]
    only_open: bool
    hidden: int  # clauses that are left out
    packages: Sequence[PackageShown]
    lacks: Sequence[LackShown]
    adoption: AdoptionShown | None
    editions: Sequence[EditionShown]
    levels: Sequence[str]
    negotiating: Sequence[Named]
    may_agree: bool
    may_adopt: bool
    typed: Typed
    refusal: str


def show_adopted(session: Session, document: DocumentRow) -> AdoptionShown | None:
    """Return the adoption of a document, None as long as it is negotiated."""
    adoption = adoption_of(session, document.id)
    if adoption is None:
        return None
    return AdoptionShown(
        moment=adoption.adopted_at,
        place=adoption.place,
        body=adoption.body,
        edition=adoption.edition_id,
        symbol=session.get_one(EditionRow, adoption.edition_id).symbol,
    )


@router.get("")
def standing_page(
    request: Request,
    session: Reading,
    participant: Asking,
    slug: Slug,
    show: Annotated[str, Query(max_length=20)] = "",
    done: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """Show what stands against each clause; ``show=all``: those that are agreed, too."""
    document = document_for(session, participant, slug)
    return draw_standing_page(request, session, participant, document, only_open=show != "all", done=done)


def draw_standing_page(
    request: Request,
    session: Session,
    participant: Participant,
    document: DocumentRow,
    *,
    only_open: bool = True,
    done: str = "",
    rule: BrokenRule | None = None,
    form: Mapping[str, list[str]] | None = None,
) -> Response:
    """Return the page, after a refusal with its sentence and what was typed."""
    cast = as_cast(session)
    clauses = [one.clause for one in as_clauses(session, document)]
    standings = as_standings(session, document)
    labels = {one.id: name_of_clause(one) for one in clauses}
    agreements = {one.id: one.agreement for one in clauses}
    chosen = frozenset((form or {}).get("clause", ()))
    adoption = adoption_of(session, document.id)
    counted = [one for one in clauses if one.kind in COUNTED_KINDS or standings[one.id].against]
    shown = [
        one
        for one in counted
        if not only_open or _is_unsettled(standings[one.id], document) or one.id in chosen
    ]
    page = StandingPage(
        frame=frame_for(
            session, participant, cast, title=gettext("Where it stands"), document=document, done=done
        ),
        slug=document.slug,
        language=document.negotiated_language,
        rows=[_row(one, standings[one.id], document, cast, labels, one.id in chosen) for one in shown],
        only_open=only_open,
        hidden=len(counted) - len(shown),
        packages=[
            PackageShown(
                id=row.id,
                name=row.name,
                reason=row.reason,
                clauses=[_in_package(one, agreements, labels, document) for one in package.clauses],
            )
            for row, package in packages_in(session, document.id).values()
        ],
        lacks=_lacks(as_lacking(session, document), document.levels) if adoption is None else (),
        adoption=show_adopted(session, document),
        editions=editions_of(session, document),
        levels=document.levels[:-1] if len(document.levels) > 1 else document.levels,
        negotiating=negotiating_in(session, document, cast),
        may_agree=adoption is None and may(participant, "agree"),
        may_adopt=may(participant, "adopt"),
        typed=Typed(**{one.name: sent_one(form or {}, one.name) for one in dataclass_fields(Typed)}),
        refusal=sentence_of(rule) if rule is not None else "",
    )
    return render(request, page, status=status_of(type(rule)) if rule is not None else 200)


def _is_unsettled(standing: Standing, document: DocumentRow) -> bool:
    agreement = standing.agreement
    conditions = agreement.pending_delegations or agreement.pending_clauses
    return bool(standing.against or conditions or agreement.level not in document.levels[-2:])


def _row(
    clause: Clause,
    standing: Standing,
    document: DocumentRow,
    cast: Cast,
    labels: Mapping[str, str],
    is_chosen: bool,
) -> RowShown:
    agreement = clause.agreement
    return RowShown(
        id=clause.id,
        revision=clause.revision,
        label=labels[clause.id],
        words=outline_word(clause, document.negotiated_language, labels),
        sign=sign_of_level(agreement.level, document.levels) if clause.standing else "proposed",
        level=agreement.level if clause.standing else "proposed",
        pending=[cast[code] for code in agreement.pending_delegations],
        pending_clauses=[labels.get(one, one) for one in agreement.pending_clauses],
        fallen_from=agreement.dropped_from or "",
        against=draw_against(standing, cast, labels),
        is_standing=clause.standing,
        is_chosen=is_chosen,
    )


def _in_package(
    clause: str, agreements: Mapping[str, Agreement], labels: Mapping[str, str], document: DocumentRow
) -> tuple[str, str, Sign, str]:
    level = agreements[clause].level if clause in agreements else N_("no longer in the text")
    return clause, labels.get(clause, gettext("a clause")), sign_of_level(level, document.levels), level


def _lacks(missing: Sequence[Lacking], levels: Sequence[str]) -> list[LackShown]:
    found: dict[str, list[tuple[str, str]]] = {}
    for one in missing:
        words = gettext(_LACKS[one.lack])
        if one.lack == "not aligned":
            words = f"{words} {language_name(one.detail)}"
        elif one.lack == "not agreed":
            words = f"{words} {word(level_before_adoption(levels))}"
        found.setdefault(words, []).append((one.clause, one.label or one.detail))
    return [LackShown(words, names) for words, names in found.items()]
