"""What the operator's log says of a failure: what failed and where, and not one word of anybody's text.

A traceback quotes no values, but the message of an exception may: a driver's holds the row that clashed, a
validator's what it was given. The messages of some kinds name only things of the program, and are written.
"""

import logging
from collections.abc import Iterator
from traceback import format_tb

from fastapi.exceptions import ResponseValidationError
from sqlalchemy.exc import DBAPIError
from starlette.types import Scope

_OF_THE_PROGRAM = (AttributeError, ImportError, IndexError, NameError, OSError, RuntimeError, TypeError)


def log_failure(scope: Scope, error: BaseException) -> None:
    """Write a failure into the log, with the route: the path itself may hold the secret of a link."""
    route = getattr(scope.get("route"), "path", "a request")
    log_what_failed(f"{scope.get('method', '')} {route}", error)


def log_what_failed(what: str, error: BaseException) -> None:
    """Write into the log that something failed, and why."""
    logging.getLogger("kelisim").error("%s failed\n%s", what, "".join(_told(error)))


def _told(error: BaseException) -> Iterator[str]:
    """Yield a traceback as Python prints it, what came before an exception first."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _told(before)
        yield "\nThereupon:\n\n"
    yield "Traceback (most recent call last):\n"
    yield from format_tb(error.__traceback__)
    yield f"{type(error).__module__}.{type(error).__qualname__}{_words_of(error)}\n"
    for number, one in enumerate(error.exceptions if isinstance(error, BaseExceptionGroup) else (), start=1):
        yield f"\nIn it, {number}:\n"
        yield from _told(one)


def _words_of(error: BaseException) -> str:
    if isinstance(error, DBAPIError):
        parts = {"state": state_of(error), "constraint": constraint_of(error), "statement": error.statement}
        return "".join(f"\n  {name}: {part}" for name, part in parts.items() if part)
    if isinstance(error, ResponseValidationError):
        places = (".".join(map(str, one["loc"])) + f" ({one['type']})" for one in error.errors())
        return ": " + ", ".join(places)
    return f": {error}" if isinstance(error, _OF_THE_PROGRAM) else ""


def state_of(error: DBAPIError) -> str:
    """Return the code that a database gives its error: "23505", "SQLITE_CONSTRAINT_UNIQUE"."""
    name = getattr(error.orig, "sqlstate", None) or getattr(error.orig, "sqlite_errorname", None)
    return str(name or "")


def constraint_of(error: DBAPIError) -> str:
    """Return which constraint an error is about, where PostgreSQL says so."""
    return str(getattr(getattr(error.orig, "diag", None), "constraint_name", None) or "")
