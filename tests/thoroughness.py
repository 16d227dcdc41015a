"""How often random examples are tried: once as often in ``make test``, many times in ``make test-long``."""

import os

import pytest

TIMES = int(os.environ.get("KELISIM_TIMES", "1"))
IS_LONG = TIMES > 1  # make test-long


def often(examples: int) -> int:
    """Return how many examples are tried where so many are in ``make test``."""
    return examples * TIMES


# Of what starts many processes, and asks nothing of the engine that others do not ask: both in make test-long.
ENGINES = ("sqlite", "postgresql") if IS_LONG else ("sqlite",)

only_long = pytest.mark.skipif(not IS_LONG, reason="it takes half a minute and more: make test-long runs it")
