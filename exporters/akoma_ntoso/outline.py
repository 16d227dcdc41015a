"""The clauses of a document as the tree that Akoma Ntoso wants: preface, preamble, body, conclusions."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from documents.content import ClauseKind
from documents.document import Clause, ConsolidatedClause, ConsolidatedDocument

_SHORT: dict[ClauseKind, str] = {"preambular": "pp", "operative": "op", "chapter": "chp"}
_OF_THE_BODY: tuple[ClauseKind, ...] = ("operative", "sub_item", "chapter", "entry")
_UNDER: dict[ClauseKind, tuple[ClauseKind, ...]] = {
    "sub_item": ("preambular", "operative"),
    "entry": ("chapter",),
}
_BEFORE_THE_PREAMBLE: tuple[ClauseKind, ...] = ("title", "chapeau")


@dataclass(frozen=True, slots=True)
class Branch:
    """A clause with the clauses under it."""

    item: ConsolidatedClause
    children: tuple["Branch", ...] = ()

    @property
    def kind(self) -> ClauseKind:
        """The kind of its clause."""
        return self.item.clause.kind


@dataclass(frozen=True, slots=True)
class Outline:
    """The parts of a document, and clause id -> ``eId``."""

    titles: tuple[Branch, ...]
    preamble: tuple[Branch, ...]
    body: tuple[Branch, ...]
    conclusions: tuple[Branch, ...]
    names: dict[str, str]

    @property
    def doctype(self) -> str:
        """The document type: ``doc`` for a text in chapters and entries, else ``statement``."""
        chapters = any(branch.kind in ("chapter", "entry") for branch in self.body)
        return "doc" if chapters else "statement"


def outlined(document: ConsolidatedDocument) -> Outline:
    """Return the standing text as a tree."""
    standing = [item for item in document.clauses if item.clause.standing]
    branches = _branches(standing)
    front = branches[: _length_of_the_front(branches)]
    rest = branches[len(front) :]
    end = len(rest)
    while end and rest[end - 1].kind == "closing":
        end -= 1
    titles = list(takewhile(lambda branch: branch.kind == "title", front))
    return Outline(
        titles=tuple(titles),
        preamble=tuple(front[len(titles) :]),
        body=_under_headings(rest[:end]),
        conclusions=tuple(rest[end:]),
        names=element_ids(item.clause for item in standing),
    )


def element_ids(clauses: Iterable[Clause]) -> dict[str, str]:
    """Return clause id -> ``eId``: the label in letters that every language shares, unique in the document.

    "OP 5 bis (a)" gives "op_5-bis__a"; what has no label is counted: "heading_2".
    """
    names: dict[str, str] = {}
    taken: dict[str, int] = {}
    above = ""
    for clause in clauses:
        number = re.sub(r"[^\w.]+", "-", clause.number).strip("-")
        if clause.kind == "sub_item" and number:
            name = f"{above}__{number}"
        elif number:
            name = f"{_SHORT.get(clause.kind, clause.kind)}_{number}"
        else:
            count = taken[clause.kind] = taken.get(clause.kind, 0) + 1
            name = f"{clause.kind}_{count}"
        if clause.kind != "sub_item":
            above = name
        count = taken[name] = taken.get(name, 0) + 1
        names[clause.id] = name if count == 1 else f"{name}_{count}"
    return names


def _branches(items: Sequence[ConsolidatedClause]) -> list[Branch]:
    branches: list[Branch] = []
    for item in items:
        last = branches[-1] if branches else None
        if last is not None and last.kind in _UNDER.get(item.clause.kind, ()):
            branches[-1] = Branch(last.item, (*last.children, Branch(item)))
        else:
            branches.append(Branch(item))
    return branches


def _length_of_the_front(branches: Sequence[Branch]) -> int:
    """Return how many branches stand before the body: up to the last preambular paragraph, or the chapeau."""
    first_of_the_body = next(
        (at for at, branch in enumerate(branches) if branch.kind in _OF_THE_BODY), len(branches)
    )
    length = 0
    while length < first_of_the_body and branches[length].kind in _BEFORE_THE_PREAMBLE:
        length += 1
    recitals = [at for at in range(first_of_the_body) if branches[at].kind == "preambular"]
    return max(length, recitals[-1] + 1 if recitals else 0)


def _under_headings(branches: Sequence[Branch]) -> tuple[Branch, ...]:
    """Return the branches with everything up to the next heading under a heading."""
    placed: list[Branch] = []
    for branch in branches:
        if placed and placed[-1].kind == "heading" and branch.kind != "heading":
            placed[-1] = Branch(placed[-1].item, (*placed[-1].children, branch))
        else:
            placed.append(branch)
    return tuple(placed)
