"""Reading back a bracketed text with codes: which delegation wants which words.

It reads what ``write_bracketed`` wrote where no wording holds a bracket of its own. Everything else is refused
rather than guessed: what was read is written again, and must give the same line.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from documents.consolidation import Consolidation, Proposal, consolidate
from documents.errors import UnknownValue
from documents.notation import write_bracketed

_GONE = "\0"  # stands where a reader has no words; no text holds this character


@dataclass(frozen=True, slots=True)
class _Bracket:
    """What stands between an opening bracket and its closing one, and the codes at its end."""

    inside: "tuple[str | _Bracket, ...]"
    owners: tuple[str, ...]

    @property
    def wording(self) -> str | None:
        """Its words, if no brackets stand inside."""
        return "".join(map(str, self.inside)) if all(isinstance(part, str) for part in self.inside) else None


@dataclass(frozen=True, slots=True)
class _Choice:
    """Competing wordings: that of the base first, () where there is none."""

    base: "_Parts"
    alternatives: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class _Reserved:
    """Words of the base in brackets."""

    words: "_Parts"
    owners: tuple[str, ...]


_Parts = tuple[str | _Choice | _Reserved, ...]


def read_bracketed(
    text: str, *, base: str, delegations: Iterable[str], no_text: str = "no text"
) -> Consolidation:
    """Return the consolidation that a bracketed text shows, given its base and who takes part.

    Raises UnknownValue where it cannot be read without doubt.

    >>> both = read_bracketed("We [shall][should KAZ] act.", base="We shall act.", delegations=["KAZ"])
    >>> [alternative.text for alternative in both.passages[1].alternatives]
    ['should']
    """
    codes = sorted(set(delegations))
    brackets = _parse(text, codes)
    # A lone bracket with an owner is an insertion, or a reservation of words that are there already.
    for reserve in (True, False):
        parts = _Interpreter(base, no_text, reserve=reserve).parts(brackets)
        found = consolidate(base, [Proposal(code, _closed(_spelled(parts, code))) for code in codes])
        if write_bracketed(found, no_text=no_text) == text:
            return found
    raise UnknownValue(
        "This bracketed text cannot be read without doubt; brackets that belong to a wording, or codes of "
        "delegations that take no part, may be the reason.",
        field="text",
    )


def _parse(text: str, codes: Sequence[str]) -> tuple[str | _Bracket, ...]:
    one = "|".join(sorted(map(re.escape, codes), key=len, reverse=True)) or "(?!)"
    owners = re.compile(rf"^(?P<words>.*?) ?(?<= )(?P<owners>(?:{one})(?:, (?:{one}))*)$", re.DOTALL)
    open_brackets: list[list[str | _Bracket]] = [[]]
    for piece in re.split(r"([\[\]])", text):
        if piece == "[":
            open_brackets.append([])
        elif piece == "]" and len(open_brackets) > 1:
            inside = open_brackets.pop()
            last = inside[-1] if inside else ""
            found = owners.match(last) if isinstance(last, str) else None
            if found:
                inside[-1:] = [found["words"]] if found["words"] else []
            names = tuple(found["owners"].split(", ")) if found else ()
            open_brackets[-1].append(_Bracket(tuple(inside), names))
        elif piece:
            open_brackets[-1].append(piece)
    # Whatever was never closed gives no text that could be written again as it was.
    return tuple(open_brackets[0])


class _Interpreter:
    """Walks along the base, to tell words that are there from words that are wanted."""

    def __init__(self, base: str, no_text: str, *, reserve: bool) -> None:
        self.rest = _squeezed(base)
        self.no_text = no_text
        self.reserve = reserve

    def parts(self, brackets: Sequence[str | _Bracket]) -> _Parts:
        return tuple(self._parts(list(brackets)))

    def _parts(self, brackets: list[str | _Bracket]) -> Iterator[str | _Choice | _Reserved]:
        while brackets:
            bracket = brackets.pop(0)
            if isinstance(bracket, str):
                self.rest = self.rest.removeprefix(_squeezed(bracket))
                yield bracket
            elif not bracket.owners:
                yield _Choice(self.parts(bracket.inside), self._alternatives(brackets))
            elif bracket.wording is None or (
                self.reserve and self.rest.startswith(_squeezed(bracket.wording))
            ):
                yield _Reserved(self.parts(bracket.inside), bracket.owners)
            else:
                yield _Choice((), self._alternatives([bracket]) + self._alternatives(brackets))

    def _alternatives(self, brackets: list[str | _Bracket]) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Take the wordings with owners that come next."""
        found: list[tuple[str, tuple[str, ...]]] = []
        while brackets and isinstance(bracket := brackets[0], _Bracket) and bracket.owners:
            if bracket.wording is None:
                break
            found.append(("" if bracket.wording == self.no_text else bracket.wording, bracket.owners))
            del brackets[0]
        return tuple(found)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _spelled(parts: _Parts, code: str) -> str:
    return "".join(_part(part, code) for part in parts)


def _part(part: str | _Choice | _Reserved, code: str) -> str:
    if isinstance(part, str):
        return part
    if isinstance(part, _Reserved):
        words = _spelled(part.words, code)
        return f"[{words}]" if code in part.owners else words
    wanted = next((text for text, owners in part.alternatives if code in owners), None)
    return (_spelled(part.base, code) if wanted is None else wanted) or _GONE


def _closed(text: str) -> str:
    """Return a text in which the gap round words that are not there is one gap again."""
    while _GONE in text:
        before, _, after = text.partition(_GONE)
        spaced = not before or before[-1].isspace()
        if after[:1].isspace() and (spaced or before[-1] in "[(«“„"):
            after = after.lstrip()
        elif spaced and before and not after[:1].isalnum():
            before = before.rstrip()
        text = before + after
    return text
