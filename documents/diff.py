"""The words that two texts have in common, and those that one of them has alone."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch that is equal, deleted or inserted; ``typography`` where no word changes, only its setting."""

    op: Literal["equal", "delete", "insert"]
    text: str
    typography: bool = False


def diff_words(old: str, new: str) -> list[Segment]:
    """Return how ``old`` becomes ``new``, in whole tokens."""
    raise NotImplementedError
