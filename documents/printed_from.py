"""The stored text that a clause of a Word file was printed from, and how its words go back to what is stored.

With every change rejected, a file shows what was printed: labels instead of references, values as a language writes
them. Which text that was is told by its words.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from documents.content import ClauseKind, Content, field_at
from documents.diff import similarity
from documents.redlines import Reading
from documents.values import print_value

REFERENCE = re.compile("⟦([^⟦⟧]*)⟧")


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """A clause as it is stored, with the texts that the file may show, the newest last."""

    id: str
    kind: ClauseKind
    label: str
    contents: tuple[tuple[str, Content], ...]  # (revision, content)
    addresses: tuple[str, ...] = ()  # of an entry: the fields it was printed with, in their order
    proposals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # address -> what is on the table
    standing: bool = True
    inserted_by: frozenset[str] = (
        frozenset()
    )  # of one that is only proposed: names of those who want it, and codes
    in_the_text: bool = True  # it stands in the text of today
    in_its_place: bool = True  # it has not moved since the file was made
    expected: bool = False  # it stood in the text when the file was made


@dataclass(frozen=True, slots=True)
class PrintedFrom:
    """The stored content that a clause of the file was printed from, and how each of its fields was printed."""

    revision: str
    content: Content
    printed: Mapping[str, str]  # address -> as the file shows it with every change rejected
    references: Mapping[str, tuple[str, ...]]  # address -> what each of its references was printed as
    edited: tuple[str, ...]  # addresses whose shown words are not the stored ones

    @classmethod
    def of(cls, known: Known, base: Reading, labels: Mapping[str, str], language: str) -> "PrintedFrom":
        """Return the text of a clause that a file shows with every change rejected; ``labels`` are those of today."""
        shown = dict(shown_of(known, base))
        bases = []
        for revision, content in reversed(known.contents):
            one = cls._from(known, revision, content, shown, labels, language)
            if not one.edited:
                return one
            bases.append(one)
        if len(bases) == 1:
            return bases[0]
        # Somebody edited without a trace: what the file was printed from is the text that it is nearest to.
        return min(bases, key=lambda one: one._distance(shown))

    def _distance(self, shown: Mapping[str, str]) -> float:
        return sum(1 - similarity(self.printed[address], shown[address]) for address in self.edited)

    @classmethod
    def _from(
        cls,
        known: Known,
        revision: str,
        content: Content,
        shown: Mapping[str, str],
        labels: Mapping[str, str],
        language: str,
    ) -> "PrintedFrom":
        printed: dict[str, str] = {}
        references: dict[str, tuple[str, ...]] = {}
        edited: list[str] = []
        for address, text in shown.items():
            stored = content.get(address, "")
            words = as_printed(known.kind, address, stored, language)
            today = tuple(labels.get(one, "") for one in REFERENCE.findall(words))
            found = today if _printed(words, today) == text else _printed_references(words, text)
            if found is None:
                edited.append(address)
            references[address] = today if found is None else found
            printed[address] = _printed(words, references[address])
        return cls(revision, content, printed, references, tuple(edited))

    def stored(self, address: str, shown: str) -> str:
        """Return words of the file as they are stored: printed references and values as they stand in the base."""
        base = self.content.get(address, "")
        if shown == self.printed[address]:
            return base
        at = 0
        for reference, label in zip(REFERENCE.findall(base), self.references[address], strict=False):
            place = re.compile(rf"(?<!\w){re.escape(label)}(?!\w)").search(shown, at) if label else None
            if place:
                token = f"⟦{reference}⟧"
                shown = shown[: place.start()] + token + shown[place.end() :]
                at = place.start() + len(token)
        return shown


def shown_of(known: Known, reading: Reading) -> Iterator[tuple[str, str]]:
    """Yield address and words of what a reading shows of a clause."""
    if known.kind != "entry":
        if known.id in reading.texts:
            yield "text", reading.texts[known.id]
        return
    for number, address in enumerate(known.addresses, start=1):
        if (text := reading.texts.get(f"{known.id}_{number}")) is not None:
            yield address, text


def _printed_references(stored: str, shown: str) -> tuple[str, ...] | None:
    """Return what each reference of a stored text is printed as, None where the words round them differ.

    >>> _printed_references("as in ⟦k3v9q2⟧, by 2030", "as in OP 7, by 2030")
    ('OP 7',)
    """
    words = REFERENCE.split(stored)[::2]
    found = re.fullmatch("(.{1,60}?)".join(map(re.escape, words)), shown, re.DOTALL)
    return found.groups() if found else None


def as_printed(kind: ClauseKind, address: str, text: str, language: str) -> str:
    """Return a text as it is printed but for its references: a value is written for the language."""
    if field_at(kind, address).kind == "prose":
        return text
    return print_value(text, language=language, address=address)


def _printed(stored: str, labels: Sequence[str]) -> str:
    given = iter(labels)
    return REFERENCE.sub(lambda _: next(given), stored)
