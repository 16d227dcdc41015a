"""Differences on the wire."""

from collections.abc import Mapping, Sequence
from typing import Literal

from pydantic import Field

from app.schemas.wire import Id, Out
from documents.diff import Segment, diff_words, similarity
from documents.editions import ClauseChange
from documents.notation import marked


class SegmentOut(Out):
    """A stretch of text; ``typography`` where no word changes, only its setting."""

    op: Literal["equal", "delete", "insert"]
    text: str
    typography: bool = False

    @classmethod
    def of(cls, segment: Segment) -> "SegmentOut":
        """Translate a value."""
        return cls(op=segment.op, text=segment.text, typography=segment.typography)


class FieldComparisonOut(Out):
    """Two texts of one field."""

    old: str
    new: str
    similarity: float = Field(
        description="1 - (words deleted + inserted) / (words of both); below 0.6: two texts"
    )
    segments: list[SegmentOut]
    marked: str = Field(examples=["The Parties [-shall-]{+should+} cooperate."])

    @classmethod
    def of(cls, old: str, new: str) -> "FieldComparisonOut":
        """Compare two texts."""
        segments = diff_words(old, new)
        return cls(
            old=old,
            new=new,
            similarity=round(similarity(old, new), 4),
            segments=[SegmentOut.of(segment) for segment in segments],
            marked=marked(segments),
        )


class ComparisonOut(Out):
    """Two texts of one clause; only the fields that differ."""

    clause: Id
    old: str = Field(description="what is compared: a revision's id, or a delegation's code")
    new: str
    fields: Mapping[str, FieldComparisonOut]


class ClauseChangeOut(Out):
    """What became of one clause between two editions."""

    clause: Id
    kind: str
    change: Literal["unchanged", "changed", "inserted", "removed"]
    old_label: str | None
    new_label: str | None
    moved: bool
    renumbered: bool
    fields: Mapping[str, list[SegmentOut]]

    @classmethod
    def of(cls, change: ClauseChange) -> "ClauseChangeOut":
        """Translate a value."""
        return cls(
            clause=change.id,
            kind=change.kind,
            change=change.change,
            old_label=change.old_label,
            new_label=change.new_label,
            moved=change.moved,
            renumbered=change.renumbered,
            fields={
                address: [SegmentOut.of(segment) for segment in segments]
                for address, segments in change.fields.items()
            },
        )


class EditionComparisonOut(Out):
    """Two editions of one document, clause by clause."""

    old: str
    new: str
    clauses: Sequence[ClauseChangeOut]
