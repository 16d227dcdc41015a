"""What of a text can be counted and compared across languages: numbers, dates, symbols of documents, currencies.

Each is read by the customs of its language: 7.3 and 7,3, 20,000 and 20 000, "8.3 million" and "8 миллионов
300 тысяч", "17.04.2019" and "2019 жылғы 17 сәуір", XXI and "twenty-first".
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from documents.number_words import number_words, roman_numerals

QuantityKind = Literal["date", "symbol", "currency", "number"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """One of them: what it says, whatever the language, and how it is written here.

    ``soft``: words and numerals that need not stand in another language, as "the first", "one" and "in May" need not.
    """

    kind: QuantityKind
    says: str
    written: str
    soft: bool = False


_SPACE = "[ \u00a0\u2009\u202f]"
_MONTHS: Mapping[str, tuple[str, ...]] = {
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    "ru": (
        r"январ[яьеёю]\w*",
        r"феврал[яьеёю]\w*",
        r"март\w{0,2}",
        r"апрел[яьеёю]\w*",
        r"ма[йяею]м?",
        r"июн[яьеёю]\w*",
        r"июл[яьеёю]\w*",
        r"август\w{0,2}",
        r"сентябр[яьеёю]\w*",
        r"октябр[яьеёю]\w*",
        r"ноябр[яьеёю]\w*",
        r"декабр[яьеёю]\w*",
    ),
    "kk": (
        r"қаңтар\w*",
        r"ақпан\w*",
        r"наурыз\w*",
        r"сәуір\w*",
        r"мамыр\w*",
        r"маусым\w*",
        r"шілде\w*",
        r"тамыз\w*",
        r"қыркүйек\w*",
        r"қазан\w*",
        r"қараша\w*",
        r"желтоқсан\w*",
    ),
}
_SCALES: Mapping[str, Mapping[str, int]] = {
    "en": {"thousand": 3, "million": 6, "billion": 9, "trillion": 12},
    "ru": {
        r"тыс\.|тысяч\w{0,3}": 3,
        r"млн|миллион\w{0,3}": 6,
        r"млрд|миллиард\w{0,3}": 9,
        r"трлн|триллион\w{0,3}": 12,
    },
    "kk": {
        r"мың\w*": 3,
        r"млн|миллион(?!даған)\w*": 6,
        r"млрд|миллиард(?!таған)\w*": 9,
        r"трлн|триллион\w*": 12,
    },
}
_CURRENCIES: Mapping[str, str] = {
    "USD": r"US\$|\$|USD|долл\.(?:\s*США)?|доллар\w*(?:\s+США)?|(?:U\.?S\.?\s+)?dollars?|АҚШ\s+доллар\w*",
    "EUR": r"€|EUR|euros?|евро",
    "KZT": r"₸|KZT|tenge|тенге|теңге(?:нің|ге|ні|де|ден|мен|лік)?",
    "KGS": r"KGS|som|сом(?:ов|ах|ами|ам)?",
    "UZS": r"UZS|сум(?:ов|ах|ами|ам)?",
    "RUB": r"₽|RUB|roubles?|rubles?|рубл\w*|рубль",
}
_CURRENCY = re.compile(
    rf"(?<![^\W\d_])(?:{'|'.join(f'(?P<{code}>{forms})' for code, forms in _CURRENCIES.items())})(?![^\W\d_])",
    re.IGNORECASE,
)
# The bounds keep long rows of letters and slashes from being read again and again.
_SYMBOL = re.compile(r"\b[A-Z]{1,6}/[A-Z0-9./-]{0,30}\d[A-Z0-9./-]{0,30}|(?<![\d/])\d{1,3}/\d{1,4}(?![\d/])")
_NUMERIC_DATE = re.compile(r"(?<!\d)(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})(?!\d)")
_KAZAKH_NUMERIC = re.compile(r"(?P<year>\d{4})\s+жыл\w*\s+(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.")
_DIGITS: Mapping[str, str] = {
    "en": r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?",
    "": rf"\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)?",
}


def quantities_of(text: str, language: str) -> list[Quantity]:
    """Return what can be compared of a text in a language, in the order of the text.

    >>> [(one.kind, one.says) for one in quantities_of("8.3 million by 6 November 2024, 78/147", "en")]
    [('number', '8300000'), ('date', '2024-11-6'), ('symbol', '78/147')]
    >>> [one.says for one in quantities_of("8 миллионов 300 тысяч; 7,3 %; 20 000", "ru")]
    ['8300000', '7.3', '20000']
    >>> [one.says for one in quantities_of("2024 жылғы 6 қараша, 2025 жылғы наурызда", "kk")]
    ['2024-11-6', '2025-3']
    """
    own = language.partition("-")[0]
    found: list[tuple[int, Quantity]] = []
    left = text
    # What is read by one is not read again by those behind it: the digits of a date are no numbers besides.
    for read in (_dates, _symbols, _currencies, _numbers, _numerals, _words):
        here = list(read(left, own))
        found += (
            (one.start, Quantity(one.kind, one.says, text[one.start : one.end].strip(), one.soft))
            for one in here
        )
        left = _without(left, here)
    return [one for _, one in sorted(found, key=lambda item: item[0])]


class _Place(NamedTuple):
    start: int
    end: int
    kind: QuantityKind
    says: str
    soft: bool = False


def _without(text: str, places: Sequence[_Place]) -> str:
    """Return a text of the same length in which what stood there is no character of any language."""
    pieces, at = [], 0
    for start, end, *_ in sorted(places):
        pieces += [text[at:start], "\x00" * (end - start)]
        at = end
    return "".join((*pieces, text[at:]))


def _symbols(text: str, _language: str) -> Iterator[_Place]:
    for found in _SYMBOL.finditer(text):
        yield _Place(found.start(), found.end(), "symbol", found[0].rstrip("./-"))


def _currencies(text: str, _language: str) -> Iterator[_Place]:
    for found in _CURRENCY.finditer(text):
        yield _Place(found.start(), found.end(), "currency", found.lastgroup or "")


def _numerals(text: str, _language: str) -> Iterator[_Place]:
    for start, end, value in roman_numerals(text):
        yield _Place(start, end, "number", str(value), soft=end - start == 1)


def _words(text: str, language: str) -> Iterator[_Place]:
    for start, end, value in number_words(text, language):
        yield _Place(start, end, "number", str(value), soft=True)


def _dates(text: str, language: str) -> Iterator[_Place]:
    taken = [False] * len(text)
    for pattern in _date_patterns(language):
        for found in pattern.finditer(text):
            if any(taken[found.start() : found.end()]):
                continue
            named = found.groupdict()
            month = named.get("month") or _month_of(named)
            parts = [named.get("year"), str(int(month)), named.get("day")]
            if not 1 <= int(month) <= 12 or (named.get("day") and not 1 <= int(named["day"]) <= 31):
                continue
            taken[found.start() : found.end()] = [True] * (found.end() - found.start())
            says = "-".join(str(int(part)) for part in parts if part)
            # A month alone is a word like others: "May" begins a wish, and "маусым" is a season as well.
            is_bare = not (named.get("year") or named.get("day"))
            yield _Place(found.start(), found.end(), "date", says, soft=is_bare)


def _month_of(named: Mapping[str, str | None]) -> str:
    return next(name[1:] for name, value in named.items() if value and re.fullmatch(r"m\d+", name))


def _date_patterns(language: str) -> list[re.Pattern[str]]:
    names = _MONTHS.get(language, ())
    month = "(?:" + "|".join(f"(?P<m{number}>{name})" for number, name in enumerate(names, start=1)) + ")"
    year, day = r"(?P<year>\d{4})", r"(?P<day>\d{1,2})"
    patterns = [_NUMERIC_DATE, _KAZAKH_NUMERIC]
    spelt = {
        "en": (
            rf"(?<!\d){day}(?:st|nd|rd|th)?\s+(?:of\s+)?{month}\b(?:,?\s+{year}(?!\d))?",
            rf"\b{month}\s+{day}(?:st|nd|rd|th)?(?!\d),?(?:\s+{year}(?!\d))?",
            rf"\b{month},?\s+{year}(?!\d)",
            rf"\b{month}\b",
        ),
        "ru": (
            rf"(?<!\d){day}(?:-го)?\s+{month}\b(?:\s+{year}(?!\d)(?:\s*(?:года|год|г\.))?)?",
            rf"\b{month}\s+{year}(?!\d)(?:\s*(?:года|году|год|г\.))?",
            rf"\b{month}\b",
        ),
        "kk": (
            rf"(?<!\d){year}\s+жыл\w*\s+{day}(?:-\w+)?\s+{month}\b",
            rf"(?<!\d){year}\s+жыл\w*\s+{month}\b",
            rf"(?<!\d){day}(?:-\w+)?\s+{month}\b",
            rf"\b{month}\b",
        ),
    }.get(language, ())
    # Outside English a month has a capital letter at the beginning of a sentence alone; there, "may" is no month.
    case = re.NOFLAG if language == "en" else re.IGNORECASE
    return [*patterns, *(re.compile(pattern, case) for pattern in spelt)]


def _numbers(text: str, language: str) -> Iterator[_Place]:
    digits = _DIGITS.get(language, _DIGITS[""])
    scales = _SCALES.get(language, {})
    scale = "|".join(scales)
    one = rf"(?:{digits})(?:\s*(?:{scale})(?!\w))?" if scales else digits
    more = rf"(?:\s+(?:{digits})\s*(?:{scale})(?!\w))*" if scales else ""
    for found in re.finditer(rf"(?<![\d.,])(?:{one}){more}", text):
        total = Decimal(0)
        for part in re.finditer(
            rf"(?P<number>{digits})(?:\s*(?P<scale>{scale})(?!\w))?"
            if scales
            else rf"(?P<number>{digits})(?P<scale>)",
            found[0],
        ):
            power = next(
                (n for name, n in scales.items() if part["scale"] and re.fullmatch(name, part["scale"])), 0
            )
            total += _decimal(part["number"], language).scaleb(power)
        yield _Place(found.start(), found.end(), "number", f"{total.normalize():f}")


def _decimal(written: str, language: str) -> Decimal:
    plain = re.sub(_SPACE, "", written)
    plain = plain.replace(",", "") if language == "en" else plain.replace(",", ".")
    return Decimal(plain)
