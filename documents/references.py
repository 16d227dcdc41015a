"""Cross-references as they are read: a text holds the ids of clauses, and is printed with their labels of today."""

import re
from collections.abc import Mapping

_BY_ID = re.compile("⟦([a-z2-7]{16})⟧")


def print_references(text: str, labels: Mapping[str, str]) -> str:
    """Return a text to be read, with the labels of today.

    >>> print_references("as in ⟦aaaaaaaaaaaaaaaa⟧", {"aaaaaaaaaaaaaaaa": "OP 5"})
    'as in OP 5'
    """
    return _BY_ID.sub(lambda found: labels.get(found[1]) or found[0], text)
