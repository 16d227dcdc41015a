"""Cross-references in a text that is edited: stored by a clause's id, typed by its label."""

import re
from collections.abc import Mapping

from documents.lineage import Inherited

_BY_ID = re.compile("⟦([a-z2-7]{16})⟧")
_TYPED = re.compile("⟦([^⟦⟧]+)⟧")


def show_references(text: str, labels: Mapping[str, str]) -> str:
    """Return a text to be edited: each reference by its label, as long as the label leads back to one clause.

    >>> show_references("as in ⟦aaaaaaaaaaaaaaaa⟧", {"aaaaaaaaaaaaaaaa": "OP 5"})
    'as in ⟦OP 5⟧'
    """
    ids = _ids_by_label(labels)

    def by_label(found: re.Match[str]) -> str:
        name = labels.get(found[1], "")
        return f"⟦{name}⟧" if ids.get(name) == found[1] else found[0]

    return _BY_ID.sub(by_label, text)


def read_references(text: str, labels: Mapping[str, str]) -> str:
    """Return an edited text as it is stored.

    >>> read_references("as in ⟦OP 5⟧ and ⟦OP 99⟧", {"aaaaaaaaaaaaaaaa": "OP 5"})
    'as in ⟦aaaaaaaaaaaaaaaa⟧ and ⟦OP 99⟧'
    """
    ids = _ids_by_label(labels)
    return _TYPED.sub(lambda found: f"⟦{ids.get(found[1], found[1])}⟧", text)


def _ids_by_label(labels: Mapping[str, str]) -> dict[str, str]:
    ids: dict[str, str] = {}
    twice = set()
    for clause, name in labels.items():
        if isinstance(name, Inherited):
            continue
        if name in ids:
            twice.add(name)
        ids[name] = clause
    return {name: clause for name, clause in ids.items() if name and name not in twice}
