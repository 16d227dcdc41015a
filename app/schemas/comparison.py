"""Differences on the wire."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from pydantic import Field

from app.schemas.wire import Id, Out
from documents.comparison import compare, without_typography
from documents.diff import Segment
from documents.editions import Change, ClauseChange
from documents.invisible import Invisible, say_invisible
from documents.letters import diff_letters
from documents.notation import marked


class LettersOut(Out):
    """A part of one word."""

    op: Literal["equal", "delete", "insert"]
    text: str


class SegmentOut(Out):
    """A stretch of text."""

    op: Literal["equal", "delete", "insert"]
    text: str
    typography: bool = Field(default=False, description="no word changes, only its setting")
    moved: int = Field(
        default=0,
        description="what is deleted here is inserted elsewhere with the same number; 0: it did not move",
    )
    letters: list[LettersOut] = Field(
        default=[],
        description="of an insertion that replaces one word: the letters that change, if asked for",
    )

    @classmethod
    def of(cls, segment: Segment, letters: Iterable[Segment] = ()) -> "SegmentOut":
        """Translate a value."""
        return cls(
            op=segment.op,
            text=segment.text,
            typography=segment.typography,
            moved=segment.moved,
            letters=[LettersOut(op=part.op, text=part.text) for part in letters],
        )


class UnseenOut(Out):
    """Characters that gave way to others which look the same."""

    old: str = Field(examples=[" "])
    new: str = Field(examples=["\u00a0"])
    said: str = Field(examples=["a no-break space (U+00A0) instead of a space"])

    @classmethod
    def of(cls, one: Invisible) -> "UnseenOut":
        """Translate a value."""
        return cls(old=one.old, new=one.new, said=say_invisible(one))


class FieldComparisonOut(Out):
    """Two texts of one field."""

    old: str
    new: str
    similarity: float = Field(description="1 - (words deleted + inserted) / (words of both)")
    two_texts: bool = Field(
        description="below 0.6: they share too little to be read as one text with changes"
    )
    segments: list[SegmentOut]
    marked: str = Field(examples=["The Parties [-shall-]{+should+} cooperate."])
    unseen: list[UnseenOut] = Field(description="changes that nobody sees, in words")
    foreign_letters: list[UnseenOut] = Field(
        description="letters of another script in the new words, and those that are probably meant"
    )

    @classmethod
    def of(
        cls, old: str, new: str, *, typography: bool = True, letters: bool = False
    ) -> "FieldComparisonOut":
        """Compare two texts."""
        compared = compare(old, new)
        segments = compared.segments if typography else without_typography(compared.segments)
        return cls(
            old=old,
            new=new,
            similarity=round(compared.similarity, 4),
            two_texts=compared.two_texts,
            segments=list(_with_letters(segments) if letters else map(SegmentOut.of, segments)),
            marked=marked(segments),
            unseen=[UnseenOut.of(one) for one in compared.unseen],
            foreign_letters=[UnseenOut.of(one) for one in compared.foreign],
        )


def _with_letters(segments: Sequence[Segment]) -> Iterator[SegmentOut]:
    for before, segment in zip((None, *segments), segments, strict=False):
        replaces = before is not None and (before.op, segment.op) == ("delete", "insert")
        yield SegmentOut.of(segment, diff_letters(before.text, segment.text) if before and replaces else ())


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
    change: Change = Field(
        description="split: a part of the clause of the old label; merged: it came of those of the old label"
    )
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
