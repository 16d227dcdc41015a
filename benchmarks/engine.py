"""The text engine against its limit, tokenising and the bare alignment of the same words, and against other engines."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from random import Random

from diff_match_patch import diff_match_patch
from rapidfuzz.distance import Indel

from benchmarks.measuring import Ratio, compare
from benchmarks.real_texts import real_pairs
from benchmarks.scale import Scale
from benchmarks.texts import paragraphs, reworded
from documents.consolidation import Proposal, consolidate
from documents.diff import diff_words
from documents.tokens import tokenize

Pair = tuple[str, str]
LIMIT = "tokenising and bare alignment"


def measure(scale: Scale) -> Iterator[Ratio]:
    """Yield differences of real pairs, of long clauses, and the consolidation of many amendments."""
    pairs = real_pairs()
    if pairs:
        pairs = pairs[: scale.pairs]
        yield from _differences(f"differences of {len(pairs)} real pairs", pairs, scale, others=True)
    for words in scale.long_clauses:
        base = clause(words, 0)
        for share in (0.05, 0.4):
            name = f"differences of a clause of {words:,} words, {share:.0%} changed"
            yield from _differences(name, [(base, reworded(base, share, Random(words)))], scale, others=False)
    yield from _consolidations(scale)


def _differences(name: str, pairs: Sequence[Pair], scale: Scale, *, others: bool) -> Iterator[Ratio]:
    ours = partial(_each, diff_words, pairs)
    yield compare(name, ours, LIMIT, partial(_each, _limit, pairs), rounds=scale.rounds)
    if others:
        for engine, differ in (
            ("diff-match-patch on characters, semantic clean-up", _by_characters),
            ("diff-match-patch on words, semantic clean-up", _by_interned_words),
        ):
            yield compare(
                f"{engine}: {name}", partial(_each, differ, pairs), "ours", ours, rounds=min(scale.rounds, 5)
            )


def _consolidations(scale: Scale) -> Iterator[Ratio]:
    texts = [clause(80, n) for n in range(100)]
    chance = Random("amendments")
    for touched in (1, 20):
        wanted: list[list[Proposal]] = [[] for _ in texts]
        for n in range(scale.tabling):
            for k in [n] if touched == 1 else chance.sample(range(len(texts)), touched):
                wanted[k].append(Proposal(f"D{n:03}", reworded(texts[k], 0.05, chance)))
        drafts = list(zip(texts, wanted, strict=True))
        yield compare(
            f"consolidate {scale.tabling} amendments to 100 paragraphs of 80 words, each to {touched}",
            partial(_consolidate, drafts),
            "the sum of their differences",
            partial(_differ, drafts),
            rounds=scale.rounds,
        )


def _consolidate(drafts: Sequence[tuple[str, list[Proposal]]]) -> None:
    for base, proposals in drafts:
        consolidate(base, proposals)


def _differ(drafts: Sequence[tuple[str, list[Proposal]]]) -> None:
    for base, proposals in drafts:
        for proposal in proposals:
            diff_words(base, proposal.text)


def _each(differ: Callable[[str, str], object], pairs: Sequence[Pair]) -> None:
    for old, new in pairs:
        differ(old, new)


def _limit(old: str, new: str) -> object:
    one, other = ([token for token in tokenize(text) if not token.isspace()] for text in (old, new))
    known: dict[str, int] = {}
    return Indel.opcodes(*([known.setdefault(word, len(known)) for word in words] for words in (one, other)))


def _by_characters(old: str, new: str) -> object:
    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    found = engine.diff_main(old, new)
    engine.diff_cleanupSemantic(found)
    return found


def _by_interned_words(old: str, new: str) -> object:
    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    known: dict[str, int] = {}
    one, other = (
        # Each token as one character, past those that mean something to the engine.
        "".join(chr(0x4E00 + known.setdefault(token, len(known))) for token in tokenize(text))
        for text in (old, new)
    )
    found = engine.diff_main(one, other, False)
    engine.diff_cleanupSemantic(found)
    return found


def clause(words: int, seed: int, *, once: float = 0.0) -> str:
    """Return so many words of our own drafts, in an order of their own; a share of them stands only once."""
    chance = Random(f"clause {seed}")
    sentences = paragraphs(60)
    found: list[str] = []
    while len(found) < words:
        found += chance.choice(sentences).split(" ")
    for k in range(words):
        if chance.random() < once:
            found[k] = f"name-{k}"
    return " ".join(found[:words])
