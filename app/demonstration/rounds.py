"""Acts of rounds: one is called, its deadline moved, or it is closed."""

from datetime import datetime

from app.demonstration.stage import Stage
from app.demonstration.story import Act
from app.models import RoundRow
from app.services.rounds import close_round, move_deadline, open_round
from documents.permissions import Participant
from documents.rounds import LATE_RULES, ROUND_KINDS


def call(stage: Stage, act: Act, who: Participant) -> None:
    """Ask for comments or proposals until a deadline, on clauses or on the whole document."""
    kind = next((one for one in ROUND_KINDS if one == act.word("kind")), None)
    late = next((one for one in LATE_RULES if one == (act.word("late") or "mark")), None)
    if kind is None or late is None:
        act.refuse(
            f"a round asks for one of: {', '.join(ROUND_KINDS)}; late ones it can: {', '.join(LATE_RULES)}"
        )
    stage.rounds[act.word("name")] = open_round(
        stage.session,
        participant=who,
        document=stage.document,
        kind=kind,
        name=act.word("title"),
        note=act.word("note"),
        deadline=_deadline(act),
        late=late,
        clauses=[stage.clause_called(act, key) for key in act.says.get("clauses", ())],
        now=act.at,
    )


def extend(stage: Stage, act: Act, who: Participant) -> None:
    """Move the deadline of a round."""
    row = _round(stage, act)
    move_deadline(
        stage.session,
        participant=who,
        round_=row,
        document=stage.document,
        deadline=_deadline(act),
        reason=act.word("reason"),
        version=row.version,
        now=act.at,
    )


def close(stage: Stage, act: Act, who: Participant) -> None:
    """End a round before its deadline."""
    row = _round(stage, act)
    close_round(
        stage.session,
        participant=who,
        round_=row,
        reason=act.word("reason"),
        version=row.version,
        now=act.at,
    )


def _round(stage: Stage, act: Act) -> RoundRow:
    found = stage.rounds.get(act.word("of"))
    return found if found is not None else act.refuse(f"there is no round {act.word('of')!r} so far")


def _deadline(act: Act) -> datetime:
    deadline = act.says["deadline"]
    assert isinstance(deadline, datetime), "read so"
    if deadline.tzinfo is None:
        act.refuse("expected a deadline with its zone")
    return deadline
