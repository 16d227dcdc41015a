"""Where wordings clash or are alike, kept per text: what is found out once about the same words holds for good.

The clashes of a clause, and which of its amendments make the same of it, depend on its revision and on the texts and
sponsors of what is tabled on it, and on nothing else; none of these ever changes under its id. To find them out is the
dear part of a standing.
"""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from threading import Lock
from typing import NamedTuple

from sqlalchemy.orm import Session

from app.models.tabled import TabledName
from app.models.texts import DocumentRow
from app.models.values import clauses_by_id
from app.models.written import as_open_amendments
from documents.readings import consolidate_clause
from documents.standing import Clash, alike_in, clashes_in

_MOST = 10_000
_Key = tuple[str, tuple[TabledName, ...]]
_lock = Lock()


class Found(NamedTuple):
    """What is found out about what is tabled on a clause."""

    clashes: tuple[Clash, ...] = ()
    alike: tuple[tuple[str, ...], ...] = ()  # ids of amendments that make the same of it, in groups


_kept: OrderedDict[_Key, Found] = OrderedDict()


def found_on(
    session: Session,
    document: DocumentRow,
    tabled: Mapping[str, Sequence[TabledName]],
    revisions: Mapping[str, str],
) -> dict[str, Found]:
    """Return what is found out about clauses: ``tabled`` on each, and the id of its present text; six queries."""
    keys: dict[str, _Key] = {clause: (revisions[clause], tuple(names)) for clause, names in tabled.items()}
    with _lock:
        found = {clause: _kept[key] for clause, key in keys.items() if key in _kept}
    missing = sorted(keys.keys() - found.keys())
    if missing:
        placed = clauses_by_id(session, document, missing)
        amendments = as_open_amendments(session, clauses=missing)
        consolidated = [consolidate_clause(placed[one].clause, amendments.get(one, [])) for one in missing]
        new = {one.clause.id: Found(clashes_in(one), alike_in(one)) for one in consolidated}
        found |= new
        with _lock:
            _kept.update({keys[clause]: one for clause, one in new.items()})
            while len(_kept) > _MOST:
                _kept.popitem(last=False)
    return found
