"""What stands against a level, as pages draw it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.pages.frame import Cast, Named
from app.speaking import N_, gettext
from documents.standing import Against, Matter, Standing

_WORDS: Mapping[Matter, str] = {
    "amendment": N_("open amendment of"),
    "collision": N_("collision between"),
    "reservation": N_("reservation of"),
    "objection": N_("objection of"),
    "awaited": N_("still to be heard:"),
    "package": N_("held together with"),
}
_PARTS: Mapping[Matter, str] = {"amendment": "amendments", "collision": "h-wants", "package": ""}


@dataclass(frozen=True, kw_only=True, slots=True)
class AgainstShown:
    """One thing that stands against a level."""

    words: str
    by: Sequence[Named]
    over: str  # the words of the present text over which wordings compete
    clauses: Sequence[tuple[str, str]]  # id and label, of a package
    part: str  # where on the page of the clause it stands


def draw_against(standing: Standing, cast: Cast, labels: Mapping[str, str]) -> list[AgainstShown]:
    """Return what stands against the next level of a clause, positions of one kind together."""
    together: dict[str, list[Against]] = {}
    for one in standing.against:
        key = one.matter if one.matter in ("reservation", "objection", "awaited") else str(len(together))
        together.setdefault(key, []).append(one)
    return [_drawn(ones, cast, labels) for ones in together.values()]


def _drawn(ones: Sequence[Against], cast: Cast, labels: Mapping[str, str]) -> AgainstShown:
    one = ones[0]
    is_restated = one.matter == "collision" and one.subject
    return AgainstShown(
        words=gettext("to be restated:") if is_restated else gettext(_WORDS[one.matter]),
        by=[cast[code] for each in ones for code in each.delegations],
        over=one.words.strip(),
        clauses=[(clause, labels.get(clause, clause)) for clause in one.clauses],
        part=_PARTS.get(one.matter, "positions"),
    )
