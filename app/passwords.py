"""Passwords: which are good enough, how they are kept (argon2id), and whether one is right."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from threading import BoundedSemaphore
from unicodedata import normalize

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from zxcvbn import zxcvbn

from app.errors import SlowDown
from documents.errors import Unacceptable

SHORTEST, LONGEST = 12, 256  # characters
_GUESSES = 10**8  # that whoever knows the common passwords would need at least
# Characters that are judged: what is hard to guess in so many is hard to guess, and many odd signs would take seconds.
_JUDGED = 32
# RFC 9106's second recommendation, 64 MiB and three passes, but on one core, and one at a time: whoever signs in takes
# neither the memory nor the cores from those who negotiate.
_hasher = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=1)
_at_once = BoundedSemaphore(1)
# With the one whose turn it is; the server's other threads serve everybody else.
_waiting = BoundedSemaphore(12)


def require_good_password(password: str, *, known: Sequence[str]) -> None:
    """Refuse a password that is too short, or among the first that somebody would try.

    ``known`` are words that belong to the account. What a password is composed of is nobody's affair.

    >>> require_good_password("three rivers meet here", known=())
    >>> require_good_password("password1234", known=())
    Traceback (most recent call last):
    documents.errors.Unacceptable: This password is among the first that anybody would try; take several words that \
nobody connects.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise Unacceptable(
            f"A password has {SHORTEST} to {LONGEST} characters; this one has {len(password)}. Take several words.",
            field="password",
        )
    if "\x00" in password:
        raise Unacceptable("A password holds no NUL.", field="password")
    with _turn():
        guesses = zxcvbn(password[:_JUDGED], user_inputs=[*known, "kelisim"])["guesses"]
    if guesses < _GUESSES:
        raise Unacceptable(
            "This password is among the first that anybody would try; take several words that nobody connects.",
            field="password",
        )


def hash_password(password: str) -> str:
    """Return what is kept of a password."""
    with _turn():
        return _hasher.hash(_same(password))


def is_right(password: str, kept: str | None) -> bool:
    """Return whether a password is the one that was kept; where none was kept, as slowly, that it is not."""
    try:
        with _turn():
            nobodys = _kept_of_nobody()  # the first of a process hashes, too: that is part of its turn
            return _hasher.verify(kept or nobodys, _same(password[: LONGEST + 1])) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


@contextmanager
def _turn() -> Iterator[None]:
    """Give one's turn to hash; refuse whoever would stand too far behind in the queue."""
    if not _waiting.acquire(blocking=False):
        raise SlowDown(seconds=2)
    try:
        with _at_once:
            yield
    finally:
        _waiting.release()


@cache
def _kept_of_nobody() -> str:
    return _hasher.hash("nobody's")


def _same(password: str) -> bytes:
    """Return a password as bytes, the same from every keyboard; half a character becomes a question mark."""
    return normalize("NFC", password).encode(errors="replace")
