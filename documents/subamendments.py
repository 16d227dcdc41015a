"""Sub-amendments: amendments to the amendment of another delegation.

One carries its whole text: the words of the amendment with its own change in them, which is what the clause would
read if both were taken. So it is consolidated, carried over and chosen like any other reading of the clause; what
is its own in it is the difference to the amendment that it amends. There is none of a third degree.
"""

from collections.abc import Iterable, Mapping, Sequence

from documents.amendments import Uptake
from documents.content import ClauseKind, Content
from documents.errors import ChangesNothing, Unacceptable, fact
from documents.readings import OpenAmendment, carry, rebase_field
from documents.rebase import Rebase


def require_amendable(amended: OpenAmendment, by: str) -> None:
    """Refuse a sub-amendment by a delegation to an amendment that has no words of others to change.

    Raises :class:`Unacceptable`, whose sentence says what to do instead.
    """
    if by in amended.sponsors:
        raise Unacceptable(
            "Your delegation stands behind this amendment: edit it, or leave it before you amend it.",
            field="amends",
        )
    if amended.amends:
        raise Unacceptable(
            "This amends an amendment already, and there is no third degree: "
            "amend the same amendment in your own words, or the clause.",
            field="amends",
        )
    if amended.kind != "replace":
        instead = (
            fact("amend the clause that it proposes")
            if amended.kind == "insert"
            else fact("send your own to the clause")
        )
        raise Unacceptable(f"This amendment rewords nothing; {instead}.", field="amends")


def words_on(kind: ClauseKind, amendment: OpenAmendment, content: Content) -> dict[str, str]:
    """Return what a clause of some content reads with an amendment: address -> text."""
    carried = carry(kind, amendment, content)
    return {**content, **{address: outcome.text for address, outcome in carried.items()}}


def with_own_change(
    kind: ClauseKind, amended: OpenAmendment, wanted: Mapping[str, str], present: Content
) -> dict[str, str]:
    """Return the fields of a sub-amendment: those that its amendment rewords, with its own change in them.

    Refuse one that wants nothing but what the amendment wants.
    """
    words = words_on(kind, amended, present)
    if all(words.get(address, "") == text for address, text in wanted.items()):
        raise ChangesNothing(
            "This is what the amendment says already; join it, or change a word.", fields=sorted(wanted)
        )
    return {**{address: words[address] for address in amended.fields}, **wanted}


def own_change(
    kind: ClauseKind, sub: OpenAmendment, amended: OpenAmendment, present: Content
) -> dict[str, Rebase]:
    """Return what a sub-amendment makes of the present words of the amendment that it amends, field by field."""
    words = words_on(kind, amended, present)
    return {
        address: rebase_field(
            kind,
            address,
            wanted,
            base=sub.amended.get(address, sub.base.get(address, "")),
            present=words.get(address, ""),
        )
        for address, wanted in sub.fields.items()
    }


def closed_by(
    amendments: Sequence[OpenAmendment], uptakes: Mapping[str, Uptake], named: Iterable[str]
) -> set[str]:
    """Return the amendments that a decision closes: what it adopts or names, and what goes with that.

    An amendment goes with the sub-amendment in which it was adopted; a sub-amendment falls with its amendment where
    nothing of that stands in the text. Beside one that was taken it stays, as an amendment to what the text reads now.
    """
    named = set(named)
    adopted = {one.id for one in amendments if uptakes[one.id] == "adopted"}
    in_another = {one.amends for one in amendments if one.amends and one.id in adopted}
    closed = adopted | named | in_another
    fallen = {
        one.id
        for one in amendments
        if one.amends in named and one.amends not in in_another and uptakes[one.amends] == "not so far"
    }
    return (closed | fallen) & {one.id for one in amendments}
