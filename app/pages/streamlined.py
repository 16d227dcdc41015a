"""What a split, a merger or a move did, or would do, drawn for its form and for its own page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.pages.frame import Cast, Named
from app.pages.pen import Pen
from app.schemas.streamlining import StreamliningOut, WentOut
from app.speaking import N_
from documents.references import print_references

FATES: Mapping[str, str] = {
    "as it was": N_("carried whole"),
    "cut": N_("a part of it"),
    "satisfied": N_("the new text says it already"),
    "collides": N_("to be restated"),
    "not placed": N_("no place"),
    "restored": N_("stands as before"),
}
_SHOWN = ("amendment", "position", "comment", "bridging text", "translation request", "clause")


@dataclass(frozen=True, slots=True)
class PartShown:
    """A clause that took the place of others."""

    id: str
    label: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class WentShown:
    """Where one thing went."""

    matter: str
    by: Sequence[Named]  # empty where it is nobody's
    label: str
    fate: str
    to_clause: str  # id, "" where it went nowhere
    to_label: str
    lost: Sequence[
        tuple[str, str]
    ]  # words that have no place: what they were to replace, and they themselves


@dataclass(frozen=True, kw_only=True, slots=True)
class StreamlinedShown:
    """Everything that an act did, or would do."""

    became: Sequence[PartShown]
    went: Sequence[WentShown]
    references: Sequence[
        tuple[str, str]
    ]  # the label of a clause that refers to one that went, and how it is printed
    gaps: Sequence[tuple[str, str]]  # the label of a new clause, and the language that it lacks or has stale
    is_done: bool


def draw_streamlined(out: StreamliningOut, pen: Pen) -> StreamlinedShown:
    """Return what an act did, as far as its reader may know of it."""
    return StreamlinedShown(
        became=[
            PartShown(one.id, one.label, print_references(one.text or "", pen.labels)) for one in out.became
        ],
        went=[_draw_went(one, pen.cast, pen) for one in out.went if one.matter in _SHOWN],
        references=[(one.label, one.printed) for one in out.references],
        gaps=[(one.label, one.language) for one in out.languages],
        is_done=out.id is not None,
    )


def _draw_went(one: WentOut, cast: Cast, pen: Pen) -> WentShown:
    return WentShown(
        matter=one.matter,
        by=[cast[one.delegation]] if one.delegation else [],
        label=one.label,
        fate=FATES[one.fate],
        to_clause=one.to_clause or "",
        to_label=one.to_label,
        lost=[
            (print_references(it.base, pen.labels), print_references(it.proposed, pen.labels))
            for it in one.unplaced
        ],
    )
