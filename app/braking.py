"""Signing in is slowed for an account and for an address, across all processes: what failed is counted in the store.

A try is counted before the password is looked at, so that many at once are slowed like one after the other. Whoever is
refused here is not counted: nobody's waiting is made longer by others who do not wait.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from ipaddress import IPv6Address, ip_address

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.errors import SlowDown
from app.models import BrakeRow

FORGOTTEN = timedelta(hours=1)  # after the last failure


@dataclass(frozen=True, slots=True)
class Brake:
    """What is slowed: the account or the address, how many failures are free, how long the longest wait is."""

    subject: str
    free: int
    longest: timedelta

    def wait_after(self, failures: int) -> timedelta:
        """Return how long to wait: nothing at first, then twice as long each time.

        >>> brake = brake_of_account("a@example.org")
        >>> [brake.wait_after(n).seconds for n in (4, 5, 6, 7, 100)]
        [0, 1, 2, 4, 60]
        """
        if failures < self.free:
            return timedelta()
        return min(timedelta(seconds=2 ** min(failures - self.free, 20)), self.longest)


def brake_of_account(email: str) -> Brake:
    """Return the brake of an account, whether there is one or not."""
    return Brake(_hashed(f"account {email}"), free=5, longest=timedelta(minutes=1))


def brake_of_address(address: str) -> Brake:
    """Return the brake of an address: a whole conference may stand behind one, so it is mild; of IPv6 a network."""
    try:
        ip = ip_address(address)
    except ValueError:
        network = address
    else:
        network = ip.exploded[:19] if isinstance(ip, IPv6Address) else str(ip)
    return Brake(_hashed(f"address {network}"), free=50, longest=timedelta(seconds=10))


def count_try(session: Session, brakes: Sequence[Brake], *, now: datetime) -> Mapping[str, datetime]:
    """Count a try, or refuse it and say when the next one may come; return when each subject was last counted."""
    session.execute(delete(BrakeRow).where(BrakeRow.last_at < now - FORGOTTEN))
    held = [(_held(session, brake, now), brake) for brake in sorted(brakes, key=lambda one: one.subject)]
    wait = max(row.last_at + brake.wait_after(row.failures) - now for row, brake in held)
    if wait > timedelta():
        raise SlowDown(seconds=int(wait.total_seconds()) + 1)
    before = {row.subject: row.last_at for row, _ in held}
    for row, _ in held:
        row.failures += 1
        row.last_at = now
    return before


def take_back(session: Session, counted: Mapping[str, datetime], *, now: datetime) -> None:
    """Take back a try of ``now`` that nobody looked at; ``counted`` is what counting it has returned."""
    for subject, before in counted.items():
        row = session.get(BrakeRow, subject, with_for_update=True)
        if row is None:  # a sign-in has forgotten the failures meanwhile
            continue
        row.failures = max(row.failures - 1, 0)
        if row.last_at == now:
            row.last_at = before


def release(session: Session, *, account: Brake, address: Brake) -> None:
    """Forget the failures of an account that was signed in to, and this try of the address."""
    session.execute(delete(BrakeRow).where(BrakeRow.subject == account.subject))
    row = session.get(BrakeRow, address.subject)
    if row is not None and row.failures:
        row.failures -= 1


def _held(session: Session, brake: Brake, now: datetime) -> BrakeRow:
    """Return the row of a brake, locked."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    session.execute(
        insert(BrakeRow).values(subject=brake.subject, failures=0, last_at=now).on_conflict_do_nothing()
    )
    return session.scalars(select(BrakeRow).where(BrakeRow.subject == brake.subject).with_for_update()).one()


def _hashed(subject: str) -> str:
    return sha256(subject.encode(errors="replace")).hexdigest()
