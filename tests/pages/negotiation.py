"""A small negotiation for the pages: a bit of everything that a page must be able to show."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.database import Store
from app.loading import DELEGATIONS, TEXTS, capacities_in, load_delegations, load_document
from app.models import AmendmentRow, ClauseRow, DocumentRow
from app.models.written import last_revisions
from app.presenting import present_consolidation
from app.services.agreement import set_level
from app.services.amendments import propose_amendment
from app.services.decisions import Verdict, decide_clause
from app.services.editions import issue_edition
from app.services.insertions import propose_clause
from app.services.revisions import head_of
from app.services.sponsors import join_amendment
from app.services.tokens import issue_token
from app.services.wording import clean_wording
from documents.amendments import AmendmentKind
from documents.permissions import Participant

DECLARATION, PROGRAMME = "joint-declaration", "programme-of-action"
BEGINNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
GLACIERS = (
    "Agree to establish by the end of 2027 a regional network for monitoring glaciers, snow cover and permafrost, "
    "covering at least 30 reference glaciers by 2029, working with uniform methods and open data, and request "
    "UNESCO and the World Meteorological Organization to support the network within the Decade of Action for "
    "Cryospheric Sciences, 2025–2034;"
)
CHAIR = Participant("CHAIR", "chair")
PERSONAS = (
    ("KAZ", "negotiator"),
    ("KGZ", "negotiator"),
    ("UZB", "head"),
    ("UNEP", "negotiator"),
    ("ADB", "observer"),
    ("CHAIR", "chair"),
    ("SEC", "secretariat"),
)


@dataclass
class Negotiation:
    """What was played: tokens by delegation, clauses by the drafter's key, amendments by a name."""

    store: Store
    tokens: dict[str, str] = field(default_factory=dict)
    clauses: dict[str, str] = field(default_factory=dict)
    amendments: dict[str, str] = field(default_factory=dict)
    minutes: int = 0
    editions: list[str] = field(default_factory=list)  # of the declaration

    def now(self) -> datetime:
        self.minutes += 7
        return BEGINNING + timedelta(minutes=self.minutes)

    def clause(self, session: Session, key: str) -> tuple[ClauseRow, DocumentRow]:
        clause = session.get_one(ClauseRow, self.clauses[key])
        return clause, session.get_one(DocumentRow, clause.document_id)

    def propose(
        self,
        session: Session,
        delegation: str,
        key: str,
        *changes: tuple[str, str],
        address: str = "text",
        reason: str = "",
        kind: AmendmentKind = "replace",
        after: str | None = None,
        tabled: bool = True,
        base: str | None = None,
    ) -> AmendmentRow:
        """Let a delegation amend a clause by replacing words of its present text."""
        clause, document = self.clause(session, key)
        head = head_of(session, clause.id, document.negotiated_language)
        assert head is not None
        text = head.content.get(address, "")
        for old, new in changes:
            assert old in text, f"{key}: {old!r} is not in {text!r}"
            text = text.replace(old, new)
        amendment = propose_amendment(
            session,
            participant=Participant(delegation, "negotiator"),
            clause=clause,
            document=document,
            kind=kind,
            wording=clean_wording(clause.kind, {address: text} if kind == "replace" else {}, reason),
            language=None,
            base_revision=base or head.id,
            after=self.clause(session, after)[0] if after is not None else None,
            tabled=tabled,
            now=self.now(),
        )
        self.amendments[f"{delegation} {key}"] = amendment.id
        return amendment

    def insert(
        self,
        session: Session,
        delegation: str,
        after: str,
        text: str,
        *,
        reason: str = "",
        tabled: bool = True,
    ) -> AmendmentRow:
        """Let a delegation propose a new clause."""
        clause, document = self.clause(session, after)
        amendment = propose_clause(
            session,
            participant=Participant(delegation, "negotiator"),
            document=document,
            kind=clause.kind,
            after=clause,
            wording=clean_wording(clause.kind, {"text": text}, reason),
            language=None,
            tabled=tabled,
            now=self.now(),
        )
        self.clauses[f"{delegation} after {after}"] = amendment.clause_id
        self.amendments[f"{delegation} after {after}"] = amendment.id
        return amendment

    def join(self, session: Session, delegation: str, name: str) -> None:
        amendment = session.get_one(AmendmentRow, self.amendments[name])
        clause = session.get_one(ClauseRow, amendment.clause_id)
        join_amendment(
            session,
            participant=Participant(delegation, "negotiator"),
            amendment=amendment,
            clause=clause,
            document=session.get_one(DocumentRow, clause.document_id),
            text=last_revisions(session, [amendment.id])[0].id,
            now=self.now(),
        )

    def decide(
        self, session: Session, key: str, *choices: int, address: str = "text", reason: str = ""
    ) -> None:
        clause, document = self.clause(session, key)
        decide_clause(
            session,
            participant=CHAIR,
            clause=clause,
            document=document,
            fingerprint=present_consolidation(session, document, clause).fingerprint,
            verdict=Verdict(choices={address: choices}, reason=reason),
            now=self.now(),
        )

    def agree(self, session: Session, key: str, level: str, *pending: str, reason: str = "") -> None:
        clause, document = self.clause(session, key)
        head = head_of(session, clause.id, document.negotiated_language)
        assert head is not None
        set_level(
            session,
            participant=CHAIR,
            clause=clause,
            document=document,
            level=level,
            pending_delegations=pending,
            reason=reason,
            base_revision=head.id,
            now=self.now(),
        )


def begin(database_url: str) -> Negotiation:
    """Load both documents with their participants."""
    negotiation = Negotiation(Store(database_url))
    now = negotiation.now
    with negotiation.store.writing() as session:
        load_delegations(session, DELEGATIONS, now=now())
        for slug in (DECLARATION, PROGRAMME):
            capacities = capacities_in(DELEGATIONS, slug)
            load_document(session, sorted(TEXTS.glob(f"{slug}.*.md")), capacities=capacities, now=now())
        for code, role in PERSONAS:
            negotiation.tokens[code] = issue_token(
                session, delegation=code, role=role, name="test", expires_at=None, now=now()
            )
        negotiation.clauses = {
            row.key: row.id for row in session.scalars(select(ClauseRow).where(ClauseRow.key != ""))
        }
    return negotiation


def play(database_url: str) -> Negotiation:
    """Let the cast negotiate: colliding, joined, whole, deleting, moving, new, decided, carried over, drafts."""
    negotiation = begin(database_url)
    with negotiation.store.writing() as session:
        for act in (_play_declaration, _play_programme):
            act(negotiation, session)
    return negotiation


def _play_declaration(it: Negotiation, session: Session) -> None:
    it.propose(
        session,
        "TKM",
        "op-hydrodata",
        ("create a", "consider creating a"),
        reason="The Declaration is political and creates no obligation.",
    )
    it.propose(
        session,
        "KAZ",
        "op-hydrodata",
        ("quality daily", "quality daily in the flood season and every ten days otherwise"),
        reason="Ten days are too long when a flood takes six hours.",
    )
    it.join(session, "UZB", "KAZ op-hydrodata")
    it.propose(session, "KGZ", "op-hydrodata", ("free of charge", "on the basis of mutual benefit"))
    it.propose(
        session,
        "TJK",
        "op-hydrodata",
        ("free of charge", "on terms to be agreed between them"),
        reason="Costs.",
    )
    it.propose(session, "UZB", "op-hydrodata", (", with full respect for national legislation", ""))
    it.propose(
        session,
        "KAZ",
        "op-hydrodata",
        ("agreed formats", "KAZAKH SECRET formats"),
        tabled=False,
        reason="Ours.",
    )
    it.propose(
        session,
        "KGZ",
        "op-glaciers",
        (
            GLACIERS,
            "Call for arrangements under which all who gain from stored water share its costs fairly;",
        ),
        reason="Another approach altogether.",
    )
    it.propose(session, "UZB", "op-aral", kind="delete", reason="It stands in the Statute already.")
    it.propose(session, "TJK", "op-early-warning", kind="move", after="op-water")
    it.insert(
        session,
        "KGZ",
        "op-hydrodata",
        "Request the regional centre to issue early warnings of floods and droughts in all languages of the region;",
        reason="Warning is what the data are for.",
    )
    it.insert(session, "KAZ", "op-water", "KAZAKH SECRET clause;", tabled=False)
    it.propose(session, "KAZ", "op-transition", ("30 per cent", "35 per cent"), reason="We can do more.")
    it.propose(session, "UZB", "op-transition", ("by 2030", "by 2032"))
    it.decide(session, "op-transition", 1, 0, reason="Five per cent more is within reach.")
    it.propose(session, "KGZ", "pp-charter", ("Guided by", "Guided also by"))
    it.agree(session, "pp-agenda-2030", "agreed in plenary")
    it.agree(session, "pp-resolution", "agreed ad ref", "TJK")
    it.agree(session, "pp-conventions", "agreed in informals")
    document = session.scalars(select(DocumentRow).where(DocumentRow.slug == DECLARATION)).one()
    issued = issue_edition(
        session,
        participant=Participant("SEC", "secretariat"),
        document=document,
        kind="zero draft",
        now=it.now(),
    )
    it.editions.append(issued.id)


def _play_programme(it: Negotiation, session: Session) -> None:
    it.propose(
        session, "UNEP", "e-grid-integration", ("UNECE", "UNEP"), address="lead_agency", reason="Our mandate."
    )
    it.propose(session, "KAZ", "e-grid-integration", ("9.6", "12"), address="budget")
    it.propose(session, "UZB", "e-grid-integration", ("9.6", "8"), address="budget")
