"""Links between documents: from an action (an entry of a programme) to its ground (a clause of a declaration).

A link says that two texts belong together as they were read. When one of them reads otherwise, the link is to be
checked: whoever keeps it looks whether they still do.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from documents.content import ClauseKind
from documents.errors import Unacceptable, WrongPlace

ACTION: ClauseKind = "entry"
GROUNDS: tuple[ClauseKind, ...] = ("preambular", "operative", "sub_item")
_TO_BE_ACTED_ON: tuple[ClauseKind, ...] = ("operative", "sub_item")


def require_linkable(entry: ClauseKind, ground: ClauseKind, *, same_document: bool) -> None:
    """Refuse a link that does not lead from an action to its ground in another document.

    >>> require_linkable("entry", "operative", same_document=False)
    >>> require_linkable("operative", "entry", same_document=False)
    Traceback (most recent call last):
    documents.errors.Unacceptable: A link leads from an entry of a programme, and this is of kind operative; name the \
entry first and its ground second.
    """
    if entry != ACTION:
        raise Unacceptable(
            f"A link leads from an entry of a programme, and this is of kind {entry}; name the entry first and its "
            "ground second.",
            field="entry",
        )
    if ground not in GROUNDS:
        raise Unacceptable(
            f"The ground of an action is a paragraph or a sub-item, and this is of kind {ground}.",
            field="ground",
        )
    if same_document:
        raise WrongPlace("Both stand in one document; a link leads to another.", field="ground")


class InPlace(NamedTuple):
    """A clause of the text: what it is, and under what it stands."""

    id: str
    kind: ClauseKind
    parent: str | None


def without_action(clauses: Iterable[InPlace], grounds: Collection[str]) -> list[str]:
    """Return the operative paragraphs and sub-items on which no action rests, ``grounds`` being those that are linked.

    A link to a paragraph covers what stands under it. A link to a sub-item covers the words that lead to it, and none
    of the other sub-items.

    >>> text = [InPlace("1", "operative", None), InPlace("2", "operative", None), InPlace("2a", "sub_item", "2"),
    ...         InPlace("2b", "sub_item", "2"), InPlace("pp", "preambular", None)]
    >>> without_action(text, ["2a"]), without_action(text, ["2"]), without_action(text, [])
    (['1', '2b'], ['1'], ['1', '2'])
    """
    text = list(clauses)
    covered = {one.parent for one in text if one.id in grounds}
    bare = {one.id for one in text if one.id not in grounds and one.id not in covered}
    return [
        one.id
        for one in text
        if one.kind in _TO_BE_ACTED_ON
        and one.id in bare
        # Where nothing rests on a paragraph, it is named for all that stands under it.
        and (one.kind != "sub_item" or (one.parent in covered and one.parent not in grounds))
    ]


@dataclass(frozen=True, slots=True)
class Named:
    """What an entry names as its ground: the words, and the clause to which they lead, or why to none."""

    words: str
    clause: str | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """By what clauses are called: their ids, and their labels in every language, as they are compared."""

    ids: Collection[str]
    labels: Mapping[str, str]
    shared: Collection[str]  # labels that several clauses have

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> "Names":
        """Return the names of clauses, given as (label, id), each as often as it has labels."""
        found: dict[str, set[str]] = {}
        for label, clause in pairs:
            found.setdefault(_compared(label), set()).add(clause)
        return cls(
            ids=frozenset(one for some in found.values() for one in some),
            labels={label: next(iter(some)) for label, some in found.items() if len(some) == 1},
            shared=frozenset(label for label, some in found.items() if len(some) > 1),
        )


_BETWEEN = re.compile(r"\s*[,;\n]\s*|\s+(?:and|и|және)\s+")
_ID = re.compile("[a-z2-7]{16}")
_REFERENCE = re.compile(r"⟦([^⟦⟧]+)⟧")
_DOT_OF_A_WORD = re.compile(r"(?<=[^\W\d])\.")
_LABEL = re.compile(r"(?P<prefix>[^\W\d]*)(?P<number>\d+[^\W\d]*)")


def read_named(text: str, names: Names) -> list[Named]:
    """Return which clauses a text names as the ground of an action: by cross-references, or by labels as people type.

    >>> names = Names.of([("OP 5", "five"), ("OP 6", "six"), ("OP 6 (a)", "6a"), ("OP 6 (b)", "6b"), ("п. 5", "five")])
    >>> [one.clause for one in read_named("⟦five⟧; OP6 (a), (b) and 5, п. 5", names)]
    ['five', '6a', '6b', 'five', 'five']
    >>> [(one.words, one.why) for one in read_named("OP 99, [OP 5]", names)]
    [('OP 99', 'no clause is called so'), ('[OP 5]', 'in brackets')]
    """
    return list(_read_named(text, names))


def _read_named(text: str, names: Names) -> Iterator[Named]:
    before = ""
    for words in filter(None, (part.strip().rstrip(".") for part in _BETWEEN.split(text))):
        reference = _REFERENCE.fullmatch(words)
        if reference and reference[1] in names.ids:
            yield Named(words, reference[1])
            continue
        if reference and _ID.fullmatch(reference[1]):
            yield Named(words, None, "what it refers to is not in the text")
            continue
        if re.search(r"[\[\]]", words):
            yield Named(words, None, "in brackets")
            continue
        name = _compared(reference[1] if reference else words)
        name = next((one for one in (name, *_continued(before, name)) if one in names.labels), name)
        if name in names.labels:
            before = name
            yield Named(words, names.labels[name])
        else:
            shared = name in names.shared
            yield Named(words, None, "several clauses are called so" if shared else "no clause is called so")


def _continued(before: str, name: str) -> Iterator[str]:
    """Yield what may be meant behind a label: "(b)" behind "OP 6 (a)" is OP 6 (b), "7" is OP 7."""
    if found := _LABEL.match(before):
        yield f"{found['prefix']}{found['number']}{name}" if name.startswith("(") else found["prefix"] + name


def _compared(label: str) -> str:
    """Return a label as it is compared: without spaces, without the dot of an abbreviation, in small letters."""
    return _DOT_OF_A_WORD.sub("", "".join(label.split())).casefold()
