"""Statements as pages show them: whose, of which kind, on what, and the steps that their reader may take."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.pages.frame import Cast, Named
from app.pages.languages import language_name
from app.schemas.statements import ConcernedOut, StatementOut
from app.speaking import N_
from documents.permissions import Capacity, Participant, may


@dataclass(frozen=True, kw_only=True, slots=True)
class StatementShown:
    """One statement."""

    id: str
    by: Named
    kind: str
    tag: str  # what is to be known of it
    clauses: Sequence[ConcernedOut]
    texts: Sequence[tuple[str, str, Sequence[str]]]  # language, its name, paragraphs
    moment: datetime | None
    is_over: bool
    base: str  # the words that are shown, which a step names as read
    may_make: bool
    may_edit: bool
    may_confirm: bool
    ends: str  # by which word its reader ends it; "" where they may not


def draw_statement(
    one: StatementOut, participant: Participant, capacity: Capacity | None, cast: Cast
) -> StatementShown:
    """Return a statement as its reader sees it."""
    owner = one.delegation
    may_make = may(participant, "make statement", capacity=capacity, owner=owner)
    return StatementShown(
        id=one.id,
        by=cast[owner],
        kind=one.kind,
        tag=_TAGS.get(one.status, ""),
        clauses=one.clauses,
        texts=[(language, language_name(language), text.split("\n")) for language, text in one.texts.items()],
        moment=one.made_at,
        is_over=one.ended_at is not None,
        base=one.hash,
        may_make=one.status == "draft" and may_make,
        may_edit=one.status == "draft"
        and may(participant, "draft statement", capacity=capacity, owner=owner),
        may_confirm=one.status == "recorded" and may_make,
        ends=_ends(one, participant),
    )


_TAGS: Mapping[str, str] = {
    "draft": N_("draft, seen by your delegation only"),
    "discarded": N_("discarded, seen by your delegation only"),
    "recorded": N_("said in the room, not yet confirmed"),
    "withdrawn": "withdrawn",
}


def _ends(one: StatementOut, participant: Participant) -> str:
    if one.status == "draft" and may(participant, "discard statement", owner=one.delegation):
        return N_("Discard it")
    if one.status == "recorded" and (
        may(participant, "record orally") or may(participant, "withdraw statement", owner=one.delegation)
    ):
        return N_("Take it back")
    if one.status == "made" and may(participant, "withdraw statement", owner=one.delegation):
        return N_("Withdraw it")
    return ""
