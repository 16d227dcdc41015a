"""Amendments to clauses that give way are written again on the clauses that take their place, in the same words.

The old one is closed and stays what it was; each new one has its sponsors, its reason and its place in the order of
tabling. What no new clause has a place for is noted with the words that it would have changed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import AmendmentRow, SponsorshipRow, new_id
from app.models.streamlining import Fate
from app.models.written import as_written, last_revisions
from app.services.record import PUBLIC, stream_of
from app.services.restating import Restating
from app.services.subamendments import read_on
from app.services.wording import Wording, write_text
from documents.amendments import AmendmentKind
from documents.content import prose_only
from documents.readings import OpenAmendment, carry
from documents.streamlining import Placed, Unplaced

NO_PLACE_TO_GO = "A clause that is part of another now goes nowhere by itself."


@dataclass(frozen=True, slots=True)
class _Copy:
    """An amendment as it is to stand on one of the new clauses; a chain of moves follows its own clauses."""

    target: int
    kind: AmendmentKind
    fields: Mapping[str, str]
    collides: bool = False


def carry_amendments(session: Session, act: Restating, *, drafts_of: str | None = None) -> None:
    """Write the amendments on the table again on the new clauses; or the drafts of a delegation, in its own stream."""
    rows = session.scalars(
        select(AmendmentRow)
        .where(
            AmendmentRow.clause_id.in_(act.source_ids),
            AmendmentRow.kind != "insert",
            AmendmentRow.status == ("tabled" if drafts_of is None else "draft"),
            *(() if drafts_of is None else [AmendmentRow.delegation == drafts_of]),
        )
        .order_by(AmendmentRow.tabled_at, AmendmentRow.created_at, AmendmentRow.id)
    ).all()
    written = [pair for pair in as_written(session, rows) if pair[0].id not in act.went]
    shared = list(_shared_by_all(act, written))
    for together in shared:
        _carry_as_one(session, act, together)
    done = {row.id for together in shared for row, _ in together}
    for row, amendment in written:
        if row.id not in done:
            _carry_one(session, act, row, amendment)


def delegations_with_drafts(session: Session, act: Restating) -> list[str]:
    """Return whose drafts stand on the old clauses, or would be tabled beside or under one."""
    named = AmendmentRow.clause_id, AmendmentRow.after_id, AmendmentRow.parent_id
    return sorted(
        {
            code
            for column in named
            for code in session.scalars(
                select(AmendmentRow.delegation).where(
                    column.in_(act.source_ids), AmendmentRow.status == "draft"
                )
            )
        }
    )


def _shared_by_all(
    act: Restating, written: Iterable[tuple[AmendmentRow, OpenAmendment]]
) -> Iterator[list[tuple[AmendmentRow, OpenAmendment]]]:
    """Yield deletions and moves that the same delegations want of every one of several old clauses."""
    if len(act.sources) == 1:
        return
    alike: dict[tuple[object, ...], dict[str, tuple[AmendmentRow, OpenAmendment]]] = {}
    for row, amendment in written:
        if row.kind in ("delete", "move"):
            goal = (row.kind, row.delegation, amendment.sponsors, row.parent_id)
            alike.setdefault(goal, {})[row.clause_id] = (row, amendment)
    for wish, by_clause in alike.items():
        if len(by_clause) == len(act.sources) and (wish[0] == "delete" or _is_chain(act, by_clause)):
            yield [by_clause[clause] for clause in act.source_ids]


def _is_chain(act: Restating, moves: Mapping[str, tuple[AmendmentRow, OpenAmendment]]) -> bool:
    """Whether each clause is to go to one place, or right behind the one before it."""
    first = moves[act.source_ids[0]][0].after_id
    return all(moves[clause][0].after_id in (first, before) for before, clause in pairwise(act.source_ids))


def _carry_as_one(
    session: Session, act: Restating, together: Sequence[tuple[AmendmentRow, OpenAmendment]]
) -> None:
    first, amendment = together[0]
    copy = _write(session, act, first, amendment, _Copy(0, first.kind, {}), after=first.after_id)
    for row, _ in together:
        _note_and_close(session, act, row, "as it was", to=copy.id, target=0)


def _carry_one(session: Session, act: Restating, row: AmendmentRow, amendment: OpenAmendment) -> None:
    copies, unplaced = _copies(act, row, amendment)
    facts: dict[str, object] = {}
    if unplaced:
        facts["unplaced"] = [
            {"field": one.address, "base": one.base, "proposed": one.proposed} for one in unplaced
        ]
    after = row.after_id
    for copy in copies:
        new = _write(session, act, row, amendment, copy, after=after)
        after = act.targets[copy.target].id  # the parts of a clause that is moved stay together
        fate: Fate = "collides" if copy.collides else "cut" if len(copies) > 1 or unplaced else "as it was"
        _note_and_close(session, act, row, fate, to=new.id, target=copy.target)
    if facts:
        _note_and_close(session, act, row, "not placed", facts=facts)
    elif not copies:
        _note_and_close(session, act, row, "satisfied")


def _copies(
    act: Restating, row: AmendmentRow, amendment: OpenAmendment
) -> tuple[list[_Copy], Sequence[Unplaced]]:
    source = act.number_of(row.clause_id)
    if row.kind in ("delete", "move") and len(act.sources) == 1:
        return [_Copy(target, row.kind, {}) for target in range(len(act.targets))], ()
    if row.kind == "move":
        return [], (Unplaced("", NO_PLACE_TO_GO, amendment.move_to),)
    present = act.words.sources[source]
    if row.kind == "delete":
        wanted = dict.fromkeys(prose_only(act.words.kind, present), "")
    else:
        carried = carry(act.words.kind, amendment, present)
        wanted = {
            address: one.text for address, one in carried.items() if one.text != present.get(address, "")
        }
    placed: Placed = act.words.place(source, wanted)
    return [
        _Copy(
            target,
            "replace",
            fields,
            collides=any(placed.fields[target][address].outcome == "collides" for address in fields),
        )
        for target in range(len(act.targets))
        if (fields := placed.wanted_of(target, act.words.targets[target]))
    ], placed.unplaced


def _write(
    session: Session,
    act: Restating,
    origin: AmendmentRow,
    amendment: OpenAmendment,
    copy: _Copy,
    *,
    after: str | None,
) -> AmendmentRow:
    """Write an amendment on a new clause; it keeps when it was tabled, its sponsors, and what is confirmed of it."""
    clause = act.targets[copy.target]
    amended = _amended_there(session, act, origin, copy.target)
    new = AmendmentRow(
        id=new_id(),
        document_id=origin.document_id,
        clause_id=clause.id,
        kind=copy.kind,
        delegation=origin.delegation,
        status=act.closed.get(origin.id, origin.status),
        uptake=origin.uptake,
        parent_id=origin.parent_id if copy.kind == "move" else None,
        after_id=after if copy.kind == "move" else None,
        created_at=origin.created_at,
        tabled_at=origin.tabled_at,
        recorded_by=origin.recorded_by,
        confirmed_at=origin.confirmed_at,
        late_round_id=origin.late_round_id,
        amends_id=amended.id if amended is not None else None,
    )
    session.add(new)
    session.flush()
    write_text(
        session,
        amendment=new,
        wording=Wording(fields=copy.fields, rationale=amendment.rationale),
        base_revision=act.heads[clause.id].id,
        amends=read_on(
            session, clause=clause, text=_last_text(session, amended), base=act.heads[clause.id].id
        ),
        now=act.now,
    )
    session.add_all(
        SponsorshipRow(id=new_id(), amendment_id=new.id, delegation=code, joined_at=act.now)
        for code in amendment.sponsors[1:]
    )
    return new


def _last_text(session: Session, amendment: AmendmentRow | None) -> str | None:
    return last_revisions(session, [amendment.id])[0].id if amendment is not None else None


def _amended_there(
    session: Session, act: Restating, origin: AmendmentRow, target: int
) -> AmendmentRow | None:
    """Return what a sub-amendment amends on a new clause; where that went elsewhere, it stands by itself."""
    there = [new for new, on in act.went.get(origin.amends_id or "", ()) if on == target]
    return session.get_one(AmendmentRow, there[0]) if there else None


def _note_and_close(
    session: Session,
    act: Restating,
    row: AmendmentRow,
    fate: Fate,
    *,
    to: str | None = None,
    target: int | None = None,
    facts: Mapping[str, object] | None = None,
) -> None:
    is_draft = row.tabled_at is None
    status = act.closed.setdefault(row.id, row.status)
    act.note(
        session,
        "amendment",
        row.id,
        row.clause_id,
        fate,
        to=to,
        target=target,
        stream=stream_of(row.delegation) if is_draft else PUBLIC,
        facts={"status": status, **(facts or {})},
    )
    row.status = "closed"
