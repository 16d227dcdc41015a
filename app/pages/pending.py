"""Pending whom or what: as the chair types it in one line, and as it stands there before."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.speaking import gettext
from documents.consensus import Agreement
from documents.errors import UnknownValue


@dataclass(frozen=True, slots=True)
class Pending:
    """On whom, and on which clauses, a level depends."""

    delegations: Sequence[str]  # codes
    clauses: Sequence[str]  # ids


def read_pending(typed: str, codes: Sequence[str], labels: Mapping[str, str]) -> Pending:
    """Return the delegations and clauses that a line names, however they are separated and spelled.

    ``codes``: of those that negotiate; ``labels``: clause id -> as it is printed.

    >>> read_pending("tjk; OP 5 bis, kaz", ["KAZ", "TJK"], {"c1": "OP 5 bis"})
    Pending(delegations=['TJK', 'KAZ'], clauses=['c1'])
    """
    known = {code.casefold(): code for code in codes}
    printed = {_folded(label): clause for clause, label in labels.items() if label}
    delegations: list[str] = []
    clauses: list[str] = []
    for part in re.split(r"[,;\n]+", typed):
        if not part.strip():
            continue
        if _folded(part) in printed:
            clauses.append(printed[_folded(part)])
            continue
        for word in part.split():
            if word.casefold() not in known:
                raise UnknownValue(
                    gettext(
                        "%(word)s is no delegation that negotiates this document, and %(part)s no clause of it; "
                        "these negotiate: %(codes)s. Put commas between them.",
                        word=repr(word),
                        part=repr(part.strip()),
                        codes=", ".join(codes),
                    ),
                    field="pending_delegations",
                )
            delegations.append(known[word.casefold()])
    return Pending(list(dict.fromkeys(delegations)), list(dict.fromkeys(clauses)))


def typed_pending(agreement: Agreement, labels: Mapping[str, str]) -> str:
    """Return the line that names what a level is pending now."""
    return ", ".join(
        [*agreement.pending_delegations, *(labels.get(one, one) for one in agreement.pending_clauses)]
    )


def _folded(label: str) -> str:
    return " ".join(label.split()).casefold()
