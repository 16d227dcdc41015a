"""How much of a text is still open: its brackets, how deep they stand, the words in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from documents.bracket_tree import pair_brackets
from documents.consolidation import Consolidation
from documents.document import ConsolidatedClause
from documents.notation import write_bracketed
from documents.tokens import is_word, tokenize


@dataclass(frozen=True, slots=True)
class Measures:
    """How much of a text is open: pairs of brackets, how deep they stand, brackets without a partner, words."""

    brackets: int = 0
    depth: int = 0
    unbalanced: int = 0
    words: int = 0
    words_in_brackets: int = 0

    @property
    def share(self) -> int:
        """Words in brackets in per cent of all words; what is open at all is never 0, what is agreed in part never 100.

        >>> Measures(words=1000, words_in_brackets=1).share, Measures(words=3, words_in_brackets=2).share
        (1, 67)
        """
        if not 0 < self.words_in_brackets < self.words:
            return 100 if self.words_in_brackets else 0
        return min(99, max(1, round(100 * self.words_in_brackets / self.words)))


@lru_cache(maxsize=2048)
def measure_brackets(text: str) -> Measures:
    """Return how much of a text stands in brackets; a bracket without a partner encloses nothing.

    >>> measure_brackets("[shall [fully]][should] act")
    Measures(brackets=3, depth=2, unbalanced=0, words=4, words_in_brackets=3)
    """
    tokens = tokenize(text)
    pairs, alone = pair_brackets(tokens)
    steps = [0] * (len(tokens) + 1)
    for opening, closing in pairs:
        steps[opening] += 1
        steps[closing] -= 1
    depth = deepest = words = inside = 0
    for token, step in zip(tokens, steps, strict=False):
        depth += step
        deepest = max(deepest, depth)
        words += is_word(token)
        inside += is_word(token) and depth > 0
    return Measures(len(pairs), deepest, len(alone), words, inside)


def sum_measures(measures: Iterable[Measures]) -> Measures:
    """Return the measures of several texts together; of the depths the greatest.

    >>> sum_measures([Measures(1, 1, 0, 5, 2), Measures(2, 2, 1, 4, 4)])
    Measures(brackets=3, depth=2, unbalanced=1, words=9, words_in_brackets=6)
    """
    every = list(measures)
    return Measures(
        sum(one.brackets for one in every),
        max((one.depth for one in every), default=0),
        sum(one.unbalanced for one in every),
        sum(one.words for one in every),
        sum(one.words_in_brackets for one in every),
    )


def forget_measures() -> None:
    """Forget what is remembered, for whoever measures how long it takes."""
    measure_brackets.cache_clear()
    _bracketed.cache_clear()


def measure_clause(one: ConsolidatedClause) -> Measures:
    """Return the measures of a clause with everything that is proposed on it, all its fields together.

    Competing wordings are counted word for word, owners are not; a clause that is only proposed stands in brackets
    as a whole.
    """
    fields = {address: text for address, text in one.clause.content.items() if address not in one.fields}
    fields |= {address: _bracketed(field) for address, field in one.fields.items()}
    whole = "" if one.clause.standing and not one.deleted_by else "[{}]"
    return sum_measures(
        measure_brackets(whole.format(text) if whole else text) for text in fields.values() if text
    )


@lru_cache(maxsize=2048)
def _bracketed(field: Consolidation) -> str:
    """Return a consolidation in brackets; a document is measured whole each time one clause of it has changed."""
    return write_bracketed(field, attribution="none", no_text="")
