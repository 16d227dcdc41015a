"""What a position is about: a clause, an amendment or a bridging text, in the texts that somebody has read."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access_beside import visible_bridging_texts
from app.models import AmendmentRow, BridgingTextRow, ClauseRow, DocumentRow, PositionRow
from app.models.present import NO_TEXT, PresentText, hash_read, present_texts
from app.models.values import as_clause
from app.models.written import as_written
from app.services.requirements import require_in_text
from documents.circles import Circle
from documents.errors import BaseNotNamed, StaleBase, WrongStatus, fact
from documents.permissions import Participant


@dataclass(frozen=True, kw_only=True, slots=True)
class Subject:
    """A clause itself, or what is proposed on it."""

    document: DocumentRow
    clause: ClauseRow
    about: AmendmentRow | BridgingTextRow | None = None  # None: the clause itself

    @property
    def id(self) -> str:
        """That of what is proposed, else of the clause."""
        return self.about.id if self.about is not None else self.clause.id

    @property
    def amendment(self) -> AmendmentRow | None:
        """The amendment that it is, if it is one."""
        return self.about if isinstance(self.about, AmendmentRow) else None

    @property
    def bridging_text(self) -> BridgingTextRow | None:
        """The bridging text that it is, if it is one."""
        return self.about if isinstance(self.about, BridgingTextRow) else None


@dataclass(frozen=True, slots=True)
class TextsRead:
    """The texts that somebody names as read: a revision of the clause and, of an amendment, one of its texts."""

    revision: str | None
    amendment: str | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """The present texts, which are those that were read."""

    clause: PresentText
    proposed: PresentText | None

    @property
    def hash(self) -> str:
        """To which a position is bound."""
        return hash_read(self.clause, self.proposed)


def subject_of(session: Session, document: DocumentRow, position: PositionRow) -> Subject:
    """Return what a position is about."""
    about: AmendmentRow | BridgingTextRow | None = None
    if position.amendment_id is not None:
        about = session.get_one(AmendmentRow, position.amendment_id)
    elif position.bridging_text_id is not None:
        about = session.get_one(BridgingTextRow, position.bridging_text_id)
    clause = session.get_one(ClauseRow, position.clause_id)
    return Subject(document=document, clause=clause, about=about)


def sponsors_of(session: Session, subject: Subject) -> tuple[str, ...]:
    """Return who stands behind what a position is about: behind an amendment, or behind a clause that is proposed."""
    amendment = subject.amendment
    if subject.about is None and subject.clause.state == "proposed":
        amendment = session.scalar(
            select(AmendmentRow).where(
                AmendmentRow.clause_id == subject.clause.id,
                AmendmentRow.kind == "insert",
                AmendmentRow.status == "tabled",
            )
        )
    return as_written(session, [amendment])[0][1].sponsors if amendment is not None else ()


def require_on_the_table(subject: Subject, circle: Circle) -> None:
    """Refuse a position on what is no longer discussed, or tells of something to those who do not see it."""
    clause, amendment, bridging_text = subject.clause, subject.amendment, subject.bridging_text
    require_in_text(clause, instead=fact("take a position on what stands there"))
    if amendment is not None and amendment.status not in ("draft", "tabled"):
        raise WrongStatus(f"This amendment is {amendment.status}; take a position on what is on the table.")
    if bridging_text is not None and (bridging_text.withdrawn_at or bridging_text.decision_id):
        fate = "withdrawn" if bridging_text.withdrawn_at else "adopted"
        raise WrongStatus(f"This bridging text is {fate}; take a position on what is on the table.")
    if bridging_text is not None and bridging_text.released_at is None and circle == "everyone":
        raise WrongStatus(
            "Not everyone has this bridging text before them: choose the circle 'chair' or 'delegation'."
        )
    is_draft = clause.state == "draft" or (amendment is not None and amendment.status == "draft")
    if is_draft and circle != "delegation":
        raise WrongStatus(
            "Nobody but your delegation sees this draft: choose the circle 'delegation', or table it first."
        )


def require_known(session: Session, subject: Subject, delegation: str) -> None:
    """Refuse to record what a delegation would say of a bridging text that it does not have: it would tell of it."""
    if subject.bridging_text is None:
        return
    known = visible_bridging_texts(Participant(delegation, "negotiator"))
    if session.scalar(select(BridgingTextRow.id).where(BridgingTextRow.id == subject.id, known)) is None:
        raise WrongStatus(f"{delegation} does not have this bridging text before it; show it first.")


def require_read(session: Session, subject: Subject, texts: TextsRead) -> Read:
    """Return the present texts, or refuse a position on others than those, or on none that is named."""
    amendment = subject.amendment
    present = present_texts(
        session,
        subject.document,
        clauses=[subject.clause.id],
        amendments=[amendment.id] if amendment is not None else (),
    )
    proposed = present[amendment.id] if amendment is not None else None
    read = Read(present.get(subject.clause.id, NO_TEXT), proposed)
    wanted = [(texts.revision, read.clause, "base_revision (its revision)")]
    if proposed is not None:
        wanted.append((texts.amendment, proposed, "text (its text_id)"))
    for named, now, how in wanted:
        facts = {"present_revision": now.id, "present_fields": dict(now.fields), "subject": subject.id}
        if named is None and now.id:
            raise BaseNotNamed(
                f"Say which text you read{_where(session, subject)}: {how} in the body.", **facts
            )
        if (named or "") != now.id:
            raise StaleBase(
                f"The text has changed since you read it{_where(session, subject)}; read the present one first.",
                **facts,
            )
    if subject.bridging_text is not None:
        return Read(read.clause, PresentText("", subject.bridging_text.fields))
    return read


def _where(session: Session, subject: Subject) -> str:
    label = as_clause(session, subject.document, subject.clause.id).clause.label
    return f" ({label})" if label else ""
