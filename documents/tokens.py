"""The tokens of a text: words, numbers, symbols, cross-references, white space, and every other character by itself.

Words are what a person reads as one: ``Oʻzbekiston``, ``low-carbon``, ``2026-ға``; a number keeps its marks:
``78/147``, ``2026–2030``, ``20 000``, ``1.5 °C``; the symbol of a document is one: ``A/RES/78/147``. Nothing is lost
and nothing is changed: the tokens of a text join to it.
"""

import re
from dataclasses import dataclass, field
from itertools import chain

_LETTER = r"[\w\u0300-\u036f]"  # a combining mark belongs to the letter that it stands on
_INNER = "-\u2010\u2011'’‘ʹ`´"  # hyphens and apostrophes; ʻ and ʼ are letters already
_THIN = " \u00a0\u2009\u202f"  # spaces that keep the digits of a number in groups
_GROUPED = rf"\d{{1,3}}(?:[{_THIN}]\d{{3}})+(?!{_LETTER})"
_DEGREES = rf"(?:(?<=\d)[{_THIN}]?°[CF](?!{_LETTER}))?"
_REFERENCE = r"⟦[^⟦⟧\s]+⟧"
# A digit must come soon: "UNEP/UNDP" are two names. The bound keeps a long row of slashes from being read ever again.
_SYMBOL = r"[A-Z](?=[A-Za-z0-9./-]{0,40}\d)[A-Z0-9]*(?:\.\d+)?(?:/[A-Z0-9][A-Za-z0-9]*(?:\.[A-Za-z0-9]+)*)+"
_JOINT = rf"[{_INNER}]|(?<=\d)[./,:–—−](?=\d)"
_PART = rf"(?:{_GROUPED}|{_LETTER}+)"
_WORD = rf"{_REFERENCE}|{_SYMBOL}|{_PART}(?:(?:{_JOINT}){_PART})*{_DEGREES}"
_TOKEN = re.compile(rf"{_WORD}|\s+|.", re.DOTALL)
_GAP_AND_WORD = re.compile(rf"(\s*)({_WORD}|\S)")

_APOSTROPHES = "'’‘ʻʼʹ`´"
_DASHES = "-\u2010\u2011–—−"
_QUOTES = '"“”„«»'
_FOLDED = str.maketrans(
    dict.fromkeys(_APOSTROPHES, "'") | dict.fromkeys(_DASHES, "-") | dict.fromkeys(_QUOTES, '"')
)


def tokenize(text: str) -> list[str]:
    """Return the tokens of a text; they join to it, whatever it is.

    >>> tokenize("Oʻzbekiston, resolution 78/147 (2026–2030)")
    ['Oʻzbekiston', ',', ' ', 'resolution', ' ', '78/147', ' ', '(', '2026–2030', ')']
    >>> tokenize("see ⟦k3v9⟧: A/RES/78/147, 20 000 t")
    ['see', ' ', '⟦k3v9⟧', ':', ' ', 'A/RES/78/147', ',', ' ', '20 000', ' ', 't']
    >>> tokenize("1.5 °C, USD 5 million")
    ['1.5 °C', ',', ' ', 'USD', ' ', '5', ' ', 'million']
    """
    return _TOKEN.findall(text)


def is_word(token: str) -> bool:
    """Return whether a token is read as a word: a word proper, a number or a cross-reference.

    >>> [is_word(token) for token in ("low-carbon", "78/147", "⟦k3v9⟧", ",", " ")]
    [True, True, True, False, False]
    """
    return len(token) > 2 if token[:1] == "⟦" else _is_letter(token[:1])


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_" or "\u0300" <= character <= "\u036f"


def count_words(text: str) -> int:
    """Return how many words a text has.

    >>> count_words("[shall][should], by 2030")
    4
    """
    return sum(map(is_word, tokenize(text)))


def fold(text: str) -> str:
    """Return a text with its apostrophes, dashes and quotation marks made alike, for comparison only.

    >>> fold("Oʻzbekiston") == fold("O'zbekiston"), fold("2026–2030") == fold("2026-2030")
    (True, True)
    """
    return text.translate(_FOLDED)


def same_but_for_typography(one: str, other: str) -> bool:
    """Return whether two texts differ in nothing but their setting.

    That is white space, apostrophes, dashes, quotation marks, and whether one single letter is a capital.

    >>> same_but_for_typography("the “parties”", "the  «Parties»"), same_but_for_typography("can not", "cannot")
    (True, False)
    >>> same_but_for_typography("WHO", "who")
    False
    """
    first, second = ("".join(fold(text).split()) for text in (one, other))
    if first != second and not _same_but_for_one_capital(first, second):
        return False
    return _folded_words(one) == _folded_words(other)


def _same_but_for_one_capital(one: str, other: str) -> bool:
    if len(one) != len(other) or one.casefold() != other.casefold():
        return False
    return sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _folded_words(text: str) -> list[str]:
    # A number may hold white space itself.
    return ["".join(token.split()).casefold() for token in tokenize(fold(text)) if not token.isspace()]


@dataclass(frozen=True, slots=True)
class Line:
    """A text as words and the gaps round them: ``gaps[k]`` stands before word ``k``, the last one at the end.

    "Words" are all tokens but white space here, so that a comma can be inserted like a word. A gap may be "".
    """

    words: tuple[str, ...]
    gaps: tuple[str, ...]
    pieces: tuple[str, ...] = field(repr=False)  # gap, word, gap, word, ... gap: they join to the text

    def spell(self, start: int, end: int) -> str:
        """Return words ``start`` to ``end`` (exclusive) with the gaps between them, without the outer gaps."""
        return "".join(self.pieces[2 * start + 1 : 2 * end])


def line_of(text: str) -> Line:
    """Return a text as words and gaps.

    >>> line_of("a, b ")
    Line(words=('a', ',', 'b'), gaps=('', '', ' ', ' '))
    """
    pairs = _GAP_AND_WORD.findall(text)
    pieces = (*chain.from_iterable(pairs), text[len(text.rstrip()) :])
    return Line(pieces[1::2], pieces[::2], pieces)
