"""The course of a document on the wire: how much was open, edition by edition."""

from collections.abc import Iterable

from pydantic import Field

from app.models import EditionRow
from app.schemas.consolidation import MeasuresOut
from app.schemas.wire import Id, Out, Time
from documents.measures import Measures


class MilestoneOut(Out):
    """An edition, and how much was open when it was issued."""

    edition: Id
    symbol: str
    kind: str
    issued_at: Time
    share: int = Field(description="words in brackets in per cent of all words")
    measures: MeasuresOut


class CourseOut(Out):
    """How much of a document was open at each of its editions, the first one first."""

    document: str
    editions: list[MilestoneOut]

    @classmethod
    def of(cls, slug: str, course: Iterable[tuple[EditionRow, Measures]]) -> "CourseOut":
        """Translate rows and values."""
        return cls(
            document=slug,
            editions=[
                MilestoneOut(
                    edition=row.id,
                    symbol=row.symbol,
                    kind=row.kind,
                    issued_at=row.issued_at,
                    share=measures.share,
                    measures=MeasuresOut.of(measures),
                )
                for row, measures in course
            ],
        )
