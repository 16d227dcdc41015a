"""A pause of the garbage collector, for making many values that live: it would look through them again and again.

Reading a file of ten thousand clauses takes half the time so, and as long for each clause as one of a thousand.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_lock = Lock()
_pausing = 0


@contextmanager
def uncollected() -> Iterator[None]:
    """Pause the collector of cycles, until the last of those that asked for it is done.

    Also a decorator. What no longer lives is freed all the same, unless it refers to itself.
    """
    global _pausing
    with _lock:
        if not _pausing and not gc.isenabled():
            was_off = True  # somebody else has paused it, and will say when it is to go on
        else:
            was_off = False
            _pausing += 1
            gc.disable()
    try:
        yield
    finally:
        with _lock:
            if not was_off:
                _pausing -= 1
                if not _pausing:
                    gc.enable()
