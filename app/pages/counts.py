"""How many there are of something, in the form that the number asks for in the language spoken."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.speaking import N_, gettext, ngettext


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted: none of it, one, many."""

    none: str
    one: str
    many: str


def counts(one: str, many: str) -> tuple[str, str]:
    """Mark a pair of forms: a language may have more of them."""
    return one, many


COUNTED: Mapping[str, Counted] = {
    "amendment": Counted(N_("no amendments"), *counts("%(num)s amendment", "%(num)s amendments")),
    "open amendment": Counted(
        N_("no open amendments"), *counts("%(num)s open amendment", "%(num)s open amendments")
    ),
    "earlier amendment": Counted(
        N_("no earlier amendments"), *counts("%(num)s earlier amendment", "%(num)s earlier amendments")
    ),
    "proposal": Counted(N_("no proposals"), *counts("%(num)s proposal", "%(num)s proposals")),
    "other proposal": Counted(
        N_("no other proposals"), *counts("%(num)s other proposal", "%(num)s other proposals")
    ),
    "draft": Counted(N_("no drafts"), *counts("%(num)s draft", "%(num)s drafts")),
    "bridging text": Counted(
        N_("no bridging texts"), *counts("%(num)s bridging text", "%(num)s bridging texts")
    ),
    "position": Counted(N_("no positions"), *counts("%(num)s position", "%(num)s positions")),
    "statement": Counted(N_("no statements"), *counts("%(num)s statement", "%(num)s statements")),
    "comment": Counted(N_("no comments"), *counts("%(num)s comment", "%(num)s comments")),
    "open comment": Counted(N_("no open comments"), *counts("%(num)s open comment", "%(num)s open comments")),
    "resolved comment": Counted(
        N_("no resolved comments"), *counts("%(num)s resolved comment", "%(num)s resolved comments")
    ),
    "objection": Counted(N_("no objections"), *counts("%(num)s objection", "%(num)s objections")),
    "package": Counted(N_("no packages"), *counts("%(num)s package", "%(num)s packages")),
    "clause": Counted(N_("no clauses"), *counts("%(num)s clause", "%(num)s clauses")),
    "settled clause": Counted(
        N_("no settled clauses"), *counts("%(num)s settled clause", "%(num)s settled clauses")
    ),
    "paragraph without an action": Counted(
        N_("no paragraphs without an action"),
        *counts("%(num)s paragraph without an action", "%(num)s paragraphs without an action"),
    ),
    "action without a ground": Counted(
        N_("no actions without a ground"),
        *counts("%(num)s action without a ground", "%(num)s actions without a ground"),
    ),
    "action": Counted(N_("no actions"), *counts("%(num)s action", "%(num)s actions")),
    "ground": Counted(N_("no grounds"), *counts("%(num)s ground", "%(num)s grounds")),
    "link": Counted(N_("no links"), *counts("%(num)s link", "%(num)s links")),
    "more passage": Counted(N_("no more passages"), *counts("%(num)s more passage", "%(num)s more passages")),
    "place": Counted(N_("no places"), *counts("%(num)s place", "%(num)s places")),
    "word": Counted(N_("no words"), *counts("%(num)s word", "%(num)s words")),
    "added word": Counted(N_("no words added"), *counts("%(num)s word added", "%(num)s words added")),
    "deleted word": Counted(N_("no words deleted"), *counts("%(num)s word deleted", "%(num)s words deleted")),
    "revision": Counted(N_("no revisions"), *counts("%(num)s revision", "%(num)s revisions")),
    "row": Counted(N_("no rows"), *counts("%(num)s row", "%(num)s rows")),
    "dispute": Counted(N_("no disputes"), *counts("%(num)s dispute", "%(num)s disputes")),
    "word in brackets": Counted(
        N_("no words in brackets"), *counts("%(num)s word in brackets", "%(num)s words in brackets")
    ),
    "hour": Counted(N_("no hours"), *counts("%(num)s hour", "%(num)s hours")),
}


def count_of(number: int, what: str) -> str:
    """Return a number with its noun.

    >>> count_of(0, "amendment"), count_of(1, "amendment"), count_of(2, "bridging text")
    ('no amendments', '1 amendment', '2 bridging texts')
    """
    counted = COUNTED[what]
    return ngettext(counted.one, counted.many, number) if number else gettext(counted.none)
