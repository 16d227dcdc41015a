"""The story of a negotiation as a drafter writes it down: sittings, and in each the acts of the participants.

A file begins with ``document`` (a slug) and ``begins`` (when its texts are entered). Each sitting says when it
``opens``; its acts follow one another every few minutes. An act says who (``by``) ``does`` what, and then whatever
that verb takes. Words are changed with ``replace`` and ``with``, which change what stands there now and are refused
when it does not stand there exactly once; or they are given whole, with ``text`` or ``fields``.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NoReturn

from documents.errors import BrokenRule, Unacceptable

PACE = timedelta(minutes=6)

_WORDS = {"replace": (str, list), "with": (str, list), "text": str, "field": str, "fields": dict}
_TYPES: Mapping[str, Any] = {
    **_WORDS,
    **dict.fromkeys(
        ("clause", "name", "of", "after", "kind", "level", "reason", "circle", "words", "amending"), str
    ),
    **dict.fromkeys(("stance", "note", "said_by", "title", "late", "language", "act", "day"), str),
    **dict.fromkeys(("place", "body"), str),
    "deadline": datetime,
    "draft": bool,
    "red_line": bool,
    "hours": int,
    "released": bool,
    "take": (str, list, dict),
    "whole": dict,
    **dict.fromkeys(("clauses", "adopts", "closes", "pending", "pending_clauses"), list),
    **dict.fromkeys(("to", "delegations", "parts", "names"), list),
}
_OF_WORDS = tuple(_WORDS)
# verb -> what it needs, what else it takes
VERBS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "amends": (("clause", "name", "reason"), (*_OF_WORDS, "amending", "draft")),
    "inserts": (("after", "kind", "name", "reason"), ("text", "fields", "draft")),
    "deletes": (("clause", "name", "reason"), ("draft",)),
    "moves": (("clause", "after", "name", "reason"), ("draft",)),
    "edits": (("of", "reason"), _OF_WORDS),
    "tables": (("of",), ()),
    "withdraws": (("of",), ()),
    "joins": (("of",), ()),
    "leaves": (("of",), ()),
    "comments": (("text", "circle"), ("clause", "of", "words", "field", "name")),
    "answers": (("of", "text"), ()),
    "thinks": (("stance",), ("clauses", "of", "circle", "note", "red_line", "said_by")),
    "bridges": (("clause", "reason"), (*_OF_WORDS, "to", "released")),
    "splits": (("clause", "parts", "names", "reason"), ()),
    "merges": (("clauses", "name", "whole", "reason"), ()),
    "asks": (("clause", "name", "language", "reason"), _OF_WORDS),
    "translates": (("of",), _OF_WORDS),
    "returns": (("of", "reason"), ()),
    "accepts": (("of", "name"), ()),
    "states": (("kind", "text"), ("clauses", "language", "said_by", "draft")),
    "adopts": (("place", "body"), ()),
    "records": (("act", "delegations"), ("day", "note")),
    "strikes": (("act", "delegations", "reason"), ()),
    "links": ((), ("clause", "clauses")),
    "checks": ((), ("clause", "clauses")),
    "calls": (("kind", "name", "title", "deadline"), ("clauses", "note", "late")),
    "extends": (("of", "deadline", "reason"), ()),
    "closes": (("of", "reason"), ()),
    "decides": (("clause", "reason"), (*_OF_WORDS, "take", "adopts", "closes")),
    "undoes": (("clause", "reason"), ()),
    "corrects": (("clause", "reason"), _OF_WORDS),
    "aligns": (("clause",), _OF_WORDS),
    "agrees": (("clauses", "level"), ("pending", "pending_clauses", "reason")),
    "packages": (("clauses", "name", "reason"), ()),
    "reopens": (("clause", "reason"), ()),
    "silences": (("clauses", "name", "level", "hours"), ("reason",)),
    "prolongs": (("of", "hours"), ("reason",)),
    "ends": (("of", "reason"), ()),
    "objects": (("of", "clauses", "reason"), ("said_by",)),
    "confirms": (("of",), ()),
    "issues": (("kind",), ()),
}


@dataclass(frozen=True, slots=True)
class Act:
    """One act: when, by whom, what, and what the verb takes; ``where`` names it in a refusal."""

    at: datetime
    by: str
    does: str
    says: Mapping[str, Any]
    where: str

    def word(self, name: str) -> str:
        """Return a word that the act says, "" where it does not."""
        return str(self.says.get(name, ""))

    def words(self, name: str) -> list[str]:
        """Return a list of words that the act says, one word alone being a list too."""
        said = self.says.get(name, [])
        return [said] if isinstance(said, str) else list(said)

    def refuse(self, reason: str | BrokenRule) -> NoReturn:
        """Refuse the story because of this act."""
        sentence = reason.message if isinstance(reason, BrokenRule) else reason
        raise Unacceptable(f"{self.where}: {sentence}") from (
            reason if isinstance(reason, BrokenRule) else None
        )

    def applied(self, present: Mapping[str, str]) -> dict[str, str]:
        """Return the fields that the act rewords, as they read then; {} where it rewords none."""
        address = self.word("field") or "text"
        wanted: dict[str, str] = dict(self.says.get("fields", {}))
        if "text" in self.says:
            wanted[address] = self.word("text")
        old, new = self.words("replace"), self.words("with")
        if len(old) != len(new):
            self.refuse(f"{len(old)} passages to replace, but {len(new)} to put in their place")
        for before, after in zip(old, new, strict=True):
            text = wanted.get(address, present.get(address, ""))
            if (found := text.count(before)) != 1:
                self.refuse(f"expected {before!r} once in {address}, found it {found} times in: {text}")
            wanted[address] = text.replace(before, after)
        return wanted


@dataclass(frozen=True, slots=True)
class Story:
    """What happens to one document."""

    document: str
    begins: datetime
    acts: tuple[Act, ...]


def read_story(path: Path) -> Story:
    """Read a story; refuse one that says what no act can, naming file and act."""
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Unacceptable(f"{path.name}: {error}") from error
    document, begins = said.get("document"), said.get("begins")
    if not isinstance(document, str) or not isinstance(begins, datetime) or begins.tzinfo is None:
        raise Unacceptable(
            f"{path.name}: expected at its beginning: document (a slug), begins (a time with its zone)"
        )
    acts: list[Act] = []
    latest = begins
    for sitting in said.get("sitting", []):
        opens = sitting.get("opens")
        if not isinstance(opens, datetime) or opens.tzinfo is None or opens <= latest:
            raise Unacceptable(
                f"{path.name}: expected of each sitting when it opens (with its zone), after {latest}"
            )
        for number, act in enumerate(sitting.get("act", [])):
            latest = opens + number * PACE
            acts.append(_read_act(act, at=latest.astimezone(UTC), where=f"{path.name}, act {len(acts) + 1}"))
    return Story(document, begins.astimezone(UTC), tuple(acts))


def _read_act(said: dict[str, Any], *, at: datetime, where: str) -> Act:
    by, does = said.pop("by", None), said.pop("does", None)
    if not isinstance(by, str) or does not in VERBS:
        raise Unacceptable(f"{where}: expected by (a delegation) and does, one of: {', '.join(VERBS)}")
    about = next((said[name] for name in ("clause", "of", "after", "kind") if name in said), "")
    act = Act(at, by, does, said, f"{where} ({' '.join(filter(None, (by, does, str(about))))})")
    needed, possible = VERBS[does]
    for name in needed:
        if name not in said:
            act.refuse(f"expected {name}")
    for name, value in said.items():
        if name not in needed and name not in possible:
            act.refuse(f"did not expect {name}; possible are: {', '.join((*needed, *possible))}")
        if not isinstance(value, _TYPES[name]):
            act.refuse(f"did not expect {name} to be {value!r}")
    return act
