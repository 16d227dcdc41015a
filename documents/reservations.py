"""Brackets that a delegation puts round words of the base, whether or not it rewords others.

A proposal reserves words when it adds balanced pairs of square brackets whose lifting leaves its other words as they
are, byte for byte. Everything else, ``[ shall ]`` for one, is another wording.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from documents.alignment import Alignment, Edit, align
from documents.tokens import Line, line_of, tokenize

_BRACKETS = ("[", "]")

Span = tuple[int, int]  # tokens of the base, end exclusive


@dataclass(frozen=True, slots=True)
class Lifted:
    """A text without the brackets that it only puts round words of the base, and where these stood."""

    text: str
    spans: tuple[Span, ...] = ()


def lift(base: str, text: str) -> Lifted:
    """Return a text without the brackets that it adds round words of the base.

    >>> lift("Parties shall act now", "[Parties should act] now")
    Lifted(text='Parties should act now', spans=((0, 5),))
    >>> lift("Parties shall act", "Parties [should] act").spans
    ()
    """
    if any(text.count(bracket) <= base.count(bracket) for bracket in _BRACKETS):
        return Lifted(text)
    spans = _only_reserved(base, text)
    return _lift_among_words(base, text) if spans is None else Lifted(base, spans)


def _only_reserved(base: str, text: str) -> tuple[Span, ...] | None:
    """Return the spans of the base that a text only puts in brackets, or None where it does anything else.

    >>> _only_reserved("Parties shall act", "Parties [shall] act")
    ((2, 3),)
    >>> _only_reserved("Parties shall act", "Parties [ shall ] act") is None
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
    return tuple(sorted(spans)) if with_brackets([(base, base)], spans) == text else None


def _lift_among_words(base: str, text: str) -> Lifted:
    """Lift the brackets of a text that rewords the base too; a pair whose words have no place in it stays."""
    line = line_of(text)
    pairs = list(_added_pairs(line, align(base, text)))
    while pairs:
        gone = {place for pair in pairs for place in pair}
        lifted = _without(line, gone)
        alignment = align(base, lifted)
        shift = [0]  # how many brackets are gone before each word
        for place in range(len(line.words)):
            shift.append(shift[-1] + (place in gone))
        starts, ends = _borders(alignment)
        struck = {word for edit in alignment.edits for word in range(edit.start, edit.end)}
        spans: list[Span] = []
        kept: list[Span] = []
        for opening, closing in pairs:
            start, end = starts.get(opening - shift[opening]), ends.get(closing - shift[closing])
            # Brackets round nothing but new words belong to these: they reserve no word of the base.
            if start is not None and end is not None and not struck.issuperset(range(start, end)):
                spans.append((start, end))
                kept.append((opening, closing))
        if kept == pairs:
            tokens = _token_places(alignment.old)
            return Lifted(lifted, tuple(sorted((tokens[start], tokens[end - 1] + 1) for start, end in spans)))
        pairs = kept
    return Lifted(text)


def _added_pairs(line: Line, alignment: Alignment) -> Iterator[tuple[int, int]]:
    """Yield the places of added brackets that match and touch the words inside them, inner pairs first."""
    opened: list[int] = []
    for edit in alignment.single_edits:
        for place in range(edit.new_start, edit.new_end):
            word = line.words[place]
            if word == "[":
                opened.append(place)
            elif word == "]" and opened:
                opening = opened.pop()
                if not line.gaps[opening + 1] and not line.gaps[place]:
                    yield opening, place


def _without(line: Line, places: set[int]) -> str:
    return "".join(
        gap if place in places else gap + word
        for place, (gap, word) in enumerate(zip(line.gaps, (*line.words, ""), strict=True))
    )


def _borders(alignment: Alignment) -> tuple[dict[int, int], dict[int, int]]:
    """Return where brackets before a word, and after so many words, stand in the base.

    Not all places have one: a bracket inside words that replace others, or beside words put in, has none.
    """
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    at = new_at = 0
    length, new_length = len(alignment.old.words), len(alignment.new.words)
    for edit in (*alignment.edits, Edit(length, length, new_length, new_length)):
        for k in range(edit.start - at):
            starts[new_at + k] = at + k
            ends[new_at + k + 1] = at + k + 1
        if edit.replaces:
            starts[edit.new_start], ends[edit.new_end] = edit.start, edit.end
        at, new_at = edit.end, edit.new_end
    return starts, ends


def _token_places(line: Line) -> list[int]:
    """Return for each word which token of its text it is."""
    places: list[int] = []
    at = 0
    for gap in line.gaps[:-1]:
        at += bool(gap)
        places.append(at)
        at += 1
    return places


def _row(tokens: list[str], start: int, token: str) -> int:
    end = start
    while end < len(tokens) and tokens[end] == token:
        end += 1
    return end - start


def with_brackets(parts: Iterable[tuple[str, str]], spans: Iterable[Span]) -> str:
    """Return what stands instead of each part of a base, with brackets round spans of the base's tokens.

    ``parts`` are pairs of a base and what is wanted there. Spans may nest or cross; one that begins or ends inside
    reworded words loses that bracket. A bracket stands next to its words: not round what is put in beside them.

    >>> with_brackets([("Parties shall act", "Parties shall act")], [(2, 3), (0, 3)])
    '[Parties [shall]] act'
    >>> with_brackets([("Parties ", "Parties "), ("shall", "should"), (" act", " act")], [(0, 3)])
    '[Parties should] act'
    """
    spans = tuple(spans)
    opens = Counter(start for start, _ in spans)
    closes = Counter(end for _, end in spans)
    pieces: list[str] = []
    at = 0
    for base, wanted in parts:
        tokens = tokenize(base)
        kept = tokens if wanted == base else [wanted]
        step = 1 if wanted == base else len(tokens)
        if not base:
            pieces.append(wanted)
            continue
        for token in kept:
            pieces += ("[" * opens[at], token, "]" * closes[at + step])
            at += step
    return "".join(pieces)
