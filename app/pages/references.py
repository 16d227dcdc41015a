"""Cross-references in a text that is edited: stored by a clause's id, typed by its label."""

import re
from collections import Counter
from collections.abc import Mapping

from documents.lineage import Inherited
from documents.references import Elsewhere

_BY_ID = re.compile("⟦([a-z2-7]{16})⟧")
_TYPED = re.compile("⟦([^⟦⟧]+)⟧")


def show_references(text: str, labels: Mapping[str, str]) -> str:
    """Return a text to be edited: each reference by its label, as long as the label leads back to one clause.

    >>> show_references("as in ⟦aaaaaaaaaaaaaaaa⟧", {"aaaaaaaaaaaaaaaa": "OP 5"})
    'as in ⟦OP 5⟧'
    """
    ids = _ids_by_name(labels)

    def by_label(found: re.Match[str]) -> str:
        name = labels.get(found[1], "")
        names = (name, name.full) if isinstance(name, Elsewhere) else (name,)
        return next((f"⟦{one}⟧" for one in names if ids.get(one) == found[1]), found[0])

    return _BY_ID.sub(by_label, text)


def read_references(text: str, labels: Mapping[str, str]) -> str:
    """Return an edited text as it is stored.

    >>> read_references("as in ⟦OP 5⟧ and ⟦OP 99⟧", {"aaaaaaaaaaaaaaaa": "OP 5"})
    'as in ⟦aaaaaaaaaaaaaaaa⟧ and ⟦OP 99⟧'
    """
    ids = _ids_by_name(labels)
    return _TYPED.sub(lambda found: f"⟦{ids.get(found[1], found[1])}⟧", text)


def _ids_by_name(labels: Mapping[str, str]) -> dict[str, str]:
    """Return which clause a label names: one of this document before those of others, which their symbols tell apart.

    >>> labels = {"a": "OP 1", "b": Elsewhere("OP 1", "RES/COM"), "c": Elsewhere("OP 2", "RES/COM")}
    >>> sorted(_ids_by_name({**labels, "d": Elsewhere("OP 2", "RES/DEC"), "e": Elsewhere("OP 3", "RES/DEC")}).items())
    [('OP 1', 'a'), ('OP 3', 'e'), ('RES/COM OP 1', 'b'), ('RES/COM OP 2', 'c'), ('RES/DEC OP 2', 'd'), \
('RES/DEC OP 3', 'e')]
    """
    typed = {clause: name for clause, name in labels.items() if name and not isinstance(name, Inherited)}
    here = Counter(name for name in typed.values() if not isinstance(name, Elsewhere))
    there = Counter(str(name) for name in typed.values() if isinstance(name, Elsewhere))
    ids = {}
    for clause, name in typed.items():
        if not isinstance(name, Elsewhere):
            if here[name] == 1:
                ids[name] = clause
            continue
        ids[name.full] = clause
        if there[name] == 1 and name not in here:
            ids[str(name)] = clause
    return ids
