"""What surrounds every page: who is asking, which documents there are, and how each delegation is marked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import documents_for, heard_codes
from app.models import DelegationRow, DocumentRow, ParticipationRow
from app.services.delegations import HOUSE_KINDS, SIGNS
from documents.permissions import Participant, may

INTERFACE = "en"  # the language of the pages' own words

DONE: Mapping[str, str] = {
    "tabled": "Your amendment is tabled; everyone sees it now.",
    "drafted": "Your draft is kept; only your delegation sees it.",
    "recorded": "It is recorded, and waits for the delegation to confirm or correct it.",
    "confirmed": "Your delegation has confirmed it.",
    "released": "It is released: your negotiators may table it as it reads now.",
    "edited": "The new text of your amendment is kept, and the earlier ones with it.",
    "withdrawn": "Your amendment is withdrawn; it stays in the record.",
    "joined": "Your delegation stands behind this amendment now.",
    "left": "Your delegation stands behind this amendment no longer.",
    "commented": "Your comment is kept.",
    "answered": "Your answer is kept.",
    "resolved": "The thread is resolved; it can be reopened.",
    "reopened": "The thread is open again.",
    "taken-back": "The comment is taken back; nobody reads its words any more.",
    "position": "Your position is kept.",
    "position-back": "The position is taken back; it stays in the record.",
    "positions-confirmed": "What you confirmed holds on the present text.",
    "bridged": "Your bridging text is kept. You, the chair and the secretariat see it; release it when it is ready.",
    "bridge-shown": "It is shown to whom you have chosen.",
    "bridge-withdrawn": "The bridging text is withdrawn; whoever could read it still can.",
    "facilitators": "Who facilitates is changed.",
    "linked": "They are linked. When one of them reads otherwise, it is said here.",
    "link-checked": "What you checked holds on the present texts.",
    "link-removed": "The link is removed; it stays in the record.",
    "round-called": "The round is called; everyone who takes part sees it.",
    "deadline-moved": "The deadline is moved; everyone who takes part reads why.",
    "round-closed": "The round has ended; everyone who takes part reads why.",
    "decided": "The clause is decided; what became of each amendment stands below.",
    "undone": "The decision is taken back; text and amendments are what they were.",
    "silence-opened": "The text is under silence; delegations read it here.",
    "silence-rules": "The rules are set.",
    "objected": "The objection is on record.",
    "objection-back": "The objection is taken back; it stays in the record.",
    "extended": "The deadline is extended.",
    "called-off": "The silence procedure is called off; the text is free.",
    "filed": "What could be filed is filed; what could not says why below.",
    "levels": "Where these clauses stand has been changed.",
    "packaged": "These clauses are held together now.",
    "dissolved": "The package is dissolved; its clauses stand each by itself.",
    "adopted": "The adoption is recorded; the text is final.",
    "adoption-back": "The adoption is taken back; every clause stands where it stood.",
    "level": "Where the clause stands has been changed.",
    "language": "Your language is kept.",
    "password": "Your password is changed; every other browser is signed out.",
    "revoked": "The token is revoked; nobody can use it any more.",
    "entered": "The delegation is entered. Say below in what it takes part.",
    "delegation": "The delegation is changed.",
    "rules": "The rule of your delegation is kept.",
    "kept": "The account is changed.",
    "signed-out": "This person is signed out everywhere.",
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
class Frame:
    """The frame of one page."""

    title: str
    asking: Named | None
    role: str
    documents: Sequence[DocumentLink]
    here: str  # the slug of the document shown, "overview", "people", "account", or ""
    symbol: str = ""
    notice: str = ""
    done: str = ""
    has_account: bool = False
    administers: bool = False
    records: bool = False  # what delegations say in the room

    @classmethod
    def of_nobody(cls, title: str) -> "Frame":
        """Return the frame of a page that does not know who is asking."""
        return cls(title=title, asking=None, role="", documents=(), here="")


def as_cast(session: Session) -> dict[str, Named]:
    """Return all delegations by code, in the order of the house."""
    rows = session.scalars(select(DelegationRow).order_by(DelegationRow.ordinal, DelegationRow.code))
    return {row.code: Named(row.code, _name(row), marks_of(row)) for row in rows}


def _name(row: DelegationRow) -> str:
    return row.names.get(INTERFACE, row.code)


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


def name_of(slug: str) -> str:
    """Return the short name of a document.

    >>> name_of("joint-declaration")
    'Joint Declaration'
    """
    return " ".join(word if word in ("of", "the", "and") else word.capitalize() for word in slug.split("-"))


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
        documents=tuple(
            DocumentLink(row.slug, name_of(row.slug)) for row in documents_for(session, participant)
        ),
        here=document.slug if document is not None else here,
        symbol=document.symbol if document is not None else "",
        notice=notice_of(document) if document is not None else "",
        done=DONE.get(done or "", ""),
        has_account=bool(participant.account),
        administers=may(participant, "administer"),
        records=may(participant, "record orally"),
    )


def notice_of(document: DocumentRow) -> str:
    """Return the sentence that must stand on every page that shows this document."""
    return document.notices.get(INTERFACE) or document.notices.get(document.negotiated_language, "")
