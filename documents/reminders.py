"""Reminders of a deadline: 24 hours and one hour before it, unless everybody has just heard of it."""

from datetime import datetime, timedelta

REMINDERS = (24, 1)  # hours before the deadline


def nearest_reminder(deadline: datetime, at: datetime, *, known_since: datetime) -> int | None:
    """Return the reminder whose time has come: how many hours before the deadline; None where there is none.

    Whoever was not running at its time writes it later, unless the next one has come. A reminder whose time was past
    when the deadline became known is none.

    >>> from datetime import UTC
    >>> day = datetime(2026, 4, 1, tzinfo=UTC)
    >>> moments = [day.replace(hour=23), day.replace(day=2), day.replace(day=2, hour=23), day.replace(day=3, second=1)]
    >>> [nearest_reminder(day.replace(day=3), at, known_since=day) for at in moments]
    [None, 24, 1, None]
    >>> nearest_reminder(day.replace(day=3), day.replace(day=2, hour=5), known_since=day.replace(day=2, hour=4)) is None
    True
    """
    passed = [hours for hours in REMINDERS if deadline - timedelta(hours=hours) <= at]
    if not passed or at > deadline:
        return None
    nearest = min(passed)
    return nearest if deadline - timedelta(hours=nearest) > known_since else None
