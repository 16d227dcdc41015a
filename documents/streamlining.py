"""Splitting a clause, and merging clauses: what the words of a proposal on the old clauses want of the new ones.

One clause becomes several, or several become one. Undoing the one is the other, so two rules serve all four ways:
a text is divided among its parts, or gathered into the whole. Either way a proposal is then carried over to the words
that the new clause really has, as it is carried over to any new text.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from documents.content import ClauseKind, Content, Rows, field_at, fields_of, ordered_addresses, row_ids
from documents.dividing import borders_of, divide
from documents.errors import UnknownValue, WrongPlace
from documents.readings import rebase_field
from documents.rebase import Rebase

SPLITTABLE: tuple[ClauseKind, ...] = ("heading", "preambular", "operative", "sub_item", "chapter", "entry")


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A change of one field that no new clause has a place for: the words it would replace, and those it brings."""

    address: str
    base: str
    proposed: str


@dataclass(frozen=True, slots=True)
class Placed:
    """What a proposal on an old clause wants of each of the new ones: address -> how it reads there.

    Only what it touches is there; *satisfied* where the new clause has its words already.
    """

    fields: tuple[Mapping[str, Rebase], ...]
    unplaced: tuple[Unplaced, ...] = ()

    def wanted_of(self, target: int, present: Content) -> dict[str, str]:
        """Return the texts that differ from those of a new clause."""
        return {
            address: one.text
            for address, one in self.fields[target].items()
            if one.text != present.get(address, "")
        }


@dataclass(frozen=True, slots=True)
class Restated:
    """Clauses of one kind as they were and as they become: one of either is one, the others are several."""

    kind: ClauseKind
    sources: tuple[Content, ...]
    targets: tuple[Content, ...]
    joined: Content = field(init=False)  # of several sources: their words in a row
    names: tuple[Mapping[str, str], ...] = field(
        init=False
    )  # of each source: its addresses -> those in ``joined``

    def __post_init__(self) -> None:
        names = _names(self.kind, self.sources)
        object.__setattr__(self, "names", names)
        object.__setattr__(self, "joined", _joined(self.kind, self.sources, names))

    def place(self, source: int, wanted: Mapping[str, str]) -> Placed:
        """Return what a proposal on the ``source``-th of the old clauses wants of the new ones.

        ``wanted``: address -> the text it wants there of the old clause as that stood last.

        >>> split = Restated("operative", ({"text": "Rivers unite. Lakes divide."},),
        ...                  ({"text": "Rivers unite."}, {"text": "Lakes divide us."}))
        >>> placed = split.place(0, {"text": "All rivers unite. Lakes divide."})
        >>> [placed.wanted_of(part, split.targets[part]) for part in (0, 1)]
        [{'text': 'All rivers unite.'}, {}]
        >>> merger = Restated("operative", ({"text": "Rivers unite."}, {"text": "Lakes divide."}),
        ...                   ({"text": "Rivers unite. Lakes divide."},))
        >>> merger.place(1, {"text": ""}).fields[0]["text"].text
        'Rivers unite.'
        """
        if len(self.sources) > 1:
            return self._gathered(source, wanted)
        found: list[dict[str, Rebase]] = [{} for _ in self.targets]
        unplaced: list[Unplaced] = []
        for address, text in wanted.items():
            fields, without = self._divided(address, text)
            unplaced += without
            for part, outcome in fields.items():
                found[part][address] = outcome
        return Placed(tuple(found), tuple(unplaced))

    def _divided(self, address: str, wanted: str) -> tuple[dict[int, Rebase], list[Unplaced]]:
        base = self.sources[0].get(address, "")
        there = [part for part, content in enumerate(self.targets) if content.get(address, "")]
        if not base:
            [*_, part] = [0, *reversed(self._with_row(address) or there)]
            return {part: self._carried(address, wanted, "", part)}, []
        if not there:
            return {}, [Unplaced(address, base, wanted)]
        if field_at(self.kind, address).kind == "value":
            alike = [part for part in there if self.targets[part][address] == base]
            part = (alike or there)[0]
            return {part: self._carried(address, wanted, base, part)}, []
        texts = [self.targets[part][address] for part in there]
        divided = divide(base, wanted, borders_of(base, texts))
        fields = {
            part: self._carried(address, divided.texts[k], divided.bases[k], part)
            for k, part in enumerate(there)
            if divided.texts[k] != divided.bases[k]
        }
        return fields, [Unplaced(address, one.base, one.proposed) for one in divided.unplaced]

    def _with_row(self, address: str) -> list[int]:
        row = ".".join(address.split(".")[:2]) + "."
        is_cell = address.count(".") == 2
        return [
            part
            for part, content in enumerate(self.targets)
            if is_cell and any(other.startswith(row) for other in content)
        ]

    def _carried(self, address: str, wanted: str, base: str, target: int) -> Rebase:
        present = self.targets[target].get(address, "")
        return rebase_field(self.kind, address, wanted, base=base, present=present)

    def _gathered(self, source: int, wanted: Mapping[str, str]) -> Placed:
        found: dict[str, Rebase] = {}
        for address, text in wanted.items():
            name = self.names[source].get(address, address)
            if field_at(self.kind, address).kind == "value":
                found[name] = self._carried(name, text, self.sources[source].get(address, ""), 0)
                continue
            with_it = [dict(content) for content in self.sources]
            with_it[source][address] = text
            whole = _joined(self.kind, with_it, self.names).get(name, "")
            found[name] = self._carried(name, whole, self.joined.get(name, ""), 0)
        return Placed((found,))


def joined_content(kind: ClauseKind, sources: Sequence[Content]) -> dict[str, str]:
    """Return the content of clauses that are merged as they stand: their words in a row, a value where they agree.

    Raises UnknownValue for a value that they have differently: whoever merges says which one holds.

    >>> joined_content("operative", [{"text": "Rivers unite."}, {"text": "Lakes divide."}])
    {'text': 'Rivers unite. Lakes divide.'}
    """
    names = _names(kind, sources)
    for address in ordered_addresses(kind, {one for content in sources for one in content}):
        values = {content[address] for content in sources if content.get(address)}
        is_cell = address.count(".") == 2
        if len(values) > 1 and not is_cell and field_at(kind, address).kind == "value":
            listed = ", ".join(sorted(values))
            raise UnknownValue(f"{address}: these clauses say {listed}; say which holds.", field=address)
    return dict(_joined(kind, sources, names))


def _names(kind: ClauseKind, sources: Sequence[Content]) -> tuple[dict[str, str], ...]:
    """Return under which addresses the fields of each clause stand in their union: rows never fall together."""
    taken: set[str] = set()
    names: list[dict[str, str]] = []
    for number, content in enumerate(sources, 1):
        own: dict[str, str] = {}
        for declared in fields_of(kind):
            if not isinstance(declared, Rows):
                continue
            for row in row_ids(content, declared.name):
                name = row
                while f"{declared.name}.{name}" in taken:
                    name = f"{name[:13]}{number}"
                    number += 1
                taken.add(f"{declared.name}.{name}")
                prefix = f"{declared.name}.{row}."
                for address in content:
                    if address.startswith(prefix):
                        own[address] = f"{declared.name}.{name}.{address.removeprefix(prefix)}"
        names.append(own)
    return tuple(names)


def _joined(
    kind: ClauseKind, sources: Sequence[Content], names: Sequence[Mapping[str, str]]
) -> dict[str, str]:
    texts: dict[str, list[str]] = {}
    for content, own in zip(sources, names, strict=True):
        for address, text in content.items():
            if text:
                texts.setdefault(own.get(address, address), []).append(text)
    joined: dict[str, str] = {}
    for address in ordered_addresses(kind, texts):
        declared = field_at(kind, address)
        if declared.kind == "value":
            joined[address] = texts[address][0]
        else:
            joined[address] = ("\n" if declared.lines else " ").join(texts[address])
    return joined


def require_splittable(kind: ClauseKind) -> None:
    """Refuse to split or merge what there is but one of: the title, the words that open and close a text."""
    if kind not in SPLITTABLE:
        raise WrongPlace(f"A {kind} is neither split nor merged; these are: {', '.join(SPLITTABLE)}.")
