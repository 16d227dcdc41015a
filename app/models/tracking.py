"""Queries over many amendments: who proposed what, what became of it, which words it brought."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.models.decisions import DecisionRow
from app.models.lineage import lineage_of
from app.models.proposals import AmendmentRow, SponsorshipRow
from app.models.texts import ClauseRevisionRow, ClauseRow, DocumentRow
from documents.dividing import stretches_of
from documents.provenance import Origin, Spelled, inherited, provenance, words_brought


@dataclass(frozen=True, kw_only=True, slots=True)
class DelegationTracking:
    """What became of what one delegation proposed in one document."""

    delegation: str
    proposed: int
    joined: int
    adopted: int
    partly: int
    not_so_far: int
    withdrawn: int
    closed: int
    words_brought: int


def track_delegations(
    session: Session, document: DocumentRow, delegations: list[str]
) -> list[DelegationTracking]:
    """Return the tracking of each delegation, over what was tabled; drafts leave no trace."""
    amendments = session.scalars(
        select(AmendmentRow).where(
            AmendmentRow.document_id == document.id, AmendmentRow.tabled_at.is_not(None)
        )
    ).all()
    joined: Counter[str] = Counter(
        session.scalars(
            select(SponsorshipRow.delegation)
            .join(AmendmentRow, AmendmentRow.id == SponsorshipRow.amendment_id)
            .where(AmendmentRow.document_id == document.id, SponsorshipRow.left_at.is_(None))
        )
    )
    words = _words_brought(session, document)
    tracked = []
    for code in delegations:
        own = [amendment for amendment in amendments if amendment.delegation == code]
        tracked.append(
            DelegationTracking(
                delegation=code,
                proposed=len(own),
                joined=joined[code],
                adopted=sum(one.uptake == "adopted" for one in own),
                partly=sum(one.uptake == "partly" for one in own),
                not_so_far=sum(one.status == "tabled" and one.uptake == "not so far" for one in own),
                withdrawn=sum(one.status == "withdrawn" for one in own),
                closed=sum(one.status == "closed" and one.uptake != "adopted" for one in own),
                words_brought=words[code],
            )
        )
    return tracked


def _words_brought(session: Session, document: DocumentRow) -> Counter[str]:
    """Count the words of the standing text by who brought them."""
    words: Counter[str] = Counter()
    for origins in origins_of(session, document).values():
        for stretches in origins.values():
            words.update(words_brought(stretches))
    return words


def origins_of(
    session: Session, document: DocumentRow, *, clause: str | None = None
) -> dict[str, dict[str, tuple[Origin, ...]]]:
    """Return who brought each stretch of the standing text: clause id -> address -> stretches."""
    wanted = select(ClauseRow.id).where(ClauseRow.document_id == document.id, ClauseRow.state == "standing")
    if clause is not None:
        wanted = select(ClauseRow.id).where(ClauseRow.id == clause)
    lineage = lineage_of(session, document)
    asked = set(session.scalars(wanted))
    before = set(lineage.became)  # whatever gave way to others, since its words may stand there
    revisions: dict[str, list[ClauseRevisionRow]] = {}
    for row in session.scalars(
        select(ClauseRevisionRow)
        .where(
            or_(ClauseRevisionRow.clause_id.in_(wanted), ClauseRevisionRow.clause_id.in_(before)),
            ClauseRevisionRow.language == document.negotiated_language,
        )
        .order_by(ClauseRevisionRow.ordinal)
    ):
        revisions.setdefault(row.clause_id, []).append(row)
    decisions = {
        row.id: row
        for row in session.scalars(
            select(DecisionRow).where(
                or_(DecisionRow.clause_id.in_(wanted), DecisionRow.clause_id.in_(before))
            )
        )
    }
    inserted_by: dict[str, str] = {
        row.clause_id: row.id
        for row in session.scalars(
            select(AmendmentRow).where(
                AmendmentRow.kind == "insert",
                or_(AmendmentRow.clause_id.in_(wanted), AmendmentRow.clause_id.in_(before)),
            )
        )
    }
    found: dict[str, dict[str, tuple[Origin, ...]]] = {}

    def of_clause(clause_id: str) -> dict[str, tuple[Origin, ...]]:
        if clause_id not in found:
            history = revisions[clause_id]
            sources = [of_clause(origin) for origin in lineage.origins.get(clause_id, ())]
            parts = lineage.became[lineage.origins[clause_id][0]] if len(sources) == 1 else ()
            texts = {part: revisions[part][0].content for part in parts if part in revisions}
            found[clause_id] = {
                address: _origins(
                    address,
                    history,
                    decisions,
                    inserted_by.get(clause_id, ""),
                    _begun(address, history[0], [one.get(address, ()) for one in sources], texts),
                )
                for address in {**history[0].content, **history[-1].content}
            }
        return found[clause_id]

    return {clause_id: of_clause(clause_id) for clause_id in revisions if clause_id in asked}


def _begun(
    address: str,
    first: ClauseRevisionRow,
    sources: list[tuple[Origin, ...]],
    parts: Mapping[str, Mapping[str, str]],
) -> tuple[Origin, ...]:
    """Return who brought the first text of a clause that came of others; () for one that came of none."""
    text = first.content.get(address, "")
    if not sources:
        return ()
    if len(sources) > 1 or not sources[0]:
        return inherited(text, first.author, [one for one in sources if one])
    whole = "".join(one.text for one in sources[0])
    there = [part for part, content in parts.items() if content.get(address)]
    if first.clause_id not in there:
        return inherited(text, first.author, [])
    stretches = stretches_of(whole, [parts[part][address] for part in there])
    start, end = stretches[there.index(first.clause_id)]
    return inherited(text, first.author, sources, start=start, end=end)


def _origins(
    address: str,
    history: list[ClauseRevisionRow],
    decisions: dict[str, DecisionRow],
    inserted_by: str,
    begun: tuple[Origin, ...] = (),
) -> tuple[Origin, ...]:
    """Walk one field through the revisions of its clause."""
    # A decision that was undone brought nothing: walk on from the revision that it started from.
    walk: list[ClauseRevisionRow] = []
    same_as: dict[str | None, str | None] = {}  # a revision that an undoing wrote -> the one that it restored
    for revision in history:
        decision = decisions.get(revision.decision_id or "")
        if decision is not None and decision.undoes is not None:
            restored = decisions[decision.undoes].from_revision
            same_as[revision.id] = restored = same_as.get(restored, restored)
            while walk and walk[-1].id != restored:
                walk.pop()
            continue
        walk.append(revision)
    if not walk:
        walk = history[-1:]
    steps = []
    for before, after in pairwise(walk):
        decision = decisions.get(after.decision_id or "")
        ledger = [part for part in decision.passages if part["address"] == address] if decision else []
        old, new = before.content.get(address, ""), after.content.get(address, "")
        if ledger:
            steps.append(
                [
                    # Decisions of the first versions did not name the amendment.
                    Spelled(part["base"], part["chosen"], part["by"], part.get("amendment", ""))
                    for part in ledger
                ]
            )
        elif old != new:
            steps.append([Spelled(old, new, after.author)])
    first = walk[0].content.get(address, "")
    return provenance(first, walk[0].author, steps, amendment=inserted_by, begun=begun)
