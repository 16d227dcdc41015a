"""Days, moments and enumerations as a reader of the language spoken writes them (CLDR)."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from babel.dates import format_date, format_datetime

from app.speaking import gettext, spoken

# Of a year and the letter that says it is one, neither stands at the end of a line alone.
_DAY = {"en": "d MMM y", "ru": "d MMM y\u00a0'г'.", "kk": "y\u00a0'ж'. d MMM"}
_LONG_DAY = {"en": "d MMMM y", "ru": "d MMMM y\u00a0'г'.", "kk": "y\u00a0'ж'. d MMMM"}
_MOMENT = {"en": "d MMM, HH:mm", "ru": "d MMM, HH:mm", "kk": "d MMM, HH:mm"}
_DAY_AND_TIME = {"en": "d MMM y, HH:mm", "ru": "d MMM y\u00a0'г'., HH:mm", "kk": "y\u00a0'ж'. d MMM, HH:mm"}


def day(moment: date) -> str:
    """Return a day as it is printed.

    >>> day(datetime(2026, 3, 2, 9, 5, tzinfo=UTC))
    '2 Mar 2026'
    """
    return format_date(moment, _DAY[spoken()], locale=spoken())


def day_and_time(moment: datetime) -> str:
    """Return a moment as it is printed, in UTC.

    >>> day_and_time(datetime(2026, 3, 2, 9, 5, tzinfo=UTC))
    '2 Mar, 09:05'
    """
    return format_datetime(moment.astimezone(UTC), _MOMENT[spoken()], locale=spoken())


def full_moment(moment: datetime) -> str:
    """Return a moment with its year, by the clock of its own time zone.

    >>> full_moment(datetime(2026, 3, 2, 9, 5, tzinfo=UTC))
    '2 Mar 2026, 09:05'
    """
    return format_datetime(moment, _DAY_AND_TIME[spoken()], tzinfo=moment.tzinfo, locale=spoken())


def long_day(moment: date) -> str:
    """Return a day as it stands in a sentence.

    >>> long_day(datetime(2026, 4, 4, 12, 5, tzinfo=UTC))
    '4 April 2026'
    """
    return format_date(moment, _LONG_DAY[spoken()], locale=spoken())


def in_words(moment: datetime) -> str:
    """Return a moment as it stands in a sentence, in UTC.

    >>> in_words(datetime(2026, 4, 4, 12, 5, tzinfo=UTC)), in_words(datetime(2026, 4, 4, 12, 5, 30, tzinfo=UTC))
    ('4 April 2026, 12:05 UTC', '4 April 2026, 12:05:30 UTC')
    """
    utc = moment.astimezone(UTC)
    return f"{long_day(utc)}, {utc:{'%H:%M:%S' if utc.second else '%H:%M'}} UTC"


def clock(moment: datetime) -> str:
    """Return the time of a day, in UTC.

    >>> clock(datetime(2026, 3, 2, 9, 5, tzinfo=UTC))
    '09:05'
    """
    return f"{moment.astimezone(UTC):%H:%M}"


def listed(words: Sequence[str]) -> str:
    """Return words as an enumeration.

    >>> listed(["KAZ"]), listed(["KAZ", "UZB"]), listed(["KAZ", "TJK", "UZB"])
    ('KAZ', 'KAZ and UZB', 'KAZ, TJK and UZB')
    """
    *before, last = words
    return gettext("%(several)s and %(last)s", several=", ".join(before), last=last) if before else last
