"""Concordance: what two language versions of a text disagree on, beyond what languages write differently anyway.

Numbers, dates, symbols and currencies are compared by what they say, brackets and items by how many there are, names by
a glossary; letters of another script hide in one text alone. It does not translate: whatever agrees by these is left
to the reader.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from typing import Literal

from documents.invisible import foreign_letters, say_invisible
from documents.quantities import Quantity, QuantityKind, quantities_of

DisagreementKind = Literal["date", "symbol", "currency", "number", "brackets", "items", "name", "script"]

_ITEM = re.compile(r"(?<![\w(])\(?(?:[a-zа-яәіңғүұқөһ]|[ivx]{1,5})\)(?!\w)")
_KINDS: tuple[QuantityKind, ...] = ("date", "symbol", "currency", "number")


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What one text has and the other has not; "" where a side has nothing in its place."""

    kind: DisagreementKind
    here: str  # as it is written in the first text
    there: str  # as it is written in the second


@dataclass(frozen=True, slots=True)
class Name:
    """A title, a body or a state: in each language the forms under which it goes, a star for any ending."""

    forms: Mapping[str, Sequence[str]]


def concordance(
    one: str, other: str, *, languages: tuple[str, str], glossary: Sequence[Name] = ()
) -> list[Disagreement]:
    """Return what two texts disagree on, in the order of the kinds.

    >>> concordance("by 7.3 %, on 2 March 2026", "на 7,3 % к 2 марта 2026 года", languages=("en", "ru"))
    []
    >>> concordance("the eleventh session, $5", "XXI сессия", languages=("en", "ru"))
    [Disagreement(kind='currency', here='$', there=''), Disagreement(kind='number', here='eleventh', there='XXI'), \
Disagreement(kind='number', here='5', there='')]
    """
    found = list(_of_quantities(quantities_of(one, languages[0]), quantities_of(other, languages[1])))
    found += _of_counts("brackets", _brackets(one), _brackets(other))
    found += _of_counts("items", _ITEM.findall(one), _ITEM.findall(other))
    found += _of_names(one, other, languages, glossary)
    for text, is_here in ((one, True), (other, False)):
        for letter in foreign_letters(text):
            said = say_invisible(letter)
            found.append(Disagreement("script", said if is_here else "", "" if is_here else said))
    return found


def _of_quantities(here: Sequence[Quantity], there: Sequence[Quantity]) -> Iterator[Disagreement]:
    """Yield what is left on either side once what says the same is paired, the left ones paired by their order.

    A number may be part of a date in the other language, and a soft one is missed by nobody.
    """
    left, right = _without_pairs(here, there)
    for kind in _KINDS:
        ours = [one for one in left if one.kind == kind]
        theirs = [one for one in right if one.kind == kind]
        for first, second in zip_longest(ours, theirs):
            if first is not None and second is not None:
                yield Disagreement(kind, first.written, second.written)
            elif first is not None and not first.soft:
                yield Disagreement(kind, first.written, "")
            elif second is not None and not second.soft:
                yield Disagreement(kind, "", second.written)


def _without_pairs(
    here: Sequence[Quantity], there: Sequence[Quantity]
) -> tuple[list[Quantity], list[Quantity]]:
    left, right = list(here), list(there)
    for one in here:
        # What must stand there is looked for among what must, before it is taken for what need not.
        same = [other for other in right if (other.kind, other.says) == (one.kind, one.says)]
        if same:
            right.remove(min(same, key=lambda other: other.soft != one.soft))
            left.remove(one)
    return left, right


def _of_counts(kind: DisagreementKind, here: Sequence[str], there: Sequence[str]) -> Iterator[Disagreement]:
    if len(here) != len(there):
        yield Disagreement(kind, " ".join(here), " ".join(there))


def _brackets(text: str) -> list[str]:
    return [character for character in text if character in "[]"]


def _of_names(
    one: str, other: str, languages: tuple[str, str], glossary: Sequence[Name]
) -> Iterator[Disagreement]:
    for name in glossary:
        here, there = (
            _found(text, name, language) for text, language in zip((one, other), languages, strict=True)
        )
        if here is not None and there is not None and bool(here) != bool(there):
            yield Disagreement("name", here, there)


def _found(text: str, name: Name, language: str) -> str | None:
    """Return the name as it stands in a text, "" where it does not, None where nobody knows what it is called there."""
    own = name.forms.get(language.partition("-")[0])
    if not own:
        return None
    # The English one may stand untranslated within another name.
    for form in (*own, *name.forms.get("en", ())):
        if found := _pattern(form).search(text):
            return found[0]
    return ""


@cache  # for each text of a document the whole glossary is looked for
def _pattern(form: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word).replace(r"\*", r"\w*") for word in form.split())
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)
