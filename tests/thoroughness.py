"""How often random examples are tried: once as often in ``make test``, many times in ``make test-long``."""

import os

TIMES = int(os.environ.get("KELISIM_TIMES", "1"))


def often(examples: int) -> int:
    """Return how many examples are tried where so many are in ``make test``."""
    return examples * TIMES
