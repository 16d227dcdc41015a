"""Real texts to measure on and to try the laws on, from a folder that the project does not hold.

``KELISIM_REAL_TEXTS`` names it. What is tried: every pair rebuilds, no word is cut, no change goes unmarked, every
reading comes back from a consolidation, and every bracketed paragraph is read. ``python -m benchmarks.real_texts``.
"""

import json
import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import accumulate, combinations, pairwise
from pathlib import Path
from typing import Any

from documents.bracket_tree import read_brackets
from documents.concordance import concordance
from documents.consolidation import Proposal, consolidate, read_as
from documents.diff import changes_between, diff_words
from documents.glossary import the_glossary
from documents.measures import measure_brackets, sum_measures
from documents.rebase import rebase
from documents.tokens import tokenize


def versions() -> Iterator[tuple[str, str, tuple[str, str]]]:
    """Yield real texts in two languages each: both texts, and their languages."""
    for unit in _read("aligned_en_ru_kk.json"):
        for languages in combinations(("en", "ru", "kk"), 2):
            if all(language in unit for language in languages):
                yield unit[languages[0]], unit[languages[1]], languages


_DIGIT = re.compile(r"\d")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
)
_MONTH = re.compile(rf"\b(?:{'|'.join(_MONTHS)})\b")


def _month_after(month: str) -> str:
    return (*_MONTHS, "December")[_MONTHS.index(month) + 1]


def disagreements() -> tuple[int, Counter[str], int, int]:
    """Return how many real versions were compared, how many disagree by each kind, how many slips were planted, found.

    A slip is planted by changing one digit of one text, or in an English one a month; it is found where the check says
    more than it said before.
    """
    compared, planted, found = 0, 0, 0
    kinds: Counter[str] = Counter()
    for one, other, languages in versions():
        before = concordance(one, other, languages=languages, glossary=the_glossary())
        compared += 1
        kinds.update({disagreement.kind for disagreement in before})
        kinds["any"] += bool(before)
        slips = [
            (one, other[: at.start()] + str((int(at[0]) + 1) % 10) + other[at.end() :])
            for at in _DIGIT.finditer(other)
        ]
        if languages[0] == "en":
            slips += [
                (one[: at.start()] + _month_after(at[0]) + one[at.end() :], other)
                for at in _MONTH.finditer(one)
            ]
        for slipped in slips:
            planted += 1
            found += concordance(*slipped, languages=languages, glossary=the_glossary()) != before
    return compared, kinds, planted, found


def real_pairs() -> list[tuple[str, str]]:
    """Return real old and new texts, [] where there is no folder of them."""
    return [(pair["old"], pair["new"]) for pair in _read("pairs.json")]


def _read(name: str) -> list[dict[str, Any]]:
    folder = os.environ.get("KELISIM_REAL_TEXTS")
    path = Path(folder or "") / name
    if not folder or not path.is_file():
        return []
    return list(json.loads(path.read_text(encoding="utf-8")))


def broken_laws(pairs: Iterable[tuple[str, str]]) -> Counter[str]:
    """Count the pairs whose difference breaks a law."""
    broken: Counter[str] = Counter()
    for old, new in pairs:
        segments = diff_words(old, new)
        kept = ["".join(one.text for one in segments if one.op != op) for op in ("insert", "delete")]
        broken["does not rebuild"] += kept != [old, new]
        broken["marks nothing"] += old != new and all(one.op == "equal" for one in segments)
        at = new_at = 0
        cut = False
        borders, new_borders = _borders(old), _borders(new)
        for one in segments:
            at += len(one.text) * (one.op != "insert")
            new_at += len(one.text) * (one.op != "delete")
            cut |= at not in borders or new_at not in new_borders
        broken["cuts a word"] += cut
    return broken


def _borders(text: str) -> set[int]:
    return {0, *accumulate(map(len, tokenize(text)))}


def variants() -> Iterator[tuple[str, list[str]]]:
    """Yield real clauses of which several newer texts are known: the old text, two to eight new ones."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for old, new in real_pairs():
        found[old][new] = None
        found[new][old] = None
    for base, others in found.items():
        if len(others) > 1:
            yield base, list(others)[:8]


def lost_readings() -> tuple[int, int]:
    """Return how many real readings were consolidated, and how many did not come back."""
    read = lost = 0
    for base, others in variants():
        both = consolidate(base, [Proposal(f"D{n}", text) for n, text in enumerate(others)])
        read += len(others)
        lost += sum(read_as(both, f"D{n}") != text for n, text in enumerate(others))
    return read, lost


def needless_collisions(pairs: Iterable[tuple[str, str]]) -> tuple[int, int]:
    """Return how often two neighbouring changes of one real text were tried on each other, and how often they collide.

    They touch different words, so they ought to merge; they do not where repeated words let one slide to the other.
    """
    tried = collided = 0
    for old, new in pairs:
        changes = list(changes_between(old, new))
        proposals = [old[: one.start] + one.text + old[one.end :] for one in changes]
        for one, other in pairwise(proposals):
            tried += 1
            there, back = (rebase(a, base=old, new_base=b) for a, b in ((one, other), (other, one)))
            collided += "collides" in (there.outcome, back.outcome) or there.text != back.text
    return tried, collided


def main() -> None:
    """Print what was tried and what came of it."""
    pairs = real_pairs()
    if not pairs:
        sys.exit("KELISIM_REAL_TEXTS names no folder with pairs.json: nothing was tried.")
    print(f"{len(pairs)} pairs: {dict(broken_laws(pairs))}")
    read, lost = lost_readings()
    print(f"{read} readings of clauses with several real variants: {lost} lost")
    tried, collided = needless_collisions(pairs)
    print(f"{tried} changes tried on their neighbours: {collided} collide ({collided / tried:.2%})")
    compared, kinds, planted, found = disagreements()
    print(
        f"{compared} pairs of language versions: {dict(kinds)} disagree; {found} of {planted} planted slips found"
    )
    paragraphs = [paragraph["text"] for paragraph in _read("bracketed.json")]
    doubts = Counter(doubt.kind for text in paragraphs for doubt in read_brackets(text, ()).doubts)
    print(f"{len(paragraphs)} bracketed paragraphs read: {dict(doubts)}")
    print(sum_measures(map(measure_brackets, paragraphs)))


if __name__ == "__main__":
    main()
