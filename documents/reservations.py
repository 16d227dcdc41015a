"""Brackets that a delegation puts round words of the base without changing any of them.

A proposal reserves words when it adds balanced pairs of square brackets and nothing else: lifting them gives
the base back byte for byte. Everything else, ``[ shall ]`` for one, is another wording.
"""

from collections import Counter
from collections.abc import Iterable

from documents.tokens import tokenize

_BRACKETS = ("[", "]")

Span = tuple[int, int]  # tokens of the base, end exclusive


def reserved_spans(base: str, text: str) -> tuple[Span, ...] | None:
    """Return the spans of the base that a text only puts in brackets, or None where it does anything else.

    >>> reserved_spans("Parties shall act", "Parties [shall] act")
    ((2, 3),)
    >>> reserved_spans("Parties shall act", "Parties [ shall ] act") is None
    True
    """
    ours, theirs = tokenize(base), tokenize(text)
    if (len(theirs) - len(ours)) % 2 or len(theirs) <= len(ours):
        return None
    spans: list[Span] = []
    opened: list[int] = []
    at = k = 0
    while k < len(theirs):
        token = theirs[k]
        if token not in _BRACKETS:
            if at == len(ours) or ours[at] != token:
                return None
            at, k = at + 1, k + 1
            continue
        opens = token == _BRACKETS[0]
        # Of several brackets in a row the added ones are the outermost.
        row, own = _row(theirs, k, token), _row(ours, at, token)
        added = row - own
        if added < 0:
            return None
        k += row
        if opens:
            opened += [at] * added
            at += own
            continue
        at += own
        for _ in range(added):
            if not opened or opened[-1] == at:
                return None
            spans.append((opened.pop(), at))
    if at < len(ours) or opened:
        return None
    return tuple(sorted(spans)) if with_brackets(base, spans) == text else None


def _row(tokens: list[str], start: int, token: str) -> int:
    end = start
    while end < len(tokens) and tokens[end] == token:
        end += 1
    return end - start


def with_brackets(base: str, spans: Iterable[Span]) -> str:
    """Return the base with brackets round spans of its tokens, nested or crossing.

    >>> with_brackets("Parties shall act", [(2, 3), (0, 3)])
    '[Parties [shall]] act'
    """
    spans = tuple(spans)
    opens = Counter(start for start, _ in spans)
    closes = Counter(end for _, end in spans)
    tokens = tokenize(base)
    pieces: list[str] = []
    for k in range(len(tokens) + 1):
        pieces.append("]" * closes[k] + "[" * opens[k])
        pieces += tokens[k : k + 1]
    return "".join(pieces)
