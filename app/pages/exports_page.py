"""Files to take away: each form with its options, and how its first page is going to look."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, ClassVar

from fastapi import APIRouter, Depends, Query, Request, Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import document_for
from app.identity import Asking, Now
from app.models import DelegationRow, DocumentRow, EditionRow
from app.orders import Wanted, word_order
from app.pages.forms import Choice
from app.pages.frame import Frame, as_cast, frame_for, negotiating_in
from app.pages.languages import language_name
from app.pages.rendering import render
from app.parameters import Reading, Slug
from app.schemas.consolidation import Attribution
from app.speaking import N_, gettext
from documents.errors import BrokenRule
from documents.permissions import Participant
from exporters.word.forms import WITHOUT_PROPOSALS, Form

router = APIRouter()

FORMS: Mapping[Form, tuple[str, str]] = {
    "clean": (N_("Clean"), N_("the text alone, as it would be read out")),
    "consolidated": (N_("Brackets"), N_("what is not agreed in square brackets, each with its delegations")),
    "tracked": (
        N_("Tracked"),
        N_("proposals as changes that Word accepts and rejects, each by its delegation"),
    ),
    "marked": (N_("Marked"), N_("the same as looks alone, for paper")),
    "comparison": (N_("Comparison"), N_("a column for each delegation")),
    "status": (N_("Status"), N_("how far each clause is agreed")),
    "amendments": (N_("List"), N_("every amendment by itself, with its reason")),
}
ATTRIBUTIONS: Mapping[Attribution, str] = {
    "codes": N_("by code"),
    "names": N_("by name"),
    "none": N_("not named"),
}
CHANGES: Mapping[str, str] = {
    "open": N_("what is proposed"),
    "decided": N_("what was decided since an edition"),
    "both": N_("both, one over the other"),
}
# Besides Word: the route of a format, its name, and the forms that it has.
FORMATS: Sequence[tuple[str, str, tuple[Form, ...]]] = (
    ("export_plain_text", N_("Plain text"), ("clean", "consolidated")),
    ("export_html_page", N_("Page"), ("clean", "consolidated", "marked")),
    ("export_standard_xml", "Akoma Ntoso", ("clean",)),
)


@dataclass(frozen=True, slots=True)
class Options:
    """What was chosen; what the form has no use for is let be."""

    form: Annotated[Form, Query()] = "clean"
    edition: Annotated[str, Query(max_length=32)] = ""
    language: Annotated[str, Query(max_length=16)] = ""
    delegation: Annotated[Sequence[str], Query(max_length=40)] = ()
    attribution: Annotated[Attribution, Query()] = "codes"
    changes: Annotated[str, Query(pattern="^(open|decided|both)$")] = "open"
    since: Annotated[str, Query(max_length=32)] = ""
    line_numbers: Annotated[bool, Query()] = False
    long: Annotated[bool, Query()] = False
    signatures: Annotated[bool, Query()] = False
    alternat: Annotated[str, Query(max_length=16)] = ""

    def asked(self) -> dict[str, Any]:
        """Return them as a request for a Word file says them."""
        has_proposals = self.form not in WITHOUT_PROPOSALS
        has_changes = self.form in ("tracked", "marked") and self.changes != "open"
        is_signed = self.form == "clean" and self.signatures
        said = {
            "form": self.form,
            "edition": self.edition,
            "language": "" if has_proposals else self.language,
            "delegation": self.delegation if has_proposals and not has_changes else (),
            "attribution": self.attribution if has_proposals and self.attribution != "codes" else "",
            "changes": self.changes if has_changes else "",
            "since": self.since if has_changes else "",
            "line_numbers": "true" if self.line_numbers else "",
            "layout": "long" if self.long else "",
            "signatures": "true" if is_signed else "",
            "alternat": self.alternat if is_signed else "",
        }
        return {name: value for name, value in said.items() if value}


@dataclass(frozen=True, slots=True)
class Format:
    """Another format in which the same can be had."""

    route: str
    name: str
    query: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class ExportsPage:
    """Every form and option, and what was chosen of them."""

    template: ClassVar[str] = "pages/exports.html"
    frame: Frame
    slug: str
    has_entries: bool
    forms: Sequence[tuple[Choice, str]]
    editions: Sequence[Choice]
    languages: Sequence[Choice]
    delegations: Sequence[Choice]  # which negotiate
    signing: Sequence[Choice]  # the states among them
    attributions: Sequence[Choice]
    changes: Sequence[Choice]
    chosen: Options
    query: Mapping[str, Any]  # of the Word file
    formats: Sequence[Format]
    draws: bool  # whether this server can show a page
    refusal: str  # why what was chosen cannot be had, or ""


@router.get("/documents/{slug}/exports")
def exports_page(
    request: Request,
    session: Reading,
    participant: Asking,
    now: Now,
    slug: Slug,
    options: Annotated[Options, Depends()],
) -> Response:
    """Show it."""
    document = document_for(session, participant, slug)
    query = options.asked()
    delegations = [Choice(one.code, one.name) for one in negotiating_in(session, document, as_cast(session))]
    states = set(session.scalars(select(DelegationRow.code).where(DelegationRow.kind == "state")))
    page = ExportsPage(
        frame=frame_for(
            session, participant, as_cast(session), title=gettext("Files to take away"), document=document
        ),
        slug=slug,
        has_entries=document.numbering == "programme",
        forms=[(Choice(form, gettext(name)), gettext(says)) for form, (name, says) in FORMS.items()],
        editions=_editions(session, document),
        languages=[Choice(code, language_name(code)) for code in document.titles],
        delegations=delegations,
        signing=[one for one in delegations if one.value in states],
        attributions=[Choice(value, gettext(words)) for value, words in ATTRIBUTIONS.items()],
        changes=[Choice(value, gettext(words)) for value, words in CHANGES.items()],
        chosen=options,
        query=query,
        formats=_formats(options, query),
        draws=request.app.state.press.draws,
        refusal=_refused(session, participant, now, slug, query),
    )
    return render(request, page)


def _editions(session: Session, document: DocumentRow) -> list[Choice]:
    rows = session.scalars(
        select(EditionRow).where(EditionRow.document_id == document.id).order_by(EditionRow.ordinal.desc())
    )
    return [Choice(row.id, row.symbol) for row in rows]


def _formats(options: Options, query: Mapping[str, Any]) -> list[Format]:
    """Return the formats that know all that was chosen."""
    known = {"edition", "language", "form", "attribution"}
    if not query.keys() <= known:
        return []
    return [
        Format(
            route,
            gettext(name),
            query if route != "export_standard_xml" else {key: query[key] for key in query if key != "form"},
        )
        for route, name, forms in FORMATS
        if options.form in forms
    ]


def _refused(
    session: Session, participant: Participant, now: datetime, slug: str, query: Mapping[str, Any]
) -> str:
    said = dict(query)
    wanted = Wanted(
        session,
        participant,
        now,
        slug,
        edition=said.pop("edition", None),
        language=said.pop("language", None),
    )
    try:
        word_order(wanted, **said)
    except BrokenRule as reason:
        return str(reason)
    return ""
