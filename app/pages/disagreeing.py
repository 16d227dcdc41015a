"""What two language versions of a text disagree on, in words for people."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.comparing_languages import disagreeing
from app.models import DocumentRow
from app.pages.words import name_of_field, word
from app.speaking import N_, gettext
from documents.concordance import Disagreement, DisagreementKind

_KINDS: Mapping[DisagreementKind, str] = {
    "date": N_("date"),
    "symbol": N_("symbol"),
    "currency": N_("currency"),
    "number": N_("number"),
    "brackets": N_("brackets"),
    "items": N_("items of a list"),
    "name": N_("name"),
    "script": N_("letters of another script"),
}


@dataclass(frozen=True, slots=True)
class DisagreeingShown:
    """A field of a clause in which both versions do not say the same."""

    clause: str
    label: str
    field: str  # "" of a paragraph
    stale: bool
    disagreements: Sequence[str]


def disagreeing_shown(session: Session, document: DocumentRow, language: str) -> Iterator[DisagreeingShown]:
    """Yield where the version of a document in another language disagrees with the negotiated one."""
    for one in disagreeing(session, document, language):
        yield DisagreeingShown(
            clause=one.clause.id,
            label=one.clause.label or word(one.clause.kind).replace("_", " "),
            field=name_of_field(one.address) if one.clause.kind == "entry" else "",
            stale=one.stale,
            disagreements=say_disagreements(one.disagreements),
        )


def say_disagreements(disagreements: Iterable[Disagreement]) -> tuple[str, ...]:
    """Return a sentence for each, beside the text in the other language."""
    return tuple(
        gettext(
            "%(kind)s: %(here)s in the negotiated text, %(there)s here",
            kind=gettext(_KINDS[one.kind]),
            here=one.here or gettext("nothing"),
            there=one.there or gettext("nothing"),
        )
        for one in disagreements
    )
