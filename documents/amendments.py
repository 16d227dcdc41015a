"""Amendments: their kinds, their statuses, and who may take which step.

Status and uptake are two things. *Status* is where the amendment stands in the procedure; *uptake* is how much
of it the present text has taken up, and is computed from texts alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from documents.errors import NotPermitted, Unacceptable, WrongStatus

AmendmentKind = Literal["replace", "insert", "delete", "move"]
AMENDMENT_KINDS: tuple[AmendmentKind, ...] = get_args(AmendmentKind)

Status = Literal["draft", "tabled", "withdrawn", "closed"]
STATUSES: tuple[Status, ...] = get_args(Status)

Uptake = Literal["adopted", "partly", "not so far"]

Role = Literal["negotiator", "head", "observer", "chair", "secretariat"]
DELEGATION_ROLES: tuple[Role, ...] = ("negotiator", "head", "observer")

Capacity = Literal["negotiates", "advises", "observes"]

Step = Literal["edit", "table", "withdraw", "join", "leave"]

_ALLOWED: Mapping[Step, tuple[Status, ...]] = {
    "edit": ("draft", "tabled"),
    "table": ("draft",),
    "withdraw": ("draft", "tabled"),
    "join": ("tabled",),
    "leave": ("tabled",),
}


@dataclass(frozen=True, slots=True)
class Participant:
    """Who is asking: a delegation (or CHAIR, SEC) and the role in which a member of it speaks."""

    delegation: str
    role: Role

    @property
    def speaks_for_delegation(self) -> bool:
        """Whether this member may act for its delegation at all."""
        return self.role in ("negotiator", "head")


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
            "edit": "edited",
            "table": "tabled",
            "withdraw": "withdrawn",
            "join": "joined",
            "leave": "left",
        }
        possible = " or ".join(_ALLOWED[step])
        raise WrongStatus(
            f"An amendment that is {status} cannot be {verb[step]}; only one that is {possible} can.",
            present_status=status,
            step=step,
        )


def require_negotiator(participant: Participant, capacity: Capacity | None) -> None:
    """Refuse whoever may not propose on a document.

    >>> require_negotiator(Participant("UNEP", "negotiator"), "advises")
    Traceback (most recent call last):
    documents.errors.NotPermitted: UNEP advises on this document; only delegations that negotiate it propose.
    """
    if not participant.speaks_for_delegation:
        raise NotPermitted(
            f"As {participant.role} of {participant.delegation} you do not propose; "
            "negotiators and heads of delegation do.",
            role=participant.role,
        )
    if capacity != "negotiates":
        raise NotPermitted(
            f"{participant.delegation} {capacity or 'takes no part'} on this document; "
            "only delegations that negotiate it propose.",
            capacity=capacity,
        )


def require_owner(participant: Participant, delegation: str, step: Step) -> None:
    """Refuse a step on another delegation's amendment.

    >>> require_owner(Participant("KAZ", "head"), "UZB", "withdraw")
    Traceback (most recent call last):
    documents.errors.NotPermitted: This amendment is UZB's; only its negotiators and its head can withdraw it.
    """
    if participant.delegation != delegation or not participant.speaks_for_delegation:
        raise NotPermitted(
            f"This amendment is {delegation}'s; only its negotiators and its head can {step} it.",
            delegation=delegation,
        )


def require_chair(participant: Participant) -> None:
    """Refuse whoever is not the chair.

    >>> require_chair(Participant("CHAIR", "chair"))
    """
    if participant.role != "chair":
        raise NotPermitted("Only the chair decides.", role=participant.role)


def require_secretariat(participant: Participant) -> None:
    """Refuse whoever is not of the secretariat.

    >>> require_secretariat(Participant("SEC", "secretariat"))
    """
    if participant.role != "secretariat":
        raise NotPermitted("Only the secretariat does this.", role=participant.role)
