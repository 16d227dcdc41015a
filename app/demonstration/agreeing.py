"""Acts of agreement: levels, reopening, packages."""

from app.demonstration.stage import Stage
from app.demonstration.story import Act
from app.services.agreement import set_levels
from app.services.packages import form_package
from documents.permissions import Participant


def agree(stage: Stage, act: Act, who: Participant) -> None:
    """Take a level on clauses in one act, pending those that the act names."""
    _set(stage, act, who, act.words("clauses"), act.word("level"))


def reopen(stage: Stage, act: Act, who: Participant) -> None:
    """Open a clause again."""
    _set(stage, act, who, [act.word("clause")], stage.document.levels[0])


def package(stage: Stage, act: Act, who: Participant) -> None:
    """Hold clauses together."""
    form_package(
        stage.session,
        participant=who,
        document=stage.document,
        name=act.word("name"),
        clauses=[stage.clause_called(act, key).id for key in act.words("clauses")],
        reason=act.word("reason"),
        now=act.at,
    )


def _set(stage: Stage, act: Act, who: Participant, keys: list[str], level: str) -> None:
    clauses = [stage.clause_called(act, key) for key in keys]
    set_levels(
        stage.session,
        participant=who,
        clauses=[(clause, stage.present(clause)[0]) for clause in clauses],
        document=stage.document,
        level=level,
        pending_delegations=act.words("pending"),
        pending_clauses=[stage.clause_called(act, key).id for key in act.words("pending_clauses")],
        reason=act.word("reason"),
        now=act.at,
    )
