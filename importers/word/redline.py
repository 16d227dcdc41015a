"""A redlined Word file, read: ``read_redline`` is the one way in.

Clauses are found by their hidden bookmarks; those that lost them, by their words. Everything is kept per author, and
the names of authors are kept as they stand: who they speak for is for people to say.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from documents.pairing import Unit, pair_clauses
from documents.redlines import Redline
from documents.uncollected import uncollected
from importers.word.comments import read_comments
from importers.word.looks import HIDDEN, STRUCK, read_looks
from importers.word.package import Limits, Package
from importers.word.paragraphs import Bookmark, Paragraph, Revision, Run, read_paragraphs
from importers.word.resolving import CLAUSE, FRAME, LABELS, reading_of, resolve

_CUSTOM = "docProps/custom.xml"
_LIST = re.compile(r",\s*")


class WordFile:
    """A Word file that was opened: its paragraphs, its comments' part, its properties. Nothing of the store is needed.

    Raises UnreadableFile and TooLarge.
    """

    @uncollected()
    def __init__(self, data: bytes, limits: Limits | None = None) -> None:
        self.data = data
        self.sha256 = sha256(data).hexdigest()
        self.package = Package(data, limits or Limits())
        read = read_paragraphs(self.package.body(), read_looks(self.package))
        self.paragraphs = read.paragraphs
        self.skipped = tuple(
            f"{what}: {count} in the file, not read." for what, count in sorted(read.skipped.items()) if count
        )
        self.unseen = tuple(_as_shown(read.unseen))
        self.properties = _properties(self.package)

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader of the file is to know: what was not read, and what was although nobody sees that it stands.

        Of pale and tiny words nothing is said: a heading is often white on a ground.
        """
        words = Counter(
            f"words that are {item.look}"
            for paragraph in self.paragraphs
            for item in paragraph.items
            if isinstance(item, Run) and item.look in (HIDDEN, STRUCK)
        )
        return (*self.skipped, *self.unseen, *_as_shown(words))


def _as_shown(counted: Counter[str]) -> Iterator[str]:
    for what, count in sorted(counted.items()):
        yield f"{what}: {count} in the file, read as if they were not."


@uncollected()
def read_redline(
    file: WordFile,
    clauses: Sequence[Unit],
    *,
    proposed: Collection[str] = (),
    names: Collection[str] = (),
    as_one: bool = False,
) -> Redline:
    """Return what a Word file says of a document's clauses.

    ``clauses``: as they read today, in their order; ``proposed``: those of them that are not in the text yet;
    ``names``: codes and names of delegations, so that an author "KAZ, UZB" is known as two. ``as_one``: as one text,
    all changes taken, whoever made them.
    """
    paragraphs = _with_bookmarks(file.paragraphs, clauses)
    known = set(names)
    signed = authors_of(paragraphs)
    if as_one:
        whole = reading_of(resolve(paragraphs, signed))
        return Redline(
            base=whole, readings={}, remarks=read_comments(file.package, paragraphs), skipped=file.notes
        )
    changes_of: dict[str, set[str]] = defaultdict(set)
    for name in signed:
        for author in split_author(name, known):
            changes_of[author].add(name)
    return Redline(
        base=reading_of(resolve(paragraphs, (), proposed)),
        readings={
            author: reading_of(resolve(paragraphs, signatures, proposed))
            for author, signatures in sorted(changes_of.items())
        },
        remarks=read_comments(file.package, paragraphs),
        stacked={author: frozenset(found) for author, found in _stacked(paragraphs, known).items()},
        skipped=file.notes,
    )


def authors_of(paragraphs: Iterable[Paragraph]) -> set[str]:
    """Return everyone who signed a change, as the file names them."""
    return {revision.author for paragraph in paragraphs for revision in _revisions(paragraph)}


def split_author(author: str, known: Collection[str]) -> tuple[str, ...]:
    """Return the delegations of an author that is a list of them, else the author as it stands.

    >>> split_author("KAZ, UZB", {"KAZ", "UZB"}), split_author("Ministry of Water, Astana", {"KAZ"})
    (('KAZ', 'UZB'), ('Ministry of Water, Astana',))
    """
    parts = tuple(_LIST.split(author))
    return parts if len(parts) > 1 and all(part in known for part in parts) else (author,)


def _revisions(paragraph: Paragraph) -> Iterator[Revision]:
    for group in (paragraph.inserted, paragraph.deleted, paragraph.row_inserted, paragraph.row_deleted):
        yield from group
    for item in paragraph.items:
        if isinstance(item, Run):
            yield from (*item.inserted, *item.deleted)


def _stacked(paragraphs: Sequence[Paragraph], known: Collection[str]) -> dict[str, set[tuple[str, str]]]:
    """Return who struck words that somebody else had put in: author -> (clause, whose words they were)."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    clause = ""
    for paragraph in paragraphs:
        for item in paragraph.items:
            if isinstance(item, Bookmark) and item.opens and (mark := CLAUSE.match(item.name)):
                clause = mark[1]
            elif isinstance(item, Run) and item.inserted and item.deleted:
                theirs = {name for one in item.inserted for name in split_author(one.author, known)}
                for one in item.deleted:
                    for author in split_author(one.author, known):
                        found[author] |= {(clause, name) for name in theirs if name != author}
    return found


def _with_bookmarks(paragraphs: Sequence[Paragraph], clauses: Sequence[Unit]) -> list[Paragraph]:
    """Return the paragraphs with bookmarks round the clauses that have lost theirs, found by their words."""
    there = {
        mark[1]
        for paragraph in paragraphs
        for item in paragraph.items
        if isinstance(item, Bookmark) and (mark := CLAUSE.match(item.name)) and not mark[3]
    }
    found = list(paragraphs)
    missing = [unit for unit in clauses if unit.id not in there and unit.text]
    if not missing:
        return found
    lines = [
        line
        for line in resolve(paragraphs, ())
        if line.text.strip()
        and not line.cell
        and not any(CLAUSE.match(mark.name) for _, mark in line.marks)
        and (not there or line.style not in FRAME)
    ]
    if not lines:
        return found
    labels = {unit.label for unit in missing if unit.label}
    units = [Unit(_without_label(line.text, labels)) for line in lines]
    for pairing in pair_clauses([Unit(unit.text) for unit in missing], units):
        if not pairing.old or not pairing.new:
            continue
        name = f"_cl_{missing[pairing.old[0]].id}"
        first, last = lines[pairing.new[0]].sources[0], lines[pairing.new[-1]].sources[-1]
        start = _behind_label(found[first], labels)
        found[first] = _with_item(found[first], start, Bookmark(name, opens=True))
        found[last] = _with_item(found[last], len(found[last].items), Bookmark(name, opens=False))
    return found


def _without_label(text: str, labels: Collection[str]) -> str:
    """Return a line without the label that it begins with; a label has at most four words ("п. преамбулы 3 bis")."""
    words = text.split()
    for count in range(min(4, len(words)), 0, -1):
        if " ".join(words[:count]).rstrip(".") in labels:
            return text.strip().split(None, count)[count] if len(words) > count else ""
    return text.strip()


def _behind_label(paragraph: Paragraph, labels: Collection[str]) -> int:
    """Return which item comes behind a label that is a run of its own, 0 where none is."""
    for place, item in enumerate(paragraph.items):
        if isinstance(item, Run) and item.text.strip():
            is_label = item.style in LABELS or item.text.strip().rstrip(".") in labels
            return place + 1 if is_label else 0
    return 0


def _with_item(paragraph: Paragraph, place: int, item: Bookmark) -> Paragraph:
    return replace(paragraph, items=(*paragraph.items[:place], item, *paragraph.items[place:]))


def _properties(package: Package) -> Mapping[str, str]:
    """Return the properties that our exports carry: the document, its symbol, the form, the language."""
    if not package.has(_CUSTOM):
        return {}
    return {
        node.get("name", ""): "".join(map(str, node.itertext())).strip()
        for node in package.parse(_CUSTOM)
        if isinstance(node.tag, str)
    }
