"""What a delegation does with a text when it is finished: adopts it, initials it, signs it, or accedes to it later."""

from collections.abc import Mapping
from datetime import date
from typing import Literal, get_args

from documents.errors import Unacceptable, WrongStatus
from documents.permissions import IS_ON, Capacity

Act = Literal["adopted", "initialled", "signed", "acceded"]
ACTS: tuple[Act, ...] = get_args(Act)
BY_ADOPTION: tuple[Act, ...] = (
    "adopted",
    "signed",
    "acceded",
)  # what is done with an adopted text and no other
_EXCLUDES: Mapping[Act, Act] = {"signed": "acceded", "acceded": "signed"}
_BEFORE: tuple[Act, ...] = ("adopted", "initialled")  # in either order, and never behind the others


def require_act(
    delegation: str,
    act: Act,
    day: date,
    *,
    capacity: Capacity | None,
    others: Mapping[Act, date],
    today: date,
) -> None:
    """Refuse an act that cannot be: ``others`` are those of the same delegation on the same text.

    >>> adopted: Mapping[Act, date] = {"adopted": date(2026, 4, 24)}
    >>> require_act("KAZ", "signed", date(2026, 4, 24), capacity="negotiates", others=adopted, today=date(2026, 4, 24))
    >>> require_act("KAZ", "signed", date(2026, 4, 23), capacity="negotiates", others=adopted, today=date(2026, 4, 24))
    Traceback (most recent call last):
    documents.errors.Unacceptable: KAZ has adopted it on 2026-04-24, and signed it on 2026-04-23: that comes later. \
Give another day, or correct the other one.
    """
    if capacity is None or (capacity != "negotiates" and act != "acceded"):
        raise Unacceptable(
            f"{delegation} {IS_ON[capacity]} this document; {act} is only by who negotiates it.",
            field="delegations",
        )
    if day > today:
        raise Unacceptable(f"{day} is still to come; record what has happened.", field="day")
    if (contrary := _EXCLUDES.get(act)) in others and contrary is not None:
        raise WrongStatus(
            f"{delegation} has {contrary} on {others[contrary]}: a delegation signs a text or accedes to it. Strike "
            "what is wrong first.",
            delegation=delegation,
        )
    for other, when in others.items():
        if act in _BEFORE and other not in _BEFORE:
            (first, its_day), (second, day_after) = (act, day), (other, when)
        elif other in _BEFORE and act not in _BEFORE:
            (first, its_day), (second, day_after) = (other, when), (act, day)
        else:
            continue
        if day_after < its_day:
            raise Unacceptable(
                f"{delegation} has {first} it on {its_day}, and {second} it on {day_after}: that comes later. "
                "Give another day, or correct the other one.",
                field="day",
            )
