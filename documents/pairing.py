"""Which clauses of two drafts are the same clause: by identity where there is one, else by their texts.

Between editions of Kelisim every clause has its identity. A draft that comes from elsewhere has only words: there the
same clause may have been reworded, moved, split in two, or joined with its neighbour.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rapidfuzz.distance import Indel

from documents.rising import longest_rising
from documents.tokens import fold, is_word, tokenize

Fate = Literal["unchanged", "changed", "inserted", "removed", "split", "merged"]

# Half of the words of both: below it a drafter would call them two paragraphs that begin alike.
_SAME_CLAUSE = 0.5
_TAKEN_OVER = 0.6  # of the words of a part, those that stood in the whole
_COMMON = 12  # clauses: a word that stands in more of them tells none of them apart
_AT_LEAST = 3  # words to look for others by, however common they are


@dataclass(frozen=True, slots=True)
class Unit:
    """A clause as it is compared; ``id`` is "" where it has no identity yet."""

    text: str
    id: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Pairing:
    """What became of clauses: their places in the old draft and in the new one, () where they are not in it.

    A clause may be reworded, moved and renumbered at once: ``fate`` tells of its words, the flags of the rest.
    ``similarity`` is that of the texts, 1.0 where they are the same and 0.0 where there is but one.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    fate: Fate
    moved: bool = False
    renumbered: bool = False
    similarity: float = 0.0


def pair_clauses(old: Sequence[Unit], new: Sequence[Unit]) -> tuple[Pairing, ...]:
    """Return what became of every clause of either draft, in the order of the new one.

    Each clause stands in one pairing. What was removed stands behind the clause that came before it.

    >>> old = [Unit("Rivers know no borders."), Unit("We meet in spring and report on what was done.")]
    >>> new = [Unit("We meet in autumn and report on what was done."), Unit("Rivers know no borders.")]
    >>> [(pairing.old, pairing.new, pairing.fate, pairing.moved) for pairing in pair_clauses(old, new)]
    [((1,), (0,), 'changed', True), ((0,), (1,), 'unchanged', False)]
    """
    drafts = _Drafts(old, new)
    pairs = _by_identity(old, new)
    drafts.pair_equal(pairs)
    drafts.pair_alike(pairs)
    split = _taken_apart(drafts.old, drafts.new, pairs)
    back = {there: here for here, there in pairs.items() if here not in split}
    merged = _taken_apart(drafts.new, drafts.old, back)
    found = [
        drafts.pairing(merged.get(there, (here,)), split.get(here, (there,))) for here, there in pairs.items()
    ]
    stayed = {place for one in found for place in one.new}
    found += [drafts.pairing((), (place,)) for place in range(len(new)) if place not in stayed]
    return tuple(_woven(_with_moves(found), drafts))


class _Drafts:
    """Two drafts as words; equal ones have equal numbers."""

    def __init__(self, old: Sequence[Unit], new: Sequence[Unit]) -> None:
        self.units = (old, new)
        known: dict[str, int] = {}
        self.old, self.new = (
            [
                [known.setdefault(word, len(known)) for word in tokenize(fold(unit.text)) if is_word(word)]
                for unit in units
            ]
            for units in (old, new)
        )

    def pair_equal(self, pairs: dict[int, int]) -> None:
        """Pair what reads alike, the first with the first."""
        taken = set(pairs.values())
        waiting: dict[tuple[int, ...], list[int]] = defaultdict(list)
        for place, words in enumerate(self.new):
            if place not in taken:
                waiting[tuple(words)].append(place)
        for place, words in enumerate(self.old):
            if place not in pairs and (places := waiting.get(tuple(words))):
                pairs[place] = places.pop(0)

    def pair_alike(self, pairs: dict[int, int]) -> None:
        """Pair what is most alike first; of equally alike ones those that stand nearest."""
        taken = set(pairs.values())
        scored = sorted(
            (-score, abs(place - new_place), place, new_place)
            for place, new_place in self._candidates(pairs, taken)
            if (score := similarity_of(self.old[place], self.new[new_place])) >= _SAME_CLAUSE
        )
        for _, _, place, new_place in scored:
            if place not in pairs and new_place not in taken:
                pairs[place] = new_place
                taken.add(new_place)

    def _candidates(self, pairs: Mapping[int, int], taken: Collection[int]) -> Iterator[tuple[int, int]]:
        """Yield clauses that share a word which few others have: the words of boilerplate pair nobody."""
        spread = Counter(word for words in (*self.old, *self.new) for word in set(words))
        holding: dict[int, list[int]] = defaultdict(list)
        for new_place, words in enumerate(self.new):
            if new_place not in taken:
                for word in set(words):
                    holding[word].append(new_place)
        for place, words in enumerate(self.old):
            if place not in pairs:
                rarest = sorted(set(words), key=lambda word: (spread[word], word))
                telling = [word for k, word in enumerate(rarest) if k < _AT_LEAST or spread[word] <= _COMMON]
                for new_place in sorted({there for word in telling for there in holding[word]}):
                    yield place, new_place

    def pairing(self, old: tuple[int, ...], new: tuple[int, ...]) -> Pairing:
        """Return what became of some old clauses in some new ones."""
        if not old or not new:
            return Pairing(old, new, "removed" if old else "inserted")
        before, after = (
            [units[k] for k in places] for units, places in zip(self.units, (old, new), strict=True)
        )
        fate: Fate = "unchanged" if before[0].text == after[0].text else "changed"
        if len(old) > 1 or len(new) > 1:
            fate = "merged" if len(old) > 1 else "split"
        return Pairing(
            old,
            new,
            fate,
            renumbered=[unit.label for unit in before] != [unit.label for unit in after],
            similarity=similarity_of(_joined(self.old, old), _joined(self.new, new)),
        )


def similarity_of(old: Sequence[int], new: Sequence[int]) -> float:
    """Return how much of the words of both is the same, from 0.0 to 1.0; words are numbers, equal ones alike.

    >>> similarity_of([1, 2, 3], [1, 4, 3])
    0.6666666666666667
    """
    return Indel.normalized_similarity(old, new)


def _by_identity(old: Sequence[Unit], new: Sequence[Unit]) -> dict[int, int]:
    places = {unit.id: place for place, unit in enumerate(new) if unit.id}
    return {place: places[unit.id] for place, unit in enumerate(old) if unit.id in places}


def _taken_apart(
    wholes: Sequence[Sequence[int]], parts: Sequence[Sequence[int]], pairs: Mapping[int, int]
) -> dict[int, tuple[int, ...]]:
    """Return which wholes are in several parts: their places -> the places of their parts, side by side.

    A neighbour of the part that is paired belongs to the whole if its words come from there, and if together they
    are more like the whole than without it.
    """
    free = set(range(len(parts))) - set(pairs.values())
    found: dict[int, tuple[int, ...]] = {}
    for whole, part in sorted(pairs.items()):
        first = last = part
        for step in (1, -1):
            while (place := last + 1 if step > 0 else first - 1) in free:
                wider = (first, place) if step > 0 else (place, last)
                common = Indel.similarity(wholes[whole], parts[place]) / 2
                now, then = (
                    similarity_of(wholes[whole], _joined(parts, range(low, high + 1)))
                    for low, high in ((first, last), wider)
                )
                if common < _TAKEN_OVER * len(parts[place]) or then <= now:
                    break
                free.discard(place)
                first, last = wider
        if first < last:
            found[whole] = tuple(range(first, last + 1))
    return found


def _joined(drafts: Sequence[Sequence[int]], places: Iterable[int]) -> list[int]:
    return [word for place in places for word in drafts[place]]


def _with_moves(found: Iterable[Pairing]) -> list[Pairing]:
    """Return pairings in the order of the new draft, those outside the longest row in order as moved."""
    ordered = sorted(found, key=lambda one: one.new)
    both = [k for k, one in enumerate(ordered) if one.old]
    stayed = {both[k] for k in longest_rising([ordered[k].old[0] for k in both])}
    return [replace(one, moved=bool(one.old) and k not in stayed) for k, one in enumerate(ordered)]


def _woven(found: Sequence[Pairing], drafts: _Drafts) -> Iterator[Pairing]:
    """Yield pairings with what was removed, behind the clause that came before it."""
    kept = {place for one in found for place in one.old}
    removed_after: dict[int, list[int]] = defaultdict(list)
    last = -1
    for place in range(len(drafts.old)):
        if place in kept:
            last = place
        else:
            removed_after[last].append(place)
    yield from (drafts.pairing((place,), ()) for place in removed_after[-1])
    for one in found:
        yield one
        for place in one.old:
            yield from (drafts.pairing((gone,), ()) for gone in removed_after[place])
