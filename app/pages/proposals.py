"""Amendments as pages show them: the changed words, whose they are, why, and what the reader may do with them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import capacity_in, visible_amendments
from app.models import AmendmentRow, ClauseRevisionRow, DocumentRow, HouseRulesRow, TranslationRequestRow
from app.models.asked import asked_of
from app.models.values import PlacedClause
from app.pages.differences import draw_difference, notes_on
from app.pages.drawn import Option
from app.pages.frame import Named
from app.pages.languages import language_name
from app.pages.pen import Pen, Stretch, draw_text
from app.pages.words import name_of_field
from app.presenting import present_amendments
from app.schemas.amendments import AmendmentOut
from app.silence_shown import silence_over
from app.translation_requests_shown import originals_of
from documents.amendments import Step, require_step
from documents.consolidation import Proposal, consolidate
from documents.content import field_at, ordered_addresses
from documents.errors import BrokenRule
from documents.options import is_rewritten
from documents.permissions import HOUSE, Capacity, Participant, may
from documents.read_amendment import read_out_replacement
from documents.reading_out import Floor
from documents.selection import changes_only_setting


@dataclass(frozen=True, slots=True)
class Change:
    """What an amendment makes of one field; ``whole`` where the new text shares too little with the old one."""

    name: str  # "" for the one text of a paragraph
    stretches: Sequence[Stretch]
    whole: Option | None = None
    notes: Sequence[str] = ()  # what nobody can see of it, in words


@dataclass(frozen=True, slots=True)
class Meeting:
    """Where the present text and an amendment want the same words otherwise."""

    name: str
    base: str
    proposed: str
    present: str


@dataclass(frozen=True, slots=True)
class AmendedShown:
    """What a sub-amendment amends."""

    id: str
    by: Named
    is_open: bool
    is_present: bool  # it reads as it did when the sub-amendment was written


@dataclass(frozen=True, slots=True)
class OriginalShown:
    """The words in which an amendment was first drafted, in another language than the negotiated one."""

    language: str
    language_name: str
    texts: Sequence[tuple[str, str]]  # name of the field, "" of a paragraph, and its words


@dataclass(frozen=True, slots=True)
class AskedShown:
    """A delegation that is asked to join an amendment."""

    delegation: Named
    answer: str  # "joined", "declined", "" where it has not answered


@dataclass(frozen=True, kw_only=True, slots=True)
class AmendmentShown:
    """One amendment."""

    id: str
    clause: str
    kind: str
    status: str
    uptake: str
    by: Sequence[Named]  # the tabler first
    own: bool
    moment: datetime
    rationale: str
    amends: AmendedShown | None
    changes: Sequence[Change]  # of a sub-amendment to an open amendment: against the words of that
    original: OriginalShown | None
    move_to: str
    satisfied: bool
    meetings: Sequence[Meeting]
    rivals: Sequence[Named]  # the tablers of amendments that want the same words otherwise
    same_as: Sequence[Named]  # who wants exactly this already
    read_out: Sequence[str]  # sentences for the floor
    text: str  # the id of its last text, which a joiner names
    recorded: str  # "unconfirmed" or "confirmed" where it was said orally, else ""
    late: bool  # tabled after the deadline of a round
    released: bool  # a draft, by the head of its delegation
    is_typography: bool  # it changes nothing but the setting of words
    asked: Sequence[AskedShown]  # whom its tabler asks to join, as far as the reader knows it
    may: frozenset[str]  # amend, confirm, decline, join, leave, edit, release, table, withdraw


def allows(rule: Callable[..., None], *facts: object) -> bool:
    """Return whether a rule of the core lets something pass; the service asks it again."""
    try:
        rule(*facts)
    except BrokenRule:
        return False
    return True


def may_write(participant: Participant, capacity: Capacity | None) -> bool:
    """Return whether the form for an amendment is for this reader: to propose, or to record what was said."""
    return may(participant, "propose", capacity=capacity) or may(participant, "record orally")


def show_amendments(
    session: Session, participant: Participant, document: DocumentRow, placed: PlacedClause, pen: Pen
) -> list[AmendmentShown]:
    """Return every amendment to a clause that the reader may see, open ones first, each group by time."""
    rows = session.scalars(
        select(AmendmentRow)
        .where(AmendmentRow.clause_id == placed.clause.id, visible_amendments(participant))
        .order_by(AmendmentRow.created_at, AmendmentRow.id)
    ).all()
    outs = present_amendments(session, rows)
    capacity = capacity_in(session, participant, document)
    rules = session.get(HouseRulesRow, participant.delegation)
    head_releases = rules is not None and rules.head_releases
    frozen = bool(outs) and silence_over(session, document, placed.clause.id) is not None
    originals = originals_of(session, document, [out.id for out in outs]) if outs else {}
    asked = _asked(session, participant, outs, pen)
    bases = _bases(session, outs)
    rivals = _rivals(placed, outs)
    tabler = {out.id: out.delegation for out in outs}
    wanted = {out.id: {address: one.text for address, one in out.present.items()} for out in outs}
    ranks = {"tabled": 0, "draft": 1, "closed": 2, "withdrawn": 2}
    shown = [
        AmendmentShown(
            id=out.id,
            clause=out.clause,
            kind=out.kind,
            status=out.status,
            uptake=out.uptake,
            by=tuple(pen.cast[code] for code in out.sponsors),
            own=out.delegation == participant.delegation,
            moment=out.filed_at,
            rationale=out.rationale,
            amends=_amended(out, pen),
            changes=_changes(out, placed, bases, pen, wanted),
            original=_original(originals.get(out.id), placed),
            move_to=pen.labels.get(out.after or "", ""),
            satisfied=out.outcome == "satisfied",
            meetings=_meetings(out),
            rivals=pen.named({tabler[other] for other in rivals.get(out.id, ())}),
            same_as=pen.named({tabler[other] for other in out.identical_to if other in tabler}),
            read_out=_read_out(out, placed, pen),
            text=out.text_id,
            recorded=_recorded(out),
            late=out.late is not None,
            released=out.is_released,
            is_typography=out.kind == "replace"
            and changes_only_setting(
                {address: one.text for address, one in out.present.items()}, placed.clause.content
            ),
            asked=asked.get(out.id, ()),
            may=_may(participant, capacity, out, placed, asked.get(out.id, ()), head_releases=head_releases)
            - (_frozen_steps(out) if frozen else frozenset()),
        )
        for out in outs
    ]
    return sorted(shown, key=lambda one: (ranks[one.status], one.moment, one.id))


def _asked(
    session: Session, participant: Participant, outs: Sequence[AmendmentOut], pen: Pen
) -> dict[str, list[AskedShown]]:
    """Return who is asked to join which amendment; chair and secretariat know of none."""
    found: dict[str, list[AskedShown]] = {}
    tabled = [out.id for out in outs if out.status in ("draft", "tabled")]
    if participant.delegation not in HOUSE:
        for one in asked_of(session, tabled, reader=participant.delegation):
            found.setdefault(one.amendment, []).append(AskedShown(pen.cast[one.delegation], one.answer or ""))
    return found


def _bases(session: Session, outs: Sequence[AmendmentOut]) -> dict[str, Mapping[str, str]]:
    wanted = {out.base_revision for out in outs if out.base_revision}
    if not wanted:
        return {}
    rows = session.scalars(select(ClauseRevisionRow).where(ClauseRevisionRow.id.in_(wanted)))
    return {row.id: row.content for row in rows}


def _changes(
    out: AmendmentOut,
    placed: PlacedClause,
    bases: Mapping[str, Mapping[str, str]],
    pen: Pen,
    wanted_by: Mapping[str, Mapping[str, str]],
) -> tuple[Change, ...]:
    """Return an open amendment against the present text, any other against the text it was written on.

    What amends an open amendment stands against the words of that: they are not its own.
    """
    if out.kind not in ("replace", "insert"):
        return ()
    clause = placed.clause
    by = tuple(pen.cast[code] for code in out.sponsors)
    changes = []
    for address in ordered_addresses(clause.kind, out.fields):
        name = name_of_field(address) if clause.kind == "entry" else ""
        wanted = out.fields[address]
        old = "" if out.kind == "insert" else bases.get(out.base_revision or "", {}).get(address, "")
        if out.kind == "replace" and address in out.present:
            old, wanted = clause.content.get(address, ""), out.present[address].text
            if out.amends is not None and out.amends.status == "tabled":
                old = wanted_by.get(out.amends.amendment, {}).get(address, old)
                wanted = out.amends.present[address].text
                if old == wanted:
                    continue  # a field that it leaves as the amendment has it
        if is_rewritten(old, wanted):
            changes.append(Change(name, (), Option(draw_text(wanted, pen), by)))
        elif out.kind == "insert":
            changes.append(Change(name, draw_text(wanted, pen)))
        elif field_at(clause.kind, address).kind == "value":
            changes.append(Change(name, draw_difference(old, wanted, pen, by=by, whole=True)))
        else:
            drawn = draw_difference(old, wanted, pen, by=by, brief=True)
            changes.append(Change(name, drawn, notes=notes_on(old, wanted)))
    return tuple(changes)


def _read_out(out: AmendmentOut, placed: PlacedClause, pen: Pen) -> Sequence[str]:
    if out.kind != "replace":
        return ()
    floor = Floor(language=pen.language, labels=pen.labels)
    wanted = {address: carried.text for address, carried in out.present.items()}
    clause = placed.clause
    return read_out_replacement(clause, wanted, out.sponsors, floor, place=clause.label).sentences


def _original(row: TranslationRequestRow | None, placed: PlacedClause) -> OriginalShown | None:
    if row is None:
        return None
    kind = placed.clause.kind
    texts = tuple(
        (name_of_field(address) if kind == "entry" else "", row.fields[address])
        for address in ordered_addresses(kind, row.fields)
    )
    return OriginalShown(row.language, language_name(row.language), texts)


def _amended(out: AmendmentOut, pen: Pen) -> AmendedShown | None:
    if out.amends is None:
        return None
    amended = out.amends
    is_open = amended.status == "tabled"
    return AmendedShown(
        amended.amendment, pen.cast[amended.delegation], is_open, amended.is_present or not is_open
    )


def _meetings(out: AmendmentOut) -> tuple[Meeting, ...]:
    return tuple(
        Meeting(name_of_field(address) if address != "text" else "", met.base, met.proposed, met.present)
        for address, carried in out.present.items()
        for met in carried.collisions
    )


def _rivals(placed: PlacedClause, outs: Sequence[AmendmentOut]) -> dict[str, set[str]]:
    """Return the tabled amendments that compete for the same words: id -> ids."""
    wanted: dict[str, list[Proposal]] = {}
    for out in outs:
        if out.status == "tabled" and out.kind == "replace":
            for address, carried in out.present.items():
                wanted.setdefault(address, []).append(Proposal(out.id, carried.text))
    found: dict[str, set[str]] = {}
    for address, proposals in wanted.items():
        whole = field_at(placed.clause.kind, address).kind == "value"
        for passage in consolidate(placed.clause.content.get(address, ""), proposals, whole=whole).passages:
            if len(passage.alternatives) < 2:
                continue
            for here in passage.alternatives:
                for there in passage.alternatives:
                    if here != there:
                        for one in here.delegations:
                            found.setdefault(one, set()).update(there.delegations)
    return found


def _recorded(out: AmendmentOut) -> str:
    if out.recorded_by is None:
        return ""
    return "unconfirmed" if out.confirmed_at is None else "confirmed"


def _frozen_steps(out: AmendmentOut) -> frozenset[str]:
    """Return the steps that silence forbids: what others see stays as it is, a draft stays its delegation's own."""
    steps = {"join", "leave", "table"}
    return frozenset(steps if out.status == "draft" else {*steps, "edit", "withdraw"})


def _may(
    participant: Participant,
    capacity: Capacity | None,
    out: AmendmentOut,
    placed: PlacedClause,
    asked: Sequence[AskedShown],
    *,
    head_releases: bool,
) -> frozenset[str]:
    """Return the steps that the core's rules leave to the reader."""
    waits_for_head = head_releases and participant.role != "head"

    def leaves(step: Step) -> bool:
        return may(participant, step, capacity=capacity, owner=out.delegation) and allows(
            require_step, out.status, step
        )

    is_open = placed.clause.agreement.is_open
    if out.delegation == participant.delegation:
        steps: tuple[Step, ...] = ("edit", "table", "withdraw") if is_open else ("withdraw",)
    elif participant.delegation in out.sponsors:
        steps = ("leave",)
    else:
        steps = ("join",) if is_open else ()
    found: set[str] = {step for step in steps if leaves(step)}
    if _recorded(out) == "unconfirmed" and leaves("confirm") and not waits_for_head:
        found.add("confirm")
    if waits_for_head and not out.is_released:
        found.discard("table")
    if (
        head_releases
        and out.status == "draft"
        and not out.is_released
        and may(participant, "release", owner=out.delegation)
    ):
        found.add("release")
    if "join" in found and any(not one.answer for one in asked):
        found.add("decline")
    if "join" in found and out.kind == "replace" and out.amends is None and placed.clause.agreement.is_open:
        found.add("amend")
    return frozenset(found)
