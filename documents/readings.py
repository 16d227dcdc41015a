"""From open amendments to one reading per delegation, and from readings to the consolidation of a clause.

An amendment keeps the last text that its own delegation wrote and the base it wrote it against. What it means
on the present text is always derived from these two, never from an earlier derivation: so the order in which
other things were decided cannot matter.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from documents.amendments import AmendmentKind, Uptake
from documents.consolidation import Consolidation, Proposal, consolidate
from documents.content import ClauseKind, Content, field_at, ordered_addresses
from documents.document import Clause, ConsolidatedClause, TabledAmendment
from documents.rebase import Collision, Rebase, rebase, uptake


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenAmendment:
    """A tabled amendment as its delegation wrote it."""

    id: str
    kind: AmendmentKind
    delegation: str
    sponsors: tuple[str, ...]  # the tabler first
    tabled_at: datetime
    rationale: str
    fields: Mapping[str, str] = field(default_factory=dict)  # address -> the text it wants there
    base: Mapping[str, str] = field(default_factory=dict)  # the content it was written against
    uptake: Uptake = "not so far"
    move_to: str = ""
    after: str = ""
    unconfirmed: bool = False  # recorded as it was said in the room; its delegation has not confirmed it
    late: bool = False  # tabled after the deadline of a round
    amends: str = ""  # id of the amendment of another delegation that it amends
    amended: Mapping[str, str] = field(
        default_factory=dict
    )  # address -> the words of that, as they were read


def carry(kind: ClauseKind, amendment: OpenAmendment, present: Content) -> dict[str, Rebase]:
    """Return what each field of an amendment becomes on the present text."""
    return {
        address: rebase_field(
            kind, address, wanted, base=amendment.base.get(address, ""), present=present.get(address, "")
        )
        for address, wanted in amendment.fields.items()
    }


def rebase_field(kind: ClauseKind, address: str, wanted: str, *, base: str, present: str) -> Rebase:
    """Carry one field over; a value is taken or left as a whole."""
    if field_at(kind, address).kind == "prose":
        return rebase(wanted, base=base, new_base=present)
    if base == present:
        return Rebase("clean", wanted)
    if wanted == present:
        return Rebase("satisfied", present)
    return Rebase("collides", wanted, (Collision(base=base, proposed=wanted, present=present),))


def reading_of(kind: ClauseKind, amendments: Iterable[OpenAmendment], present: Content) -> dict[str, str]:
    """Return what one delegation's amendments together make of the present text: address -> text.

    They are merged in order of tabling; only addresses that one of them touches are returned.
    """
    reading: dict[str, str] = {}
    for amendment in sorted(amendments, key=lambda amendment: (amendment.tabled_at, amendment.id)):
        for address, carried in carry(kind, amendment, present).items():
            here = present.get(address, "")
            so_far = reading.get(address, here)
            reading[address] = rebase_field(kind, address, carried.text, base=here, present=so_far).text
    return reading


def collision_with_own(
    kind: ClauseKind, new: OpenAmendment, others: Iterable[OpenAmendment], present: Content
) -> str | None:
    """Return the id of an amendment of the same delegation that this one cannot stand beside, or None.

    It wants the same words otherwise, or the same clause elsewhere; and whoever wants a clause away wants nothing
    else of it.
    """
    mine = carry(kind, new, present)
    for other in others:
        kinds = (new.kind, other.kind)
        if "delete" in kinds or kinds == ("move", "move"):
            return other.id
        theirs = carry(kind, other, present)
        for address in mine.keys() & theirs.keys():
            here = present.get(address, "")
            met = rebase_field(kind, address, mine[address].text, base=here, present=theirs[address].text)
            if met.outcome == "collides":
                return other.id
    return None


def uptake_of(
    kind: ClauseKind,
    amendment: OpenAmendment,
    present: Content,
    chosen: Mapping[str, Uptake] | None = None,
) -> Uptake:
    """Return how much of an amendment stands in the present text.

    ``chosen`` says of a field what the choices of a decision took of it, where that is known.
    """
    parts: set[Uptake] = set()
    for address, wanted in amendment.fields.items():
        base, here = amendment.base.get(address, ""), present.get(address, "")
        if (chosen or {}).get(address) == "adopted":
            parts.add("adopted")
        elif field_at(kind, address).kind == "prose":
            parts.add(uptake(wanted, base=base, new_base=here))
        else:
            parts.add("adopted" if wanted == here else "not so far")
    if parts == {"adopted"}:
        return "adopted"
    return "partly" if parts & {"adopted", "partly"} else "not so far"


def consolidate_clause(clause: Clause, amendments: Sequence[OpenAmendment]) -> ConsolidatedClause:
    """Return a clause with everything that is proposed on it; drafts must not be among the amendments."""
    rewording = [amendment for amendment in amendments if amendment.kind == "replace"]
    tablers = {amendment.id: amendment.delegation for amendment in amendments}
    fields = consolidate_fields(clause.kind, clause.content, rewording)
    return ConsolidatedClause(
        clause=clause,
        fields=fields,
        inserted_by=_sponsors(amendments, "insert") if not clause.standing else (),
        deleted_by=_sponsors(amendments, "delete"),
        amendments=tuple(
            _as_tabled(clause, amendment, amends=tablers.get(amendment.amends, ""))
            for amendment in amendments
        ),
    )


def consolidate_fields(
    kind: ClauseKind, present: Content, amendments: Sequence[OpenAmendment]
) -> dict[str, Consolidation]:
    """Return the consolidation of every field that a reading changes, in the order of the clause."""
    delegations = sorted({code for amendment in amendments for code in amendment.sponsors})
    proposals: dict[str, list[Proposal]] = {}
    for delegation in delegations:
        own = [amendment for amendment in amendments if delegation in amendment.sponsors]
        for address, text in reading_of(kind, own, present).items():
            if text != present.get(address, ""):
                proposals.setdefault(address, []).append(Proposal(delegation, text))
    return {
        address: consolidate(
            present.get(address, ""), proposals[address], whole=field_at(kind, address).kind == "value"
        )
        for address in ordered_addresses(kind, proposals)
    }


def _sponsors(amendments: Iterable[OpenAmendment], kind: AmendmentKind) -> tuple[str, ...]:
    return tuple(
        sorted({code for amendment in amendments if amendment.kind == kind for code in amendment.sponsors})
    )


def _as_tabled(clause: Clause, amendment: OpenAmendment, *, amends: str) -> TabledAmendment:
    carried = carry(clause.kind, amendment, clause.content)
    return TabledAmendment(
        id=amendment.id,
        kind=amendment.kind,
        delegation=amendment.delegation,
        sponsors=amendment.sponsors,
        tabled_at=amendment.tabled_at,
        rationale=amendment.rationale,
        texts={address: outcome.text for address, outcome in carried.items()},
        collides=any(outcome.outcome == "collides" for outcome in carried.values()),
        move_to=amendment.move_to,
        after=amendment.after,
        unconfirmed=amendment.unconfirmed,
        late=amendment.late,
        amends=amends,
    )


def identical_to(
    amendment: OpenAmendment, others: Iterable[OpenAmendment], texts: Mapping[str, Mapping[str, str]]
) -> list[str]:
    """Return the amendments of others that make the same of the present text: one may join them instead.

    ``texts`` says what each amendment makes of it: id -> address -> text, as in :func:`carry`.
    """
    if amendment.kind not in ("replace", "delete"):
        return []
    return [
        other.id
        for other in others
        if other.kind == amendment.kind
        and amendment.delegation not in other.sponsors
        and texts[other.id] == texts[amendment.id]
    ]
