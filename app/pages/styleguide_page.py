"""The design language: every part of a page in every state, drawn by the macros and sheets that the pages use."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from fastapi import APIRouter, Request, Response

from app.identity import Asking
from app.pages import styleguide_samples as samples
from app.pages.drawn import Columns, Drawn
from app.pages.drawn_positions import CellShown
from app.pages.foreseen import Foreseen
from app.pages.frame import Frame, Named, as_cast, frame_for
from app.pages.proposals import AmendmentShown
from app.pages.rendering import render
from app.pages.standings import Progress, Standing
from app.pages.typed_words import TypedShown
from app.parameters import Reading
from app.speaking import gettext

router = APIRouter()

COLOURS = (
    "paper",
    "sheet",
    "now",
    "warn-paper",
    "rule",
    "edge",
    "ink",
    "ink2",
    "ink3",
    "link",
    "focus",
    "warn",
)
STEPS = (".25", ".5", ".75", "1", "1.5", "2.25", "3.5")  # rem, as tokens.css has them


@dataclass(frozen=True, kw_only=True, slots=True)
class StyleguidePage:
    """Everything that the style guide shows."""

    template: ClassVar[str] = "pages/styleguide.html"
    frame: Frame
    language: str  # of the samples
    shown_at: datetime
    colours: Sequence[str]
    steps: Sequence[str]
    delegations: Sequence[Named]
    standings: Sequence[Standing]
    positions: Sequence[CellShown]
    heading: str
    choices: Sequence[str]  # the wordings of a passage
    aligned: str
    rolling: Drawn
    tracked: Drawn
    apart: Drawn
    struck: Drawn
    plain: Drawn
    long: Drawn
    columns: Columns
    amendments: Sequence[AmendmentShown]
    progress: Progress
    typed: TypedShown
    foreseen: Foreseen


@router.get("/styleguide")
def styleguide_page(request: Request, session: Reading, participant: Asking) -> Response:
    """Show the design language to whoever is signed in."""
    pen = samples.sample_pen()
    rolling, tracked, apart, struck = samples.sample_marks(pen)
    page = StyleguidePage(
        frame=frame_for(
            session, participant, as_cast(session), title=gettext("Design language"), here="styleguide"
        ),
        language=samples.LANGUAGE,
        shown_at=samples.MOMENT,
        colours=COLOURS,
        steps=STEPS,
        delegations=samples.sample_delegations(),
        standings=samples.sample_standings(),
        positions=samples.sample_positions(),
        heading=samples.HEADING,
        choices=samples.CHOICES,
        aligned=samples.ALIGNED,
        rolling=rolling,
        tracked=tracked,
        apart=apart,
        struck=struck,
        plain=samples.sample_text(pen, samples.BASE),
        long=samples.sample_text(pen, samples.LONG),
        columns=samples.sample_columns(pen),
        amendments=samples.sample_amendments(pen),
        progress=samples.sample_progress(),
        typed=samples.sample_typed(pen),
        foreseen=samples.sample_foreseen(pen),
    )
    return render(request, page)
