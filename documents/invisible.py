"""Changes that nobody sees: another kind of space or hyphen, a letter of another script that looks the same.

They are named in words, because a reader who is shown two equal texts as different would lose trust in both.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_SPACES = " \u00a0\u2007\u2009\u202f\u2002\u2003\t\n"
_HYPHENS = "-\u2010\u2011"
# Letters and signs that look alike in the faces that drafters use, each with the one that stands for them here.
_ALIKE = str.maketrans(
    dict(zip("аеорсухіјѕһԛԝАВЕКМНОРСТУХІЈЅҺԚԜ", "aeopcyxijshqwABEKMHOPCTYXIJSHQW", strict=True))
    | {"ә": "ə", "Ә": "Ə", "ө": "ɵ", "Ө": "Ɵ", "ʻ": "‘", "ʼ": "’"}
    | dict.fromkeys(_HYPHENS, "-")
    | dict.fromkeys(_SPACES, " ")
)
_GAP = re.compile(r"(\s+)")

_NAMES: Mapping[str, Mapping[str, str]] = {
    "en": {
        "": "nothing",
        " ": "a space",
        "\u00a0": "a no-break space",
        "\u202f": "a narrow no-break space",
        "\u2009": "a thin space",
        "\t": "a tab",
        "\n": "a line break",
        "-": "a hyphen",
        "\u2010": "a hyphen of another kind",
        "\u2011": "a no-break hyphen",
        "LATIN": "the Latin “{}”",
        "CYRILLIC": "the Cyrillic “{}”",
        "other": "“{}”",
        "spaces": "{} spaces",
        "instead": "{new} instead of {old}",
    },
    "ru": {
        "": "ничего",
        " ": "пробел",
        "\u00a0": "неразрывный пробел",
        "\u202f": "узкий неразрывный пробел",
        "\u2009": "тонкий пробел",
        "\t": "знак табуляции",
        "\n": "разрыв строки",
        "-": "дефис",
        "\u2010": "дефис другого вида",
        "\u2011": "неразрывный дефис",
        "LATIN": "латинская «{}»",
        "CYRILLIC": "кириллическая «{}»",
        "other": "«{}»",
        "spaces": "пробелы ({})",
        "instead": "{new} — было: {old}",
    },
}


@dataclass(frozen=True, slots=True)
class Invisible:
    """Characters that gave way to others which look the same; "" for none."""

    old: str
    new: str


def invisible_changes(old: str, new: str) -> tuple[Invisible, ...]:
    """Return what changes between two texts that look alike, each change once; () where they do not look alike.

    >>> invisible_changes("2026 year", "2026\\u00a0year")
    (Invisible(old=' ', new='\\xa0'),)
    >>> invisible_changes("сlimate", "climate"), invisible_changes("climate", "climates")
    ((Invisible(old='с', new='c'),), ())
    """
    if old == new:
        return ()
    if not old.strip() and not new.strip():
        return (Invisible(old, new),)
    if _look(old) != _look(new):
        return ()
    found: dict[Invisible, None] = {}
    for one, other in zip(_pieces(old), _pieces(new), strict=True):
        if one == other:
            continue
        pairs = zip(one, other, strict=True) if len(one) == len(other) else [(one, other)]
        found |= {Invisible(*pair): None for pair in pairs if pair[0] != pair[1]}
    return tuple(found) or (Invisible(old, new),)  # letters composed in another way


def foreign_letters(text: str) -> tuple[Invisible, ...]:
    """Return the letters of another script that hide in the words of a text, each with the one that is meant.

    A word is taken for Cyrillic or Latin by the letters of it that look like no other.

    >>> foreign_letters("the сlimate of Азия")
    (Invisible(old='с', new='c'),)
    """
    found: dict[Invisible, None] = {}
    for word in re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", text)):
        scripts = {script for letter in word if (script := _script(letter)) in ("LATIN", "CYRILLIC")}
        if len(scripts) < 2:
            continue
        telling = {_script(letter) for letter in word if letter not in _TWINS} & scripts
        if len(telling) == 1:
            own = telling.pop()
            found |= {
                Invisible(letter, _TWINS[letter]): None
                for letter in word
                if letter in _TWINS and _script(letter) != own
            }
    return tuple(found)


def say_invisible(one: Invisible, *, language: str = "en") -> str:
    """Return such a change in words, in Russian or, for every other language, in English.

    >>> say_invisible(Invisible(" ", "\\u00a0"))
    'a no-break space (U+00A0) instead of a space'
    >>> say_invisible(Invisible("с", "c"), language="ru")
    'латинская «c» (U+0063) — было: кириллическая «с» (U+0441)'
    """
    names = _NAMES["ru" if language.split("-", maxsplit=1)[0] == "ru" else "en"]
    old, new = (_named(characters, names) for characters in (one.old, one.new))
    return names["instead"].format(old=old, new=new)


def _named(characters: str, names: Mapping[str, str]) -> str:
    if characters in ("", " "):
        return names[characters]
    codes = " ".join(f"U+{ord(character):04X}" for character in characters)
    if characters.isspace() and len(characters) > 1:
        plain = names["spaces"].format(len(characters))
        return plain if not characters.strip(" ") else f"{plain}, {codes}"
    name = names.get(characters) or names.get(_script(characters[:1]), names["other"]).format(characters)
    return f"{name} ({codes})"


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ", maxsplit=1)[0]


def _look(text: str) -> str:
    """Return what a reader sees: composed letters, one kind of space, hyphen and twin letter."""
    return _GAP.sub(" ", unicodedata.normalize("NFC", text).translate(_ALIKE))


def _pieces(text: str) -> Iterator[str]:
    """Yield gaps and what stands between them, in turn."""
    return iter(_GAP.split(unicodedata.normalize("NFC", text)))


def _twins() -> dict[str, str]:
    pairs = [
        (chr(code), like) for code, like in _ALIKE.items() if isinstance(like, str) and _script(chr(code))
    ]
    letters = [(one, other) for one, other in pairs if one.isalpha() and _script(one) != _script(other)]
    return {**dict(letters), **{other: one for one, other in letters}}


_TWINS = _twins()
