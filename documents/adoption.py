"""Nothing is agreed until everything is agreed: what is missing before a document can be adopted."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from documents.content import COUNTED_KINDS
from documents.document import Clause
from documents.errors import NotAllAgreed, fact, name_some
from documents.standing import Standing

Lack = Literal["not agreed", "pending", "stands against", "only proposed", "not aligned", "open package"]
_LACKS: tuple[Lack, ...] = (  # in which order they are told
    *("only proposed", "not agreed", "pending"),
    *("stands against", "not aligned", "open package"),
)
_SHOWN = 5  # of each kind in the sentence; the facts hold them all


@dataclass(frozen=True, slots=True)
class Lacking:
    """One thing that is missing before the document can be adopted."""

    lack: Lack
    clause: str = ""  # id, "" of what concerns the whole document
    label: str = ""  # as people call it
    detail: str = ""  # the level, the language, the matter, the name of the package


def level_before_adoption(levels: Sequence[str]) -> str:
    """Return the level that every clause needs before the last one, which is the document's as a whole.

    >>> level_before_adoption(("open", "agreed ad ref", "agreed in plenary", "adopted"))
    'agreed in plenary'
    """
    return levels[max(len(levels) - 2, 0)]


def lacking(
    clauses: Iterable[Clause],
    *,
    levels: Sequence[str],
    standings: Mapping[str, Standing],
    unaligned: Mapping[str, Collection[str]],
    open_packages: Iterable[str],
) -> list[Lacking]:
    """Return what is missing, in the order of the text.

    ``clauses`` of the running text, ``standings`` by clause, ``unaligned``: language -> clauses whose words in it are
    missing or render an earlier text, ``open_packages``: names of those not all of whose clauses are agreed. Headings
    are adopted with the text: nothing may stand against them, and no level is needed.
    """
    wanted = level_before_adoption(levels)
    found: list[Lacking] = []
    for clause in clauses:
        name = clause.label or clause.kind.replace("_", " ")
        if not clause.standing:
            found.append(Lacking("only proposed", clause.id, name))
            continue
        agreement = clause.agreement
        pending = bool(agreement.pending_delegations or agreement.pending_clauses)
        if clause.kind in COUNTED_KINDS and levels.index(agreement.level) < levels.index(wanted):
            found.append(Lacking("not agreed", clause.id, name, agreement.level))
        elif pending:
            found.append(Lacking("pending", clause.id, name, ", ".join(agreement.pending_delegations)))
        matters = sorted({one.matter for one in standings[clause.id].against} - {"package"})
        if matters:
            found.append(Lacking("stands against", clause.id, name, ", ".join(matters)))
        found += [
            Lacking("not aligned", clause.id, name, language)
            for language, some in sorted(unaligned.items())
            if clause.id in some
        ]
    return [*found, *(Lacking("open package", detail=name) for name in open_packages)]


def require_everything_agreed(missing: Sequence[Lacking], levels: Sequence[str]) -> None:
    """Refuse to adopt a document as long as something is missing, and list it.

    >>> require_everything_agreed([], ("open", "adopted"))
    >>> require_everything_agreed([Lacking("not agreed", "c1", "OP 5", "open")], ("open", "agreed", "adopted"))
    Traceback (most recent call last):
    documents.errors.NotAllAgreed: Nothing is agreed until everything is agreed. Not at agreed yet: OP 5.
    """
    if not missing:
        return
    level = level_before_adoption(levels)
    parts = [_said(lack, names, level) for lack in _LACKS if (names := _names(missing, lack))]
    raise NotAllAgreed(
        f"Nothing is agreed until everything is agreed. {' '.join(parts)}",
        lacking=[
            {"lack": one.lack, "clause": one.clause or None, "label": one.label, "detail": one.detail}
            for one in missing
        ],
    )


def _names(missing: Sequence[Lacking], lack: Lack) -> str:
    return name_some([_named(one) for one in missing if one.lack == lack], _SHOWN)


def _said(lack: Lack, names: str, level: str) -> str:
    said: Mapping[Lack, str] = {
        "only proposed": fact(f"Proposed and not decided: {names}."),
        "not agreed": fact(f"Not at {level} yet: {names}."),
        "pending": fact(f"Agreed under a condition that is open: {names}."),
        "stands against": fact(f"Something stands against: {names}."),
        "not aligned": fact(f"Not aligned: {names}."),
        "open package": fact(f"Packages that are open: {names}."),
    }
    return said[lack]


def _named(one: Lacking) -> str:
    if one.lack == "open package":
        return one.detail
    return f"{one.label} ({one.detail})" if one.lack in ("not aligned", "stands against") else one.label
