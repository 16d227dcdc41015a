"""Lists in parts. A cursor names the last thing seen, so nothing is skipped or repeated when others write."""

from base64 import b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from typing import Annotated, TypeVar

from fastapi import Query

from app.schemas.wire import Page
from documents.errors import UnknownValue

Limit = Annotated[int, Query(ge=1, le=500, description="how many at the most")]
Cursor = Annotated[str | None, Query(max_length=200, description="the `next` of the part before")]

Thing = TypeVar("Thing")
Shown = TypeVar("Shown")


def encode_cursor(last: str) -> str:
    """Return an opaque cursor."""
    return urlsafe_b64encode(last.encode()).decode().rstrip("=")


def decode_cursor(cursor: str | None) -> str:
    """Return what a cursor names, "" for the beginning; refuse what is none."""
    if cursor is None:
        return ""
    try:
        return b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode()
    except (ValueError, UnicodeDecodeError):
        raise UnknownValue(
            "This cursor was not given by a list; begin without one.", field="cursor"
        ) from None


def page_after(
    things: Sequence[Thing],
    *,
    cursor: str | None,
    limit: int,
    name: Callable[[Thing], str],
    show: Callable[[Thing], Shown],
    keep: Callable[[Thing], bool] = lambda _thing: True,
) -> Page[Shown]:
    """Return the part of an ordered list that follows what the cursor names; ``keep`` chooses among the things.

    The cursor is looked up among all of them: what is chosen may change from one part to the next.
    """
    last = decode_cursor(cursor)
    start = next((n + 1 for n, thing in enumerate(things) if name(thing) == last), None) if last else 0
    if start is None:
        raise UnknownValue(
            "What this cursor names has gone from the list; begin without one.", field="cursor"
        )
    rest = [thing for thing in things[start:] if keep(thing)]
    part = rest[:limit]
    return Page(
        items=[show(thing) for thing in part],
        next=encode_cursor(name(part[-1])) if len(rest) > limit else None,
    )
