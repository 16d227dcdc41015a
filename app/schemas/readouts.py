"""What is made of an amendment for the room, on the wire: instructions to read out, and a bridge beside it."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from app.schemas.wire import Id, In, Out, Text, examples
from documents.instructions import Instruction
from documents.three_texts import ThreefoldPiece


class InstructionOut(Out):
    """Words that stand in the present text once, before + old + after; in them old becomes new."""

    kind: Literal["insert", "delete", "replace", "rewrite"]
    before: str
    old: str
    after: str
    new: str

    @classmethod
    def of(cls, one: Instruction) -> "InstructionOut":
        """Translate a value."""
        return cls(kind=one.kind, before=one.before, old=one.old, after=one.after, new=one.new)


class ReadOutOut(Out):
    """An amendment as the chair reads it out, against the present text."""

    amendment: Id
    language: str
    sentences: list[str] = Field(
        examples=[["In OP 3, after “voluntary” insert “and predictable” (KGZ, supported by UZB)."]]
    )
    instructions: Mapping[str, list[InstructionOut]] = Field(
        description="field by field; applied to the present text they give the amendment's"
    )


class BridgeIn(In):
    """A bridge that the chair considers: words between the present text and an amendment's."""

    model_config = examples({"text": "The Parties should cooperate on water by the end of 2027;"})

    text: Text | None = Field(None, description="of a paragraph: the whole text of the bridge")
    fields: Mapping[str, Text] | None = Field(None, description="of an entry: address -> text")


class ThreefoldPieceOut(Out):
    """Words, and in which of the three texts they stand."""

    text: str
    base: bool
    proposal: bool
    bridge: bool
    owner: Literal["base", "proposal", "bridge"] = Field(description="the first text that has them")
    struck_by: Literal["base", "proposal", "bridge"] | None = Field(
        description="which text left them out; null where they stand in the bridge"
    )

    @classmethod
    def of(cls, piece: ThreefoldPiece) -> "ThreefoldPieceOut":
        """Translate a value."""
        return cls(
            text=piece.text,
            base=piece.base,
            proposal=piece.proposal,
            bridge=piece.bridge,
            owner=piece.owner,
            struck_by=piece.struck_by,
        )


class ThreeTextsOut(Out):
    """Present text, amendment and bridge in one; the pieces of each join to it."""

    base: str
    proposal: str
    bridge: str
    pieces: list[ThreefoldPieceOut]


class BridgeOut(Out):
    """A bridge beside an amendment, field by field."""

    amendment: Id
    fields: Mapping[str, ThreeTextsOut]
    notes: list[str] = Field(description="what was cleaned in the texts you sent, in words")
