"""Names in the order of a language's own alphabet, in which Қ follows К and a Kazakh Ә stands behind А."""

import re
from collections.abc import Callable, Iterable, Mapping

_ALPHABETS: Mapping[str, str] = {
    "ru": "а б в г д е ё ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я",
    "kk": "а ә б в г ғ д е ё ж з и й к қ л м н ң о ө п р с т у ұ ү ф х һ ц ч ш щ ъ ы і ь э ю я",
    "ky": "а б в г д е ё ж з и й к л м н ң о ө п р с т у ү ф х ц ч ш щ ъ ы ь э ю я",
    "tg": "а б в г ғ д е ё ж з и ӣ й к қ л м н о п р с т у ӯ ф х ҳ ч ҷ ш ъ э ю я",
    "tk": "a b ç d e ä f g h i j ž k l m n ň o ö p r s ş t u ü w y ý z",
    "uz": "a b d e f g h i j k l m n o p q r s t u v x y z oʻ gʻ sh ch ng",
}


def by_alphabet(language: str) -> Callable[[str], list[tuple[int, str]]]:
    """Return the key by which names are sorted by the alphabet of a language; other letters stand behind its own.

    >>> sorted(["Ерлан", "Әлия", "Арман"], key=by_alphabet("kk")), sorted(["Zoe", "anna"], key=by_alphabet("en"))
    (['Арман', 'Әлия', 'Ерлан'], ['anna', 'Zoe'])
    """
    letters = _ALPHABETS.get(language.split("-", maxsplit=1)[0], "").split()
    rank = {letter: place for place, letter in enumerate(letters)}
    # Letters of two characters are tried first.
    letter = re.compile("|".join([*sorted(letters, key=len, reverse=True), "."]), re.DOTALL)

    def place(name: str) -> list[tuple[int, str]]:
        return [
            (rank.get(one, -1 if one.isspace() else len(rank)), one) for one in letter.findall(name.lower())
        ]

    return place


def in_alphabetical_order(names: Iterable[str], language: str) -> list[str]:
    """Return names sorted by the alphabet of a language.

    >>> in_alphabetical_order(["Қазақстан", "Өзбекстан", "Тәжікстан", "Қырғызстан", "Түрікменстан"], "kk")
    ['Қазақстан', 'Қырғызстан', 'Өзбекстан', 'Тәжікстан', 'Түрікменстан']
    >>> in_alphabetical_order(["Oʻzbekiston", "Qozogʻiston", "Tojikiston"], "uz-Latn")
    ['Qozogʻiston', 'Tojikiston', 'Oʻzbekiston']
    """
    return sorted(names, key=by_alphabet(language))
