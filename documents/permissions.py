"""Who may do what: one table, by which every service decides and from which ``docs/permissions.md`` is written.

A permission asks four things: the scope of the key with which somebody came, the role, whose the thing is, and in which
capacity the delegation takes part in the document. What the state of a thing allows is another matter
(:mod:`documents.amendments`), and what a reader may not see is no matter of permission: it does not exist for them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from documents.errors import NotPermitted

Role = Literal["negotiator", "head", "observer", "chair", "secretariat", "administrator"]
ROLES: tuple[Role, ...] = get_args(Role)
HOUSE = ("CHAIR", "SEC")  # chair and secretariat serve every document
DELEGATION_ROLES: tuple[Role, ...] = ("negotiator", "head", "observer")
_SPEAKING: tuple[Role, ...] = ("negotiator", "head")
_COMMENTING: tuple[Role, ...] = ("negotiator", "head", "chair", "secretariat", "administrator")
_SECRETARIAT: tuple[Role, ...] = ("secretariat", "administrator")
_HOUSE: tuple[Role, ...] = ("chair", "secretariat", "administrator")

Capacity = Literal["negotiates", "advises", "observes"]
CAPACITIES: tuple[Capacity, ...] = get_args(Capacity)
_NEGOTIATING: tuple[Capacity, ...] = ("negotiates",)
_HEARD: tuple[Capacity, ...] = ("negotiates", "advises")
_AS: Mapping[Capacity, str] = {"negotiates": "negotiate", "advises": "advise on", "observes": "observe"}
IS_ON: Mapping[Capacity | None, str] = {
    "negotiates": "negotiates",
    "advises": "advises on",
    "observes": "observes",
    None: "takes no part in",
}
CAPACITY_WORDS = (*_AS.values(), *IS_ON.values())  # as refusals have them

Scope = Literal["read", "propose", "decide", "administer"]
SCOPES: tuple[Scope, ...] = get_args(Scope)
EVERYTHING = frozenset(SCOPES)

Action = Literal[
    "read",
    "propose",
    "edit",
    "table",
    "withdraw",
    "ask to join",
    "decline to join",
    "join",
    "leave",
    "release",
    "require release",
    "confirm",
    "record orally",
    "redline",
    "comment",
    "take back",
    "resolve",
    "take position",
    "take position back",
    "confirm several positions",
    "draft statement",
    "discard statement",
    "make statement",
    "withdraw statement",
    "bridge",
    "release bridge",
    "name facilitators",
    "call rounds",
    "show in the room",
    "decide",
    "undo",
    "agree",
    "form packages",
    "adopt",
    "streamline",
    "run silence",
    "set silence rules",
    "object",
    "confirm objection",
    "take objection back",
    "correct",
    "align",
    "ask for translation",
    "translate",
    "link",
    "record participation",
    "issue",
    "begin",
    "administer",
    "own account",
]


def roles_of_kind(kind: str) -> tuple[Role, ...]:
    """Return the roles that members of a participant of this kind can have.

    >>> roles_of_kind("chair"), roles_of_kind("state")
    (('chair',), ('negotiator', 'head', 'observer'))
    """
    house: Mapping[str, tuple[Role, ...]] = {"chair": ("chair",), "secretariat": _SECRETARIAT}
    return house.get(kind, DELEGATION_ROLES)


@dataclass(frozen=True, slots=True)
class Participant:
    """Who is asking: a delegation (or CHAIR, SEC), the role in which a member of it speaks, and with which scopes.

    ``account`` is the person's, "" where an operator's token speaks. ``recorder`` is the secretariat where it records
    what the delegation said, "" where the delegation speaks for itself.
    """

    delegation: str
    role: Role
    scopes: frozenset[Scope] = EVERYTHING
    account: str = ""
    recorder: str = ""

    @property
    def is_secretariat(self) -> bool:
        """Whether this is a member of the secretariat; an administrator is one, too."""
        return self.role in _SECRETARIAT


@dataclass(frozen=True, slots=True)
class Permission:
    """What an action asks of whoever wants to do it."""

    does: str  # a verb and its object: "propose amendments"
    scope: Scope
    roles: tuple[Role, ...]
    only_own: bool = False  # of what is one's own delegation's
    whosever: tuple[Role, ...] = ()  # to whom it is open, too, whosever it is
    capacities: tuple[Capacity, ...] = ()  # in which delegations must take part in the document; none: in any


PERMISSIONS: Mapping[Action, Permission] = {
    "read": Permission("read", "read", ROLES),
    "propose": Permission("propose", "propose", _SPEAKING, capacities=_NEGOTIATING),
    "edit": Permission("edit amendments", "propose", _SPEAKING, only_own=True, capacities=_NEGOTIATING),
    "table": Permission("table drafts", "propose", _SPEAKING, only_own=True, capacities=_NEGOTIATING),
    "withdraw": Permission("withdraw amendments", "propose", _SPEAKING, only_own=True),
    "ask to join": Permission(
        "ask others to join their amendments", "propose", _SPEAKING, only_own=True, capacities=_NEGOTIATING
    ),
    "decline to join": Permission("decline to join amendments", "propose", _SPEAKING),
    "join": Permission("join amendments of others", "propose", _SPEAKING, capacities=_NEGOTIATING),
    "leave": Permission("leave amendments that were joined", "propose", _SPEAKING),
    "release": Permission("release drafts for tabling", "propose", ("head",), only_own=True),
    "require release": Permission(
        "say whether their delegation tables only what the head has released",
        "propose",
        ("head",),
        only_own=True,
    ),
    "confirm": Permission("confirm what was recorded for them", "propose", _SPEAKING, only_own=True),
    "record orally": Permission("record what a delegation said", "propose", _SECRETARIAT),
    "redline": Permission(
        "send redlined files", "propose", (*_SPEAKING, "chair", *_SECRETARIAT), capacities=_NEGOTIATING
    ),
    "comment": Permission("comment", "propose", _COMMENTING, capacities=_HEARD),
    "take back": Permission(
        "take their comments back", "propose", _COMMENTING, only_own=True, capacities=_HEARD
    ),
    "resolve": Permission(
        "resolve and reopen threads",
        "propose",
        _COMMENTING,
        only_own=True,
        whosever=("chair", *_SECRETARIAT),
        capacities=_HEARD,
    ),
    "take position": Permission("take positions", "propose", _SPEAKING, only_own=True, capacities=_HEARD),
    "take position back": Permission("take their positions back", "propose", _SPEAKING, only_own=True),
    "confirm several positions": Permission(
        "confirm several positions at once", "propose", ("head",), only_own=True, capacities=_HEARD
    ),
    "draft statement": Permission(
        "draft statements", "propose", _SPEAKING, only_own=True, capacities=_NEGOTIATING
    ),
    "discard statement": Permission("discard drafts of statements", "propose", _SPEAKING, only_own=True),
    "make statement": Permission(
        "make and confirm statements", "propose", ("head",), only_own=True, capacities=_NEGOTIATING
    ),
    "withdraw statement": Permission("withdraw statements", "propose", ("head",), only_own=True),
    "bridge": Permission("propose bridging texts", "propose", ("chair", *_SPEAKING), capacities=_HEARD),
    "release bridge": Permission(
        "release and withdraw bridging texts",
        "propose",
        ("chair", *_SPEAKING),
        only_own=True,
        whosever=("chair",),
    ),
    "name facilitators": Permission("name facilitators", "decide", ("chair",)),
    "call rounds": Permission("open, extend and close rounds", "decide", _SECRETARIAT),
    "show in the room": Permission("show clauses in the room", "decide", _HOUSE),
    "decide": Permission("decide clauses", "decide", ("chair",)),
    "undo": Permission("take decisions back", "decide", ("chair",)),
    "agree": Permission("set agreement levels", "decide", ("chair",)),
    "form packages": Permission("form packages", "decide", ("chair",)),
    "adopt": Permission("adopt documents", "decide", ("chair",)),
    "streamline": Permission("split, merge and move clauses", "decide", _HOUSE),
    "run silence": Permission("open, extend and call off silence procedures", "decide", ("chair",)),
    "set silence rules": Permission("set the rules of silence procedures", "decide", _SECRETARIAT),
    "object": Permission(
        "object to what is under silence", "propose", _SPEAKING, only_own=True, capacities=_NEGOTIATING
    ),
    "confirm objection": Permission(
        "confirm objections", "propose", ("head",), only_own=True, capacities=_NEGOTIATING
    ),
    "take objection back": Permission("take their objections back", "propose", _SPEAKING, only_own=True),
    "correct": Permission("correct slips", "decide", _SECRETARIAT),
    "align": Permission("align other languages", "decide", _SECRETARIAT),
    "ask for translation": Permission(
        "ask for translations of their drafts", "propose", _SPEAKING, only_own=True, capacities=_NEGOTIATING
    ),
    "translate": Permission("translate drafts", "propose", _SECRETARIAT),
    "link": Permission("link entries with their grounds", "decide", _SECRETARIAT),
    "record participation": Permission("record who has adopted and signed", "decide", _SECRETARIAT),
    "issue": Permission("issue editions", "decide", _SECRETARIAT),
    "begin": Permission("begin documents", "decide", _SECRETARIAT),
    "administer": Permission("administer people and delegations", "administer", ("administrator",)),
    "own account": Permission("change one's own account", "administer", ROLES),
}


def require(
    participant: Participant,
    action: Action,
    *,
    capacity: Capacity | None = None,
    owner: str | None = None,
) -> None:
    """Refuse an action that is not for this participant.

    ``capacity`` is that of the participant's delegation in the document, None where it takes no part; ``owner`` the
    delegation whose thing it is, None where it is nobody's.

    >>> require(Participant("KAZ", "negotiator"), "propose", capacity="negotiates")
    >>> require(Participant("UNEP", "negotiator"), "propose", capacity="advises")
    Traceback (most recent call last):
    documents.errors.NotPermitted: UNEP advises on this document; only delegations that negotiate it propose.
    >>> require(Participant("KAZ", "head"), "withdraw", owner="UZB")
    Traceback (most recent call last):
    documents.errors.NotPermitted: This is UZB's; only its own members withdraw amendments.
    >>> require(Participant("KAZ", "head"), "decide")
    Traceback (most recent call last):
    documents.errors.NotPermitted: As head of KAZ you do not decide clauses; this is for: chair.
    """
    permission = PERMISSIONS[action]
    if permission.scope not in participant.scopes:
        raise NotPermitted(
            f"This token is for {_listed(participant.scopes)}, and to {permission.does} needs {permission.scope!r}; "
            "use another one.",
            scope=permission.scope,
        )
    if participant.role not in permission.roles:
        raise NotPermitted(
            f"As {participant.role} of {participant.delegation} you do not {permission.does}; "
            f"this is for: {', '.join(permission.roles)}.",
            role=participant.role,
        )
    is_others = owner is not None and owner != participant.delegation
    if permission.only_own and is_others and participant.role not in permission.whosever:
        raise NotPermitted(
            f"This is {owner}'s; only its own members {permission.does}.",
            delegation=owner,
        )
    wanted = permission.capacities if participant.role in DELEGATION_ROLES else ()
    if wanted and capacity not in wanted:
        raise NotPermitted(
            f"{participant.delegation} {IS_ON[capacity]} this document; "
            f"only delegations that {' or '.join(_AS[one] for one in wanted)} it {permission.does}.",
            capacity=capacity,
        )


def may(
    participant: Participant,
    action: Action,
    *,
    capacity: Capacity | None = None,
    owner: str | None = None,
) -> bool:
    """Return whether an action is for this participant; the arguments are those of :func:`require`.

    >>> may(Participant("CHAIR", "chair"), "decide"), may(Participant("SEC", "administrator"), "decide")
    (True, False)
    """
    try:
        require(participant, action, capacity=capacity, owner=owner)
    except NotPermitted:
        return False
    return True


def _listed(scopes: frozenset[Scope]) -> str:
    return " and ".join(scope for scope in SCOPES if scope in scopes) or "nothing"
