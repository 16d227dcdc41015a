"""Numbers as words, to twenty, and as Roman numerals, in English, Russian and Kazakh.

Words decline: each is known by a stem and the endings that it takes. The first of each pair is a cardinal, the second
an ordinal.
"""

import re
from collections.abc import Mapping

_ENGLISH = (
    "zero zeroth",
    "one first",
    "two second",
    "three third",
    "four fourth|quarter",
    "five fifth",
    "six sixth",
    "seven seventh",
    "eight eighth",
    "nine ninth",
    "ten tenth",
    "eleven eleventh",
    "twelve twelfth",
    "thirteen thirteenth",
    "fourteen fourteenth",
    "fifteen fifteenth",
    "sixteen sixteenth",
    "seventeen seventeenth",
    "eighteen eighteenth",
    "nineteen nineteenth",
    "twenty twentieth",
)
_RUSSIAN = (
    "ноль|ноля|нуль|нуля|нулю|нулём|нулем|нуле нулев",
    "один|одна|одно|одного|одному|одним|одном|одной|одну перв",
    "два|две|двух|двум|двумя|двое втор",
    "три|трех|трёх|трем|трём|тремя|трое трет",
    "четыре|четырех|четырёх|четырем|четырём|четырьмя|четверо четверт|четвёрт",
    "пять|пяти|пятью пят",
    "шесть|шести|шестью шест",
    "семь|семи|семью седьм",
    "восемь|восьми|восемью|восьмью восьм",
    "девять|девяти|девятью девят",
    "десять|десяти|десятью десят",
    "одиннадцать|одиннадцати|одиннадцатью одиннадцат",
    "двенадцать|двенадцати|двенадцатью двенадцат",
    "тринадцать|тринадцати|тринадцатью тринадцат",
    "четырнадцать|четырнадцати|четырнадцатью четырнадцат",
    "пятнадцать|пятнадцати|пятнадцатью пятнадцат",
    "шестнадцать|шестнадцати|шестнадцатью шестнадцат",
    "семнадцать|семнадцати|семнадцатью семнадцат",
    "восемнадцать|восемнадцати|восемнадцатью восемнадцат",
    "девятнадцать|девятнадцати|девятнадцатью девятнадцат",
    "двадцать|двадцати|двадцатью двадцат",
)
_RUSSIAN_ORDINAL = (
    r"(?:ый|ий|ой|ая|яя|ое|ье|ьего|ьему|ьим|ьем|ья|ью|ьей|ьи|ьих|ого|ому|ым|ом|ую|ые|ых|ыми|ою|ей|и|ь)"
)
_KAZAKH = (
    "нөл|нөлден|нөлге нөлінші",
    "бір бірінші",
    "екі екінші",
    "үш үшінші",
    "төрт төртінші",
    "бес бесінші",
    "алты алтыншы",
    "жеті жетінші",
    "сегіз сегізінші",
    "тоғыз тоғызыншы",
    "он оныншы",
    "он[ -]бір он[ -]бірінші",
    "он[ -]екі он[ -]екінші",
    "он[ -]үш он[ -]үшінші",
    "он[ -]төрт он[ -]төртінші",
    "он[ -]бес он[ -]бесінші",
    "он[ -]алты он[ -]алтыншы",
    "он[ -]жеті он[ -]жетінші",
    "он[ -]сегіз он[ -]сегізінші",
    "он[ -]тоғыз он[ -]тоғызыншы",
    "жиырма жиырмасыншы",
)
_ROMAN = re.compile(r"(?<![\w-])(?=[IVX]+(?![\w]))X{0,3}(?:IX|IV|V?I{0,3})(?!\w)")
_ROMAN_VALUES: Mapping[str, int] = {"I": 1, "V": 5, "X": 10}


def _pattern(pairs: tuple[str, ...], *, ordinal: str = "", cardinal: str = "") -> re.Pattern[str]:
    """Return one pattern with a group for each number; the longer words come first."""
    named = []
    for number, pair in reversed(list(enumerate(pairs))):
        one, other = pair.rsplit(" ", 1) if "[ -]" not in pair else pair.split(" он", 1)
        other = other if "[ -]" not in pair else f"он{other}"
        named.append(f"(?P<n{number}>(?:{one}){cardinal}|(?:{other}){ordinal})")
    return re.compile(rf"(?<![\w-])(?:{'|'.join(named)})(?![\w])", re.IGNORECASE)


_PATTERNS: Mapping[str, re.Pattern[str]] = {
    "en": _pattern(_ENGLISH),
    "ru": _pattern(_RUSSIAN, ordinal=_RUSSIAN_ORDINAL),
    "kk": _pattern(_KAZAKH),
}


def number_words(text: str, language: str) -> list[tuple[int, int, int]]:
    """Return the numbers that stand in a text as words: from, to, and which.

    >>> number_words("the eleventh session of two bodies", "en")
    [(4, 12, 11), (24, 27, 2)]
    >>> number_words("на одиннадцатой сессии", "ru"), number_words("он бірінші сессия", "kk")
    ([(3, 15, 11)], [(0, 10, 11)])
    """
    pattern = _PATTERNS.get(language.partition("-")[0])
    if pattern is None:
        return []
    return [
        (found.start(), found.end(), int((found.lastgroup or "n0")[1:])) for found in pattern.finditer(text)
    ]


def roman_numerals(text: str) -> list[tuple[int, int, int]]:
    """Return the Roman numerals of a text, to XXXIX: from, to, and which.

    >>> roman_numerals("the XXI summit, part IV; MIX, I")
    [(4, 7, 21), (21, 23, 4), (30, 31, 1)]
    """
    return [(found.start(), found.end(), _value(found[0])) for found in _ROMAN.finditer(text) if found[0]]


def _value(numeral: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in numeral]
    return sum(
        -value if value < max(values[place:], default=0) else value for place, value in enumerate(values)
    )
