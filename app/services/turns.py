"""Who creates takes turns: of two who do the same at one moment, the second sees what the first has made.

SQLite lets one transaction write at a time; PostgreSQL lets two pass the same check, unless they hold one row.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import DelegationRow
from app.services.record import OPERATOR


def take_turn(session: Session, delegation: str = OPERATOR.delegation) -> None:
    """Hold a delegation's row until the transaction ends: the secretariat's, for what there is once in the house."""
    held = select(DelegationRow.code).where(DelegationRow.code == delegation)
    session.execute(held.with_for_update(key_share=True))
