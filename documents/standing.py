"""Where a clause stands: what stands against agreeing its text, and on whom the room still waits.

Only what everyone may read counts, and of delegations those that negotiate: what somebody has told the chair alone, or
an adviser thinks, binds no room. So a standing reads alike for every reader.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from documents.consensus import Agreement
from documents.document import ConsolidatedClause
from documents.errors import StandsAgainst, fact
from documents.positions import Stance

Matter = Literal["amendment", "collision", "reservation", "objection", "awaited", "package"]
_MATTER_OF: Mapping[Stance, Matter] = {
    "reserve": "reservation",
    "oppose": "objection",
    "needs instructions": "awaited",
}


@dataclass(frozen=True, slots=True)
class Clash:
    """Words of a clause over which wordings compete, or an amendment under which the text has moved away."""

    delegations: tuple[str, ...]  # whose wordings they are, sorted
    address: str  # the field
    words: str  # of the present text, "" where all want to insert
    amendment: str = ""  # id of the amendment that is to be restated, "" of competing wordings


class Tabled(NamedTuple):
    """An open amendment as far as it stands against a level."""

    id: str
    sponsors: tuple[str, ...]  # the tabler first


class Said(NamedTuple):
    """What a delegation has told everyone of the clause itself."""

    delegation: str
    stance: Stance
    is_stale: bool  # of words that are others now


class Against(NamedTuple):
    """One thing that stands against a level.

    A level may yet be taken pending all its ``delegations`` and ``clauses``.
    """

    matter: Matter
    delegations: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()  # ids, of a package
    subject: str = ""  # id of the amendment or the package
    words: str = ""  # over which wordings compete


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """Where a clause stands."""

    clause: str
    agreement: Agreement
    against: tuple[Against, ...]
    alike: tuple[tuple[str, ...], ...] = ()  # ids of open amendments that make the same of it, in groups

    @property
    def awaited(self) -> tuple[str, ...]:
        """Delegations of which the room waits to hear: they need instructions, must look again, or are pending."""
        waiting = {code for one in self.against if one.matter == "awaited" for code in one.delegations}
        return tuple(sorted(waiting.union(self.agreement.pending_delegations)))


def clashes_in(one: ConsolidatedClause) -> tuple[Clash, ...]:
    """Return every clash of a clause: in the order of the text, then what is to be restated by time of tabling."""
    competing = [
        Clash(
            tuple(sorted({code for wording in passage.alternatives for code in wording.delegations})),
            address,
            passage.base,
        )
        for address, field in one.fields.items()
        for passage in field.passages
        if len(passage.alternatives) > 1
    ]
    restated = [
        Clash(tuple(sorted(amendment.sponsors)), "", "", amendment.id)
        for amendment in one.amendments
        if amendment.collides
    ]
    return (*competing, *restated)


def alike_in(one: ConsolidatedClause) -> tuple[tuple[str, ...], ...]:
    """Return the amendments of a clause that make the same of it, by their ids in groups, by time of tabling."""
    groups: dict[tuple[object, ...], list[str]] = {}
    for amendment in one.amendments:
        if amendment.kind in ("replace", "delete"):
            wanted = (amendment.kind, tuple(sorted(amendment.texts.items())))
            groups.setdefault(wanted, []).append(amendment.id)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)


def standing_of(
    clause: str,
    agreement: Agreement,
    *,
    amendments: Iterable[Tabled] = (),
    clashes: Iterable[Clash] = (),
    positions: Iterable[Said] = (),
    negotiating: Collection[str] = (),
    packages: Mapping[str, Sequence[str]] | None = None,
    alike: tuple[tuple[str, ...], ...] = (),
) -> Standing:
    """Return where a clause stands.

    ``negotiating``: who negotiates the document. ``packages``: those that hold the clause: id -> its other clauses
    that keep it open, see :func:`documents.packages.held_back_by`.

    >>> tabled = Tabled("a1", ("KAZ", "UZB"))
    >>> at = standing_of("c1", Agreement(), amendments=[tabled], positions=[Said("TJK", "oppose", False)],
    ...     negotiating=["KAZ", "TJK", "UZB"])
    >>> [(one.matter, one.delegations) for one in at.against]
    [('amendment', ('KAZ', 'UZB')), ('objection', ('TJK',))]
    """
    said = [
        Against("awaited" if one.is_stale else _MATTER_OF[one.stance], (one.delegation,))
        for one in positions
        if one.stance in _MATTER_OF and one.delegation in negotiating
    ]
    return Standing(
        clause=clause,
        agreement=agreement,
        alike=alike,
        against=(
            *(Against("amendment", one.sponsors, subject=one.id) for one in amendments),
            *(
                Against("collision", one.delegations, subject=one.amendment, words=one.words)
                for one in clashes
            ),
            *said,
            *(
                Against("package", clauses=tuple(others), subject=package)
                for package, others in (packages or {}).items()
                if others
            ),
        ),
    )


def uncovered(
    standing: Standing, pending_delegations: Collection[str], pending_clauses: Collection[str]
) -> tuple[Against, ...]:
    """Return what stands against a level that is taken pending some: whatever does not depend on them alone.

    >>> at = standing_of("c1", Agreement(), amendments=[Tabled("a1", ("KAZ", "UZB"))])
    >>> [one.matter for one in uncovered(at, ["KAZ"], [])], uncovered(at, ["UZB", "KAZ"], [])
    (['amendment'], ())
    """
    return tuple(
        one
        for one in standing.against
        if not (set(one.delegations) <= set(pending_delegations) and set(one.clauses) <= set(pending_clauses))
    )


def only_packages(standing: Standing) -> Standing:
    """Return what stands against a clause on which delegations keep silent: all but packages they have let pass."""
    return replace(standing, against=tuple(one for one in standing.against if one.matter == "package"))


def require_nothing_against(
    standing: Standing,
    level: str,
    *,
    named: str,
    pending_delegations: Collection[str] = (),
    pending_clauses: Collection[str] = (),
    labels: Mapping[str, str],
) -> None:
    """Refuse a level while something stands against it, saying what, and pending whom it may be taken.

    ``named``: the clause as people call it; ``labels``: those of the clauses of its packages.

    >>> at = standing_of("c1", Agreement(), amendments=[Tabled("a1", ("KAZ",))])
    >>> require_nothing_against(at, "agreed ad ref", named="OP 5", labels={})
    Traceback (most recent call last):
    documents.errors.StandsAgainst: OP 5 cannot be taken as agreed ad ref: the amendment of KAZ is open. Settle that \
first, or take the level pending KAZ.
    >>> require_nothing_against(at, "agreed ad ref", named="OP 5", pending_delegations=["KAZ"], labels={})
    """
    against = uncovered(standing, pending_delegations, pending_clauses)
    if not against:
        return
    who = sorted({code for one in against for code in one.delegations}.union(pending_delegations))
    which = sorted({clause for one in against for clause in one.clauses}.union(pending_clauses))
    conditions = [*who, *(labels.get(clause, clause) for clause in which)]
    raise StandsAgainst(
        f"{named} cannot be taken as {level}: {'; '.join(_sentence(one, labels) for one in against)}. "
        f"Settle that first, or take the level pending {', '.join(conditions)}.",
        clause=standing.clause,
        against=[
            {
                "matter": one.matter,
                "delegations": list(one.delegations),
                "clauses": list(one.clauses),
                "subject": one.subject or None,
            }
            for one in against
        ],
        pending_delegations=who,
        pending_clauses=which,
    )


def _sentence(one: Against, labels: Mapping[str, str]) -> str:
    who = ", ".join(one.delegations)
    if one.matter == "package":
        return fact(f"a package holds it together with {', '.join(labels.get(c, c) for c in one.clauses)}")
    if one.matter == "collision" and one.subject:
        return fact(f"the amendment of {who} is to be restated")
    sentences: Mapping[Matter, str] = {
        "amendment": fact(f"the amendment of {who} is open"),
        "collision": fact(f"wordings of {who} compete for {one.words.strip() or fact('one place')!r}"),
        "reservation": fact(f"{who} reserves its position"),
        "objection": fact(f"{who} opposes it"),
        "awaited": fact(f"{who} is still to be heard"),
    }
    return sentences[one.matter]
