"""What happens to a text on its way in: NFC, without invisible characters, otherwise kept as typed."""

import re
import unicodedata
from dataclasses import dataclass

from documents.composing import compose
from documents.content import Field
from documents.errors import EmptyText, ForbiddenCharacter, TooLong
from documents.tokens import tokenize

MOST_WORDS = 20_000
MOST_TOKENS = 50_000  # with the spaces and signs of so many words; two such texts are compared in 0.3 GB

_SOFT_HYPHEN = "\u00ad"
_SPACES = " \u00a0"
_LINE_BREAKS = re.compile(r"\r\n|\r|\u2028|\u2029|\u0085")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text as it is kept, and what was done to it, in words."""

    text: str
    notes: tuple[str, ...] = ()


def clean(text: str, field: Field, *, address: str = "") -> Cleaned:
    """Return a text as it is kept; refuse control characters, line breaks where none belong, and too many words.

    >>> clean("The Par\\u00adties  agree.", Field("text"))
    Cleaned(text='The Parties  agree.', notes=('text: 1 invisible character was removed.',))
    >>> clean("Agree\\x00d", Field("text"))
    Traceback (most recent call last):
    documents.errors.ForbiddenCharacter: text: the character U+0000 at place 6 is a control character; remove it.
    """
    where = address or field.name
    notes = []
    text = _LINE_BREAKS.sub("\n", text)
    visible = "".join(c for c in text if not _is_invisible(c))
    if removed := len(text) - len(visible):
        noun = "invisible character was" if removed == 1 else "invisible characters were"
        notes.append(f"{where}: {removed} {noun} removed.")
    kept = compose(visible, where=where)
    if kept != visible:
        notes.append(f"{where}: the text was brought to Unicode's composed form (NFC).")
    stripped = kept.strip()
    if stripped != kept:
        notes.append(f"{where}: white space at the ends was removed.")
    for place, character in enumerate(stripped, start=1):
        if character == "\n" and not field.lines:
            raise ForbiddenCharacter(
                f"{where}: a paragraph holds no line break (place {place}); "
                "join the lines, or propose a clause of its own.",
                field=where,
                place=place,
            )
        if character not in "\n\t" and unicodedata.category(character) in ("Cc", "Cs"):
            raise ForbiddenCharacter(
                f"{where}: the character U+{ord(character):04X} at place {place} is a control character; "
                "remove it.",
                field=where,
                place=place,
                character=f"U+{ord(character):04X}",
            )
    if (words := len(stripped.split())) > MOST_WORDS:
        raise TooLong(
            f"{where}: {words} words; a text holds at most {MOST_WORDS}. Divide it into several clauses.",
            field=where,
            words=words,
            limit=MOST_WORDS,
        )
    if len(stripped) > MOST_TOKENS and (tokens := len(tokenize(stripped))) > MOST_TOKENS:
        raise TooLong(
            f"{where}: {tokens} words, spaces and signs; a text holds at most {MOST_TOKENS}. "
            "Divide it into several clauses.",
            field=where,
            words=tokens,
            limit=MOST_TOKENS,
        )
    return Cleaned(stripped, tuple(notes))


def clean_words(text: str, field: Field, *, address: str = "") -> str:
    """Return words that are to stand inside a text: as in :func:`clean`, but with the spaces round them.

    >>> clean_words(" shall\u200b ", Field("text"))
    ' shall '
    """
    before = text[: len(text) - len(text.lstrip(_SPACES))]
    after = text[len(text.rstrip(_SPACES)) :]
    words = clean(text, field, address=address).text
    return before + words + after if words else before


def _is_invisible(character: str) -> bool:
    """Zero-width characters, direction marks and soft hyphens: of Unicode's category Cf."""
    return character == _SOFT_HYPHEN or unicodedata.category(character) == "Cf"


def require_words(text: str, *, address: str = "text") -> None:
    """Refuse a text without a word.

    >>> require_words(" ; ")
    Traceback (most recent call last):
    documents.errors.EmptyText: text: there is no word in it; to propose that nothing stand here, use kind delete.
    """
    if not any(character.isalnum() for character in text):
        raise EmptyText(
            f"{address}: there is no word in it; to propose that nothing stand here, use kind delete.",
            field=address,
        )
