"""Amendments: their kinds, their statuses, and which step a status allows.

Status and uptake are two things. *Status* is where the amendment stands in the procedure; *uptake* is how much
of it the present text has taken up, and is computed from texts alone.
"""

from collections.abc import Mapping
from typing import Literal, get_args

from documents.errors import Unacceptable, WrongStatus, fact

AmendmentKind = Literal["replace", "insert", "delete", "move"]
AMENDMENT_KINDS: tuple[AmendmentKind, ...] = get_args(AmendmentKind)

Status = Literal["draft", "tabled", "withdrawn", "closed"]
STATUSES: tuple[Status, ...] = get_args(Status)

Uptake = Literal["adopted", "partly", "not so far"]

Step = Literal["edit", "table", "confirm", "withdraw", "join", "leave"]

_ALLOWED: Mapping[Step, tuple[Status, ...]] = {
    "edit": ("draft", "tabled"),
    "table": ("draft",),
    "confirm": ("draft", "tabled"),
    "withdraw": ("draft", "tabled"),
    "join": ("tabled",),
    "leave": ("tabled",),
}


def require_fitting(kind: AmendmentKind, *, words: bool, place: bool) -> None:
    """Refuse words in an amendment that changes none, and a place in one that moves nothing.

    >>> require_fitting("delete", words=True, place=False)
    Traceback (most recent call last):
    documents.errors.Unacceptable: A delete carries no words; leave text and fields out, or send it as a replace.
    """
    if words and kind in ("delete", "move"):
        raise Unacceptable(
            f"A {kind} carries no words; leave text and fields out, or send it as a replace.", field="text"
        )
    if place and kind not in ("insert", "move"):
        raise Unacceptable(f"A {kind} moves nothing; leave after out, or send it as a move.", field="after")


def require_step(status: Status, step: Step) -> None:
    """Refuse a step that the status does not allow.

    >>> require_step("draft", "table")
    >>> require_step("withdrawn", "table")
    Traceback (most recent call last):
    documents.errors.WrongStatus: An amendment that is withdrawn cannot be tabled; only one that is draft can.
    """
    if status not in _ALLOWED[step]:
        verb = {
            "edit": fact("be edited"),
            "table": fact("be tabled"),
            "confirm": fact("be confirmed"),
            "withdraw": fact("be withdrawn"),
            "join": fact("be joined"),
            "leave": fact("be left"),
        }
        possible = " or ".join(_ALLOWED[step])
        raise WrongStatus(
            f"An amendment that is {status} cannot {verb[step]}; only one that is {possible} can.",
            present_status=status,
            step=step,
        )
