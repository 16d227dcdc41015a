"""A silence procedure in parts: the clocks of capitals, the frozen words, who objected and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.dates import full_moment, in_words
from app.models import ClauseRevisionRow, DocumentRow
from app.pages.frame import Cast, Named
from app.pages.languages import labels_in, language_name
from app.pages.pen import Pen, Stretch, draw_text
from app.schemas.silence import FrozenClauseOut, ObjectionOut, SilenceOut
from app.speaking import gettext
from documents.permissions import Participant, may


@dataclass(frozen=True, slots=True)
class LocalShown:
    """What the clocks of some capitals show at the deadline."""

    delegations: Sequence[Named]
    words: str
    zones: Sequence[str]


@dataclass(frozen=True, slots=True)
class FrozenText:
    """The words of a clause in one language."""

    language: str
    name: str  # "" of the negotiated one
    paragraphs: Sequence[Sequence[Stretch]]


@dataclass(frozen=True, slots=True)
class FrozenClause:
    """A clause under silence."""

    id: str
    label: str
    texts: Sequence[FrozenText]


@dataclass(frozen=True, kw_only=True, slots=True)
class ObjectionShown:
    """An objection, and what the reader may do about it."""

    id: str
    by: Named
    made: str
    reason: str
    clauses: Sequence[tuple[str, str]]  # id, label
    fate: str
    may_confirm: bool
    may_take_back: bool


def local_deadlines(one: SilenceOut, cast: Cast) -> list[LocalShown]:
    """Return the local times, capitals whose clocks show the same together."""
    found: dict[str, tuple[list[Named], list[str]]] = {}
    for it in one.local_deadlines:
        local = it.local
        offset = f"{local:%z}"
        words = f"{full_moment(local)} (UTC{offset[:3]}:{offset[3:]})"
        delegations, zones = found.setdefault(words, ([], []))
        delegations.append(cast[it.delegation])
        if it.time_zone not in zones:
            zones.append(it.time_zone)
    return [LocalShown(delegations, words, zones) for words, (delegations, zones) in found.items()]


def frozen_clauses(
    session: Session, document: DocumentRow, frozen: Sequence[FrozenClauseOut], cast: Cast
) -> list[FrozenClause]:
    """Return the frozen words, those of the negotiated language first."""
    ids = [revision for one in frozen for revision in one.revisions.values()]
    texts = {
        row.id: row for row in session.scalars(select(ClauseRevisionRow).where(ClauseRevisionRow.id.in_(ids)))
    }
    negotiated = document.negotiated_language
    languages = {language for one in frozen for language in one.revisions}
    pens = {
        language: Pen(cast=cast, language=language, labels=labels_in(session, document, language))
        for language in languages
    }
    return [
        FrozenClause(
            one.clause,
            one.label,
            [
                FrozenText(
                    language,
                    "" if language == negotiated else language_name(language),
                    [
                        draw_text(text, pens[language])
                        for text in texts[one.revisions[language]].content.values()
                    ],
                )
                for language in sorted(one.revisions, key=lambda tag: (tag != negotiated, tag))
            ],
        )
        for one in frozen
    ]


def show_objection(
    it: ObjectionOut, one: SilenceOut, cast: Cast, participant: Participant, *, frozen: bool
) -> ObjectionShown:
    """Return an objection with what became of it; ``frozen``: the text is still, so that it can be confirmed."""
    labels = {clause.clause: clause.label for clause in one.clauses}
    waits = frozen and it.confirmed_at is None and it.ended_at is None
    if it.confirmed_at is not None and it.confirmed_at != it.made_at:
        fate = gettext("confirmed by the head; it broke the silence")
    elif it.confirmed_at is not None:
        fate = gettext("by the head; it broke the silence")
    elif it.ended_at is not None:
        fate = gettext("taken back %(moment)s", moment=in_words(it.ended_at))
    else:
        fate = gettext("not confirmed by the head yet") if waits else gettext("never confirmed by the head")
        if it.recorded_by:
            recorded_by = gettext("recorded by %(name)s", name=cast[it.recorded_by].name)
            fate = f"{fate}, {recorded_by}"
    own = participant.delegation == it.delegation
    recorded = it.recorded_by is not None and may(participant, "record orally")
    return ObjectionShown(
        id=it.id,
        by=cast[it.delegation],
        made=in_words(it.made_at),
        reason=it.reason,
        clauses=[(clause, labels.get(clause, "") or gettext("a heading")) for clause in it.clauses],
        fate=fate,
        may_confirm=waits and own and participant.role == "head",
        may_take_back=waits
        and (recorded or (own and may(participant, "take objection back", owner=it.delegation))),
    )
