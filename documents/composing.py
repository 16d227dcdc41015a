"""Unicode's composed form (NFC), of texts that any script could hold."""

from unicodedata import combining, normalize

from documents.errors import ForbiddenCharacter

# Unicode's stream-safe form (UAX 15, section 13): no script stacks as many. Longer rows take time with their square.
_MOST_MARKS = 30


def compose(text: str, *, where: str = "text") -> str:
    """Return a text in its composed form; refuse one that stacks more marks on a letter than any script does.

    >>> compose("И\u0306") == "Й"
    True
    >>> compose("e" + 40 * "\u0301")
    Traceback (most recent call last):
    documents.errors.ForbiddenCharacter: text: more than 30 marks stand on one letter at place 32; remove them.
    """
    if text.isascii():
        return text
    row = 0
    for place, character in enumerate(text, start=1):
        row = row + 1 if combining(character) else 0
        if row > _MOST_MARKS:
            raise ForbiddenCharacter(
                f"{where}: more than {_MOST_MARKS} marks stand on one letter at place {place}; remove them.",
                field=where,
                place=place,
            )
    return normalize("NFC", text)
