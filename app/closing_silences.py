"""Writing the outcomes of silence procedures, where nobody comes to write them: a duty of the server's clock."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.due import Duty
from app.mailing import Letter
from app.services.silence_outcome import is_outcome_due, write_due_outcomes


def _write(session: Session, now: datetime, _address: str | None) -> Sequence[Letter]:
    write_due_outcomes(session, now=now)
    return ()


CLOSING_SILENCES = Duty(
    "outcomes of silence procedures", lambda session, now: is_outcome_due(session, now=now), _write
)
