"""What surrounds every page: who is asking, which documents there are, and how each delegation is marked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import documents_for, heard_codes
from app.models import DelegationRow, DocumentRow, ParticipationRow, new_id
from app.pages.words import word
from app.services.delegations import HOUSE_KINDS, SIGNS
from app.speaking import N_, gettext, name_in_speech
from documents.document_names import short_name
from documents.permissions import Participant, may

DONE: Mapping[str, str] = {
    "tabled": N_("Your amendment is tabled; everyone sees it now."),
    "drafted": N_("Your draft is kept; only your delegation sees it."),
    "recorded": N_("It is recorded, and waits for the delegation to confirm or correct it."),
    "confirmed": N_("Your delegation has confirmed it."),
    "released": N_("It is released: your negotiators may table it as it reads now."),
    "edited": N_("The new text of your amendment is kept, and the earlier ones with it."),
    "withdrawn": N_("Your amendment is withdrawn; it stays in the record."),
    "joined": N_("Your delegation stands behind this amendment now."),
    "declined": N_("Your delegation does not join it; whoever asked can see that."),
    "left": N_("Your delegation stands behind this amendment no longer."),
    "commented": N_("Your comment is kept."),
    "answered": N_("Your answer is kept."),
    "resolved": N_("The thread is resolved; it can be reopened."),
    "reopened": N_("The thread is open again."),
    "taken-back": N_("The comment is taken back; nobody reads its words any more."),
    "position": N_("Your position is kept."),
    "position-back": N_("The position is taken back; it stays in the record."),
    "positions-confirmed": N_("What you confirmed holds on the present text."),
    "bridged": N_(
        "Your bridging text is kept. You, the chair and the secretariat see it; release it when it is ready."
    ),
    "bridge-shown": N_("It is shown to whom you have chosen."),
    "bridge-withdrawn": N_("The bridging text is withdrawn; whoever could read it still can."),
    "facilitators": N_("Who facilitates is changed."),
    "statement-drafted": N_(
        "Your draft is kept; only your delegation sees it. The head of your delegation makes it."
    ),
    "statement-recorded": N_("It is recorded, and waits for the delegation to confirm it."),
    "statement-made": N_(
        "It is your delegation's statement now; everyone reads it, and it is annexed to the clean text."
    ),
    "statement-ended": N_("It is taken away; what was public stays in the record."),
    "participation": N_("It is recorded."),
    "linked": N_("They are linked. When one of them reads otherwise, it is said here."),
    "link-checked": N_("What you checked holds on the present texts."),
    "link-removed": N_("The link is removed; it stays in the record."),
    "round-called": N_("The round is called; everyone who takes part sees it."),
    "deadline-moved": N_("The deadline is moved; everyone who takes part reads why."),
    "round-closed": N_("The round has ended; everyone who takes part reads why."),
    "shown": N_("The room sees this clause now."),
    "decided": N_("The clause is decided; what became of each amendment stands below."),
    "streamlined": N_("It is done; where everything went stands below."),
    "streamlining-back": N_("It is taken back; the clauses stand as they stood."),
    "corrected": N_("The text is corrected; everyone reads why."),
    "rendered": N_("The text in this language renders the negotiated text of today."),
    "issued": N_("The edition is issued; everyone who takes part sees it."),
    "aligned": N_("The chosen clauses are aligned to the negotiated text of today."),
    "undone": N_("The decision is taken back; text and amendments are what they were."),
    "silence-opened": N_("The text is under silence; delegations read it here."),
    "silence-rules": N_("The rules are set."),
    "objected": N_("The objection is on record."),
    "objection-back": N_("The objection is taken back; it stays in the record."),
    "extended": N_("The deadline is extended."),
    "called-off": N_("The silence procedure is called off; the text is free."),
    "filed": N_("What could be filed is filed; what could not says why below."),
    "levels": N_("Where these clauses stand has been changed."),
    "packaged": N_("These clauses are held together now."),
    "dissolved": N_("The package is dissolved; its clauses stand each by itself."),
    "adopted": N_("The adoption is recorded; the text is final."),
    "adoption-back": N_("The adoption is taken back; every clause stands where it stood."),
    "level": N_("Where the clause stands has been changed."),
    "language": N_("Your language is kept."),
    "password": N_("Your password is changed; every other browser is signed out."),
    "revoked": N_("The token is revoked; nobody can use it any more."),
    "entered": N_("The delegation is entered. Say below in what it takes part."),
    "delegation": N_("The delegation is changed."),
    "rules": N_("The rule of your delegation is kept."),
    "kept": N_("The account is changed."),
    "signed-out": N_("This person is signed out everywhere."),
}


@dataclass(frozen=True, slots=True)
class Named:
    """A delegation as pages show it: code, name, and the classes of its colour and line."""

    code: str
    name: str
    marks: str


Cast = Mapping[str, Named]


@dataclass(frozen=True, slots=True)
class DocumentLink:
    """A document in the top bar."""

    slug: str
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TakeBack:
    """The way back from what was just done: a form to send, or a link to follow; ``note``: what it leaves behind."""

    note: str
    action: str = ""
    sent: Mapping[str, str] = field(default_factory=dict)  # what the form sends along
    link: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Frame:
    """The frame of one page."""

    title: str
    asking: Named | None
    role: str
    documents: Sequence[DocumentLink]
    here: str  # the slug of the document shown, "overview", "administration", "people", "account", or ""
    symbol: str = ""
    notice: str = ""
    done: str = ""
    take_back: TakeBack | None = None
    has_account: bool = False
    administers: bool = False
    records: bool = False  # what delegations say in the room
    key: str = field(
        default_factory=new_id
    )  # of forms that create something: twice sent, they create it once

    @classmethod
    def of_nobody(cls, title: str) -> "Frame":
        """Return the frame of a page that does not know who is asking."""
        return cls(title=title, asking=None, role="", documents=(), here="")


def as_cast(session: Session) -> dict[str, Named]:
    """Return all delegations by code, in the order of the house."""
    rows = session.scalars(select(DelegationRow).order_by(DelegationRow.ordinal, DelegationRow.code))
    return {row.code: Named(row.code, name_in_speech(row.names, row.code), marks_of(row)) for row in rows}


def negotiating_in(session: Session, document: DocumentRow, cast: Cast) -> list[Named]:
    """Return the delegations that negotiate a document, in the order of the house."""
    codes = set(
        session.scalars(
            select(ParticipationRow.delegation).where(
                ParticipationRow.document_id == document.id, ParticipationRow.capacity == "negotiates"
            )
        )
    )
    return [one for code, one in cast.items() if code in codes]


def heard_in(session: Session, document: DocumentRow, cast: Cast) -> list[Named]:
    """Return the delegations that negotiate a document or advise on it, in the order of the house."""
    codes = heard_codes(session, document)
    return [one for code, one in cast.items() if code in codes]


def marks_of(row: DelegationRow) -> str:
    """Return the classes of a delegation's hue and line: its own, else by its place in the list.

    Past the last slot a hue comes back with another line.

    >>> marks_of(DelegationRow(kind="state", ordinal=1)), marks_of(DelegationRow(kind="observer", ordinal=9))
    ('hue-1 line-1', 'hue-1 line-2')
    >>> marks_of(DelegationRow(kind="state", ordinal=1, hue=5, line=0)), marks_of(DelegationRow(kind="chair"))
    ('hue-5 line-0', 'house')
    """
    if row.kind in HOUSE_KINDS:
        return "house"
    turn, slot = divmod(row.ordinal, SIGNS)
    hue = slot if row.hue is None else row.hue
    line = (slot + turn) % SIGNS if row.line is None else row.line
    return f"hue-{hue} line-{line}"


def name_of(document: DocumentRow) -> str:
    """Return the short name of a document, in the language spoken where it is one that the interface knows."""
    return gettext(short_name(document.slug, document.titles[document.negotiated_language]))


def frame_for(
    session: Session,
    participant: Participant,
    cast: Cast,
    *,
    title: str,
    document: DocumentRow | None = None,
    here: str = "overview",
    done: str | None = None,
) -> Frame:
    """Return the frame of a page for whoever is asking."""
    return Frame(
        title=title,
        asking=cast[participant.delegation],
        role=participant.role,
        documents=tuple(DocumentLink(row.slug, name_of(row)) for row in documents_for(session, participant)),
        here=document.slug if document is not None else here,
        symbol=document.symbol if document is not None else "",
        notice=notice_of(document) if document is not None else "",
        done=gettext(DONE[done]) if done is not None and done in DONE else "",
        has_account=bool(participant.account),
        administers=may(participant, "administer"),
        records=may(participant, "record orally"),
    )


def notice_of(document: DocumentRow) -> str:
    """Return the sentence that must stand on every page that shows this document."""
    negotiated = document.notices.get(document.negotiated_language, "")
    return word(name_in_speech(document.notices, negotiated))
