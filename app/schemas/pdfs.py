"""PDFs on their way, on the wire."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from app.models import PdfRow
from app.models.pdfs import PdfState
from app.schemas.wire import Id, Out, Time

_PROGRESS: dict[PdfState, float] = {
    "waiting": 0.0,
    "writing": 0.2,
    "converting": 0.5,
    "done": 1.0,
    "failed": 1.0,
}


class PdfOut(Out):
    """A PDF and how far it is."""

    id: Id
    state: Annotated[
        PdfState, Field(description="waiting, writing the Word file, converting it, done or failed")
    ]
    progress: Annotated[float, Field(description="from 0 to 1")]
    name: Annotated[str, Field(description="of the file, once it is done")]
    failure: str
    ordered_at: Time

    @classmethod
    def of(cls, row: PdfRow, now: datetime) -> "PdfOut":
        """Return a PDF as it goes out at a time."""
        state, failure = row.told_at(now)
        return cls(
            id=row.id,
            state=state,
            progress=_PROGRESS[state],
            name=row.name,
            failure=failure,
            ordered_at=row.created_at,
        )
