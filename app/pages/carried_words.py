"""Words that were typed against a text that has moved on since, carried over to the present one.

Nothing is lost: where both sides want the same words otherwise the typed ones stay, the place is named, and what was
typed is shown once more as it was.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.models.values import PlacedClause
from app.pages.amending import Amending
from app.pages.pen import Pen
from app.pages.proposals import Meeting
from app.pages.typed_words import Marked, mark, show_present
from app.pages.words import name_of_field
from app.services.revisions import revision_named
from documents.content import Content, ordered_addresses
from documents.readings import rebase_field
from documents.rebase import Outcome, Rebase


@dataclass(frozen=True, kw_only=True, slots=True)
class Carried:
    """What became of typed words on the present text."""

    outcome: Outcome
    texts: Mapping[str, str]  # address -> what the field reads now
    changed: Sequence[Marked]  # from the text they were typed against to the present one
    present: Sequence[Marked]
    typed: Sequence[Marked]  # as they were typed, where the field reads otherwise now
    meetings: Sequence[Meeting]


def carry_typed(
    session: Session,
    placed: PlacedClause,
    typed: Mapping[str, str],
    base_revision: str,
    pen: Pen,
    amending: Amending | None = None,
) -> Carried | None:
    """Return typed fields on the present text; None where they were typed against it or against none."""
    clause = placed.clause
    base = revision_named(session, clause.id, base_revision)
    if base is None or base.id == clause.revision:
        return None
    read, present = (
        one if amending is None else amending.words_on(one) for one in (base.content, clause.content)
    )
    outcomes: dict[str, Rebase] = {}
    for address in ordered_addresses(clause.kind, typed):
        text = typed[address]
        old, new = read.get(address, ""), present.get(address, "")
        # A field that nobody touched follows the text: it must not take back what others changed in it.
        outcomes[address] = (
            Rebase("satisfied", new)
            if text.strip() == old.strip()
            else rebase_field(clause.kind, address, text, base=old, present=new)
        )
    moved = [
        address
        for address in ordered_addresses(clause.kind, {*base.content, *clause.content})
        if base.content.get(address, "") != clause.content.get(address, "")
    ]
    otherwise = [
        address for address, one in outcomes.items() if one.text != typed[address] != read.get(address, "")
    ]
    return Carried(
        outcome=_of_all(outcomes, typed, read),
        texts={address: one.text for address, one in outcomes.items()},
        changed=list(
            mark(clause.kind, base.content, _of(clause.content, moved), pen, (pen.cast["CHAIR"],)).values()
        ),
        present=show_present(clause.kind, clause.content, moved, pen),
        typed=show_present(clause.kind, typed, otherwise, pen),
        meetings=[
            Meeting(
                name_of_field(address) if clause.kind == "entry" else "", met.base, met.proposed, met.present
            )
            for address, one in outcomes.items()
            for met in one.collisions
        ],
    )


def _of(content: Content, addresses: Sequence[str]) -> dict[str, str]:
    return {address: content.get(address, "") for address in addresses}


def _of_all(outcomes: Mapping[str, Rebase], typed: Mapping[str, str], read: Content) -> Outcome:
    """Return the outcome for all fields that somebody changed, the worst first."""
    found = {
        one.outcome
        for address, one in outcomes.items()
        if typed[address].strip() != read.get(address, "").strip()
    }
    return "collides" if "collides" in found else "clean" if "clean" in found else "satisfied"
