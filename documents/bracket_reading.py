"""Reading back a bracketed text with codes: which delegation wants which words.

It reads what ``write_bracketed`` wrote where no wording holds a bracket of its own. Everything else is refused
rather than guessed: what was read is written again, and must give the same line.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from documents.bracket_tree import Bracket, read_brackets
from documents.consolidation import Consolidation, Proposal, consolidate
from documents.errors import UnknownValue, fact
from documents.measures import measure_brackets
from documents.notation import write_bracketed

_DEEPEST = 50  # brackets inside one another that anybody has written in earnest
_GONE = "\0"  # stands where a reader has no words; no text holds this character


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
    text: str,
    *,
    base: str,
    delegations: Iterable[str],
    names: Mapping[str, str] | None = None,
    no_text: str = "no text",
) -> Consolidation:
    """Return the consolidation that a bracketed text shows, given its base and who takes part.

    ``names`` are the delegations' names by their codes, where the text is written with these. Raises UnknownValue where
    it cannot be read without doubt, and says what is in doubt.

    >>> both = read_bracketed("We [shall][should KAZ] act.", base="We shall act.", delegations=["KAZ"])
    >>> [alternative.text for alternative in both.passages[1].alternatives]
    ['should']
    """
    codes = sorted(set(delegations))
    tree = read_brackets(text, {(names or {}).get(code, code): code for code in codes})
    if measure_brackets(text).depth <= _DEEPEST:
        one = _Interpreter(base, no_text)
        parts = one.parts(tree.parts)
        if one.spells_the_base:
            found = consolidate(base, [Proposal(code, _closed(_spelled(parts, code))) for code in codes])
            if _written(found, names, no_text) == text:
                return found
    reasons = [doubt.sentence for doubt in tree.doubts]
    if set("[]") & set(base):
        reasons.append(
            fact("The present text holds brackets of its own, which read like those of a proposal.")
        )
    if not reasons:
        reasons.append(
            fact(
                "Brackets that belong to a wording, or codes of delegations that take no part, may be the reason."
            )
        )
    raise UnknownValue(
        f"This bracketed text cannot be read without doubt. {' '.join(reasons)}", field="text", doubts=reasons
    )


def _written(one: Consolidation, names: Mapping[str, str] | None, no_text: str) -> str:
    return write_bracketed(one, attribution="names" if names else "codes", names=names, no_text=no_text)


class _Interpreter:
    """Walks along the base, to tell words that are there from words that are wanted.

    A lone bracket with an owner round words that come next in the base reserves them: to put them in once more is
    written behind a bracket that says that there is no text.
    """

    def __init__(self, base: str, no_text: str) -> None:
        self.rest = _squeezed(base)
        self.no_text = no_text
        self._strayed = False

    @property
    def spells_the_base(self) -> bool:
        """Whether the words that are said to be there are those of the base."""
        return not self._strayed and not self.rest

    def parts(self, brackets: Sequence[str | Bracket]) -> _Parts:
        """Return what the brackets mean."""
        return tuple(self._parts(list(brackets)))

    def _parts(self, brackets: list[str | Bracket]) -> Iterator[str | _Choice | _Reserved]:
        while brackets:
            bracket = brackets.pop(0)
            if isinstance(bracket, str):
                self._follow(bracket)
                yield bracket
            elif not bracket.owners:
                yield _Choice(self._base(bracket), self._alternatives(brackets))
            elif bracket.wording is None or self.rest.startswith(_squeezed(bracket.wording)):
                yield _Reserved(self.parts(bracket.inside), bracket.owners)
            else:
                yield _Choice((), self._alternatives([bracket]) + self._alternatives(brackets))

    def _follow(self, text: str) -> None:
        words = _squeezed(text)
        self._strayed = self._strayed or not self.rest.startswith(words)
        self.rest = self.rest.removeprefix(words)

    def _base(self, bracket: Bracket) -> _Parts:
        nothing = bracket.wording == self.no_text and not self.rest.startswith(_squeezed(self.no_text))
        return () if nothing else self.parts(bracket.inside)

    def _alternatives(self, brackets: list[str | Bracket]) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Take the wordings with owners that come next."""
        found: list[tuple[str, tuple[str, ...]]] = []
        while brackets and isinstance(bracket := brackets[0], Bracket) and bracket.owners:
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
