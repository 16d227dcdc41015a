"""Agreement: its levels, and to which text it belongs.

Agreement belongs to a text. Another text, whoever wrote it, is open until the room has agreed it again.
"""

from dataclasses import dataclass

from documents.errors import UnknownValue

DEFAULT_LEVELS: tuple[str, ...] = (
    "open",
    "agreed in informals",
    "agreed ad ref",
    "agreed in plenary",
    "adopted",
)


@dataclass(frozen=True, slots=True)
class Agreement:
    """Where a clause stands, under which conditions, and what it fell from when its text changed."""

    level: str = "open"
    pending_delegations: tuple[str, ...] = ()
    pending_clauses: tuple[str, ...] = ()  # clause ids
    dropped_from: str | None = None  # the level that an edit of the text has ended

    @property
    def is_open(self) -> bool:
        """Whether amendments to it are accepted."""
        return self.level == "open"


def agreement_of(agreed: Agreement, *, agreed_hash: str | None, present_hash: str) -> Agreement:
    """Return the agreement that holds for the present text, given the last one taken and the text it was taken on.

    >>> agreement_of(Agreement("agreed ad ref"), agreed_hash="a", present_hash="a").level
    'agreed ad ref'
    >>> agreement_of(Agreement("agreed ad ref"), agreed_hash="a", present_hash="b")
    Agreement(level='open', pending_delegations=(), pending_clauses=(), dropped_from='agreed ad ref')
    """
    if agreed_hash is None or agreed_hash == present_hash or agreed.is_open:
        return agreed
    return Agreement(dropped_from=agreed.level)


def require_level(levels: tuple[str, ...], level: str) -> None:
    """Refuse a level that the document does not have.

    >>> require_level(DEFAULT_LEVELS, "agreed ad ref")
    """
    if level not in levels:
        raise UnknownValue(
            f"There is no level {level!r}; the levels are: {', '.join(levels)}.", field="level"
        )
