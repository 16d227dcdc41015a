"""Cross-references as they are read: a text holds the ids of clauses, and is printed with their labels of today."""

import re
from collections.abc import Iterator, Mapping

_BY_ID = re.compile("⟦([a-z2-7]{16})⟧")


class Elsewhere(str):
    """The label of a clause of another document, which may be that of a clause here, or of a third document."""

    symbol: str  # of its document

    def __new__(cls, label: str, symbol: str = "") -> "Elsewhere":
        """Make the label of a clause of the document with a symbol."""
        made = super().__new__(cls, label)
        made.symbol = symbol
        return made

    @property
    def full(self) -> str:
        """The label after the symbol of its document.

        >>> Elsewhere("OP 1", "RES2026/DEC").full
        'RES2026/DEC OP 1'
        """
        return f"{self.symbol} {self}"


def print_references(text: str, labels: Mapping[str, str]) -> str:
    """Return a text to be read, with the labels of today.

    >>> print_references("as in ⟦aaaaaaaaaaaaaaaa⟧", {"aaaaaaaaaaaaaaaa": "OP 5"})
    'as in OP 5'
    """
    return _BY_ID.sub(lambda found: labels.get(found[1]) or found[0], text)


def print_for_a_name(text: str, labels: Mapping[str, str]) -> str:
    """Return a text whose first words name its clause: with the labels of today, without a reference that has none.

    >>> print_for_a_name("Recalling ⟦aaaaaaaaaaaaaaaa⟧ and ⟦bbbbbbbbbbbbbbbb⟧", {"aaaaaaaaaaaaaaaa": "OP 5"})
    'Recalling OP 5 and '
    """
    return _BY_ID.sub(lambda found: labels.get(found[1], ""), text)


def printed_pieces(text: str, labels: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    """Yield a text piece by piece: where each stands in it, and how it is printed; a reference is a piece of its own.

    >>> list(printed_pieces("see ⟦aaaaaaaaaaaaaaaa⟧", {"aaaaaaaaaaaaaaaa": "OP 5"}))
    [(0, 4, 'see '), (4, 22, 'OP 5')]
    """
    at = 0
    for found in _BY_ID.finditer(text):
        if found.start() > at:
            yield at, found.start(), text[at : found.start()]
        yield found.start(), found.end(), labels.get(found[1]) or found[0]
        at = found.end()
    if at < len(text):
        yield at, len(text), text[at:]
