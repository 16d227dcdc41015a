"""What a document is called for short: the words of its slug, spelled as in its own title."""

import re
from unicodedata import combining, normalize

_SMALL = ("of", "the", "and")


def short_name(slug: str, title: str) -> str:
    """Return the short name of a document.

    >>> short_name("joint-declaration", "Joint Declaration of the Heads of State of Central Asia")
    'Joint Declaration'
    >>> short_name("ministerial-communique", "Communiqué of the ministers of ecology")
    'Ministerial Communiqué'
    """
    spelled = {_plain(word): word for word in re.findall(r"\w+", title)}
    words = (spelled.get(word, word) for word in slug.split("-"))
    return " ".join(word if word in _SMALL else word[:1].upper() + word[1:] for word in words)


def _plain(word: str) -> str:
    """Return a word as a slug has it: in small letters without their marks."""
    return "".join(letter for letter in normalize("NFD", word.lower()) if not combining(letter))
