"""Labels: what people call a clause today. Derived from kind, place and language; never an identity.

A clause stores its *number* ("5 bis", "3.2", "a"), given when the document begins and whenever an edition is
issued; what is tabled between two editions takes the number of the clause before it and the next Latin ordinal.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from documents.content import ClauseKind

LATIN_ORDINALS = (
    "bis",
    "ter",
    "quater",
    "quinquies",
    "sexies",
    "septies",
    "octies",
    "novies",
    "decies",
)
_RUSSIAN_ORDINALS = dict(
    zip(
        LATIN_ORDINALS,
        ("бис", "тер", "кватер", "квинквиес", "сексиес", "септиес", "октиес", "новиес", "дециес"),
        strict=True,
    )
)


@dataclass(frozen=True, slots=True)
class Profile:
    """How a document numbers its clauses."""

    name: str
    renumbers_on_issue: bool  # an edition numbers everything afresh, "OP 5 bis" becomes "OP 6"
    prefixes: dict[str, dict[ClauseKind, str]]  # language -> kind -> what stands before the number


PROFILES: dict[str, Profile] = {
    profile.name: profile
    for profile in (
        Profile(
            "declaration",
            renumbers_on_issue=True,
            prefixes={
                "en": {"preambular": "PP ", "operative": "OP "},
                "ru": {"preambular": "п. преамбулы ", "operative": "п. "},
            },
        ),
        Profile("programme", renumbers_on_issue=True, prefixes={"en": {}, "ru": {}}),
    )
}

NUMBERED_KINDS: tuple[ClauseKind, ...] = ("preambular", "operative", "sub_item", "chapter", "entry")


def label(kind: ClauseKind, number: str, *, parent: str = "", profile: str, language: str) -> str:
    """Return the label of a clause, ``parent`` being the label of the clause above it.

    >>> label("operative", "5 bis", profile="declaration", language="en")
    'OP 5 bis'
    >>> label("operative", "5 bis", profile="declaration", language="ru")
    'п. 5 бис'
    >>> label("sub_item", "a", parent="OP 5", profile="declaration", language="en")
    'OP 5 (a)'
    >>> label("entry", "3.2", profile="programme", language="ru")
    '3.2'
    """
    if not number:
        return ""
    prefixes = PROFILES[profile].prefixes
    own_words = prefixes.get(language.split("-", maxsplit=1)[0], prefixes["en"])
    if language.startswith("ru"):
        number = " ".join(_RUSSIAN_ORDINALS.get(word, word) for word in number.split())
    if kind == "sub_item":
        return f"{parent} ({number})".strip()
    return own_words.get(kind, "") + number


def name_of_place(language: str, before: str | None) -> str:
    """Return in words where a clause is to stand: behind the one called ``before``, or first of all.

    >>> name_of_place("en", "OP 7"), name_of_place("ru", "п. 7"), name_of_place("en", None)
    ('after OP 7', 'после п. 7', 'to the beginning')
    """
    behind, first = ("после", "в начало") if language.startswith("ru") else ("after", "to the beginning")
    return first if before is None else f"{behind} {before}"


def number_afresh(clauses: Iterable[tuple[str, ClauseKind, str | None]]) -> dict[str, str]:
    """Return id -> number for clauses given as (id, kind, parent's id) in the order of the text.

    >>> number_afresh([("h", "heading", None), ("x", "operative", None), ("y", "sub_item", "x"),
    ...                ("z", "operative", None)])
    {'h': '', 'x': '1', 'y': 'a', 'z': '2'}
    >>> number_afresh([("c", "chapter", None), ("e", "entry", "c"), ("f", "entry", "c")])
    {'c': '1', 'e': '1.1', 'f': '1.2'}
    """
    counts: dict[tuple[ClauseKind, str | None], int] = {}
    numbers: dict[str, str] = {}
    for clause, kind, parent in clauses:
        if kind not in NUMBERED_KINDS:
            numbers[clause] = ""
            continue
        # Preambular and operative paragraphs run through the whole document, whatever heading they stand under.
        series = (kind, parent if kind in ("sub_item", "entry") else None)
        counts[series] = counts.get(series, 0) + 1
        count = counts[series]
        if kind == "sub_item":
            numbers[clause] = _letter(count)
        elif kind == "entry" and parent is not None:
            numbers[clause] = f"{numbers.get(parent, '')}.{count}".lstrip(".")
        else:
            numbers[clause] = str(count)
    return numbers


def _letter(count: int) -> str:
    letters = ""
    while count:
        count, rest = divmod(count - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def number_after(kind: ClauseKind, before: str, siblings: Sequence[str]) -> str:
    """Return the number of a clause tabled after the one numbered ``before`` ("" = before all others).

    >>> number_after("operative", "5", ["4", "5", "6"])
    '5 bis'
    >>> number_after("operative", "5 bis", ["5", "5 bis", "6"])
    '5 ter'
    >>> number_after("entry", "", ["3.1"])
    '0 bis'
    >>> number_after("heading", "", [])
    ''
    """
    if kind not in NUMBERED_KINDS:
        return ""
    stem = before.split(" ", maxsplit=1)[0] or "0"
    taken = set(siblings)
    for ordinal in LATIN_ORDINALS:
        if (number := f"{stem} {ordinal}") not in taken:
            return number
    count = len(LATIN_ORDINALS) + 2
    while (number := f"{stem} [{count}]") in taken:  # Latin ends at decies in practice; figures do not
        count += 1
    return number
