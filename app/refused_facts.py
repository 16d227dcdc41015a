"""A fact of a refusal in the language spoken: a word, words of a known form, a date, or a row of these.

What people have written stands in straight quotation marks and stays as it is, unless it is a value that is known.
"""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import reduce
from typing import NamedTuple

from app.dates import in_words, long_day
from app.speaking import N_, gettext

_QUOTED = re.compile(r"(?<!\w)('[^']*'|\"[^\"]*\")(?!\w)")
_WHOLE = re.compile(rf"{_QUOTED.pattern}|\([^()]*\)")  # is not cut in a row
_KEPT = re.compile("\x00(\\d+)\x00")  # where something stood that is not cut
_DAY = re.compile(r"(\d{1,2} [A-Z][a-z]+ \d{4})(?:, (\d\d:\d\d)(:\d\d)? UTC)?")
_WITH_ASIDE = re.compile(r"(.+) \(([^()]+)\)", re.DOTALL)
# Codes, symbols, labels, numbers, days: KAZ, UN-Habitat, RES2026/DEC/L.1, OP 5 bis, 3.2 (a), ru, 2026-04-24.
_CODE = re.compile(
    r"[A-Z][\w./-]*( \d+( [a-z]+)?)?( \([a-z]+\))?|[\d.:/-]+( \([a-z]+\))?|[a-z]{2}(-[A-Z]\w+)?"
)
_SENTENCES = re.compile(r"(?<=\.) (?=[A-Z“])")
_ROWS: Sequence[tuple[str, str]] = (
    ("; ", "; "),
    (" and ", N_("%(several)s and %(last)s")),
    (" or ", N_("%(several)s or %(last)s")),
    (", ", ", "),
)


_LONGEST = 2_000  # characters of a fact that is looked into: people's own words may be longer
_DEEPEST = 9  # facts within facts


class Speak(NamedTuple):
    """How words are looked up in the language spoken; None where they are not known."""

    exactly: Callable[[str], str | None]
    by_form: Callable[[str, int], str | None]  # how deep it stands within others


def fact_in_speech(fact: str | None, speak: Speak, deep: int = 0) -> str:
    """Return a fact in the language spoken, as it is where it is not known."""
    return _known(fact, speak, deep) or fact if fact else ""


def _known(fact: str, speak: Speak, deep: int) -> str | None:
    """Return a fact in the language spoken; None where nothing of it is known."""
    if deep > _DEEPEST or len(fact) > _LONGEST:
        return None
    if (said := speak.exactly(fact)) is not None:
        return said
    if _QUOTED.fullmatch(fact):
        inside = speak.exactly(fact[1:-1]) if fact[1:-1].islower() else None
        return inside and f"{fact[0]}{inside}{fact[0]}"
    return (
        _as_day(fact)
        or _as_row(fact, speak, deep)
        or speak.by_form(fact, deep + 1)
        or _with_aside(fact, speak, deep)
    )


def _as_day(fact: str) -> str | None:
    if (found := _DAY.fullmatch(fact)) is None:
        return None
    written, clock, seconds = found.groups()
    try:
        day = datetime.strptime(written, "%d %B %Y").replace(tzinfo=UTC)
        if clock is None:
            return long_day(day)
        hour, minute = map(int, clock.split(":"))
        return in_words(day.replace(hour=hour, minute=minute, second=int((seconds or ":0")[1:])))
    except ValueError:  # somebody wrote what looks like one
        return None


def _as_row(fact: str, speak: Speak, deep: int) -> str | None:
    """Return a row of facts, each of them known or a code; words that somebody wrote are no row."""
    wholes: list[str] = []

    def keep(found: re.Match[str]) -> str:
        wholes.append(found[0])
        return f"\x00{len(wholes) - 1}\x00"

    def all_known(parts: Sequence[str], *, codes: bool) -> list[str] | None:
        said = []
        for part in reversed(parts):
            whole = _KEPT.sub(lambda found: wholes[int(found[1])], part)
            known = _known(whole, speak, deep + 1)
            if known is None and codes and (_CODE.fullmatch(whole) or _QUOTED.fullmatch(whole)):
                known = whole
            if known is None:
                return None
            said.append(known)
        return said[::-1]

    kept = _WHOLE.sub(keep, fact.replace("\x00", ""))
    if len(sentences := _SENTENCES.split(kept)) > 1:
        return " ".join(all_known(sentences, codes=False) or ()) or None
    for between, joined in _ROWS:
        if len(parts := kept.split(between)) > 1 and (said := all_known(parts, codes=True)):
            return reduce(lambda several, last: _joined(joined, several, last), said)
    return None


def _joined(form: str, several: str, last: str) -> str:
    return gettext(form, several=several, last=last) if "%" in form else f"{several}{form}{last}"


def _with_aside(fact: str, speak: Speak, deep: int) -> str | None:
    found = _WITH_ASIDE.fullmatch(fact)
    if found is None or (aside := _known(found[2], speak, deep + 1)) is None:
        return None
    return f"{fact_in_speech(found[1], speak, deep + 1)} ({aside})"
