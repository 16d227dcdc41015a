"""Positions on the wire: what delegations think of clauses and amendments, and the matrix of all of them."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from app.models import PositionRow
from app.models.positions import HeldPosition
from app.schemas.comments import CircleIn
from app.schemas.wire import AN_ID, Id, In, Out, Reason, Time, examples
from documents.circles import Circle
from documents.content import ClauseKind
from documents.positions import Stance

BaseRead = Annotated[Id | None, Field(description="the revision of the clause that you read")]
TextRead = Annotated[Id | None, Field(description="of an amendment: the text_id that you read")]


class PositionIn(In):
    """A stance on the present text, in one circle."""

    model_config = examples(
        {"stance": "can accept", "note": "If the clause on data stays.", "base_revision": AN_ID},
        {"stance": "oppose", "circle": "delegation", "red_line": True, "base_revision": AN_ID},
    )

    stance: Stance
    circle: CircleIn = "everyone"
    note: Reason = Field("", description="read by whoever reads the position")
    red_line: bool = Field(False, description="in the circle of the delegation alone")
    base_revision: BaseRead = None


class AmendmentPositionIn(PositionIn):
    """A stance on an amendment as it reads now, over the present text of its clause."""

    model_config = examples(
        {"stance": "can accept", "note": "With 2028.", "base_revision": AN_ID, "text": AN_ID}
    )

    text: TextRead = None


class ConfirmedIn(In):
    """One position that is confirmed, and the texts on which it stands from now on."""

    position: Id
    base_revision: BaseRead = None
    text: TextRead = None


class ConfirmationIn(In):
    """Positions that are confirmed together; several at once by the head of the delegation."""

    model_config = examples({"positions": [{"position": AN_ID, "base_revision": AN_ID}]})

    positions: list[ConfirmedIn] = Field(min_length=1, max_length=500)


@dataclass(kw_only=True, slots=True)
class PositionOut:
    """A position, and whether the words on which it was taken are still the present ones."""

    id: Id
    document: str
    clause: Id
    label: Annotated[str, Field(description="of the clause, as it is called now")]
    amendment: Annotated[
        Id | None, Field(description="that it is on; null of both: it is on the clause itself")
    ]
    bridging_text: Id | None
    delegation: str
    circle: Circle
    stance: Stance
    note: str
    red_line: bool
    base_revision: Annotated[Id | None, Field(description="the revision of the clause that was read")]
    text: Annotated[Id | None, Field(description="the text of the amendment that was read")]
    present_revision: Annotated[
        Id | None, Field(description="of the clause: what is to be named to confirm it now")
    ]
    present_text: Annotated[Id | None, Field(description="of the amendment: the same")]
    is_stale: Annotated[bool, Field(description="the text has changed since: to be confirmed, or taken anew")]
    is_confirmed: Annotated[
        bool, Field(description="false: recorded in the room, the delegation has not confirmed it")
    ]
    recorded_by: str | None
    taken_at: Time
    confirmed_at: Time | None
    ended_at: Time | None

    @classmethod
    def of(
        cls,
        row: PositionRow | HeldPosition,
        *,
        document: str,
        label: str,
        revision: str | None,
        text: str | None,
        is_stale: bool,
    ) -> "PositionOut":
        """Translate a row; ``revision`` and ``text`` are the present ones."""
        return cls(
            id=row.id,
            document=document,
            clause=row.clause_id,
            label=label,
            amendment=row.amendment_id,
            bridging_text=row.bridging_text_id,
            delegation=row.delegation,
            circle=row.circle,
            stance=row.stance,
            note=row.note,
            red_line=row.red_line,
            base_revision=row.revision_id,
            text=row.amendment_text_id,
            present_revision=revision,
            present_text=text,
            is_stale=is_stale,
            is_confirmed=row.recorded_by is None or row.confirmed_at is not None,
            recorded_by=row.recorded_by,
            taken_at=row.taken_at,
            confirmed_at=row.confirmed_at,
            ended_at=row.ended_at,
        )


@dataclass(kw_only=True, slots=True)
class MatrixRowOut:
    """A clause, or an amendment to it, and what delegations think of it."""

    clause: Id
    kind: ClauseKind
    label: Annotated[str, Field(description='"" of a clause that carries none: a title, a heading')]
    level: str
    amendment: Id | None
    bridging_text: Id | None
    sponsors: Annotated[
        list[str],
        Field(description="of an amendment: who stands behind it; of a bridging text: by whom it is"),
    ]
    positions: list[PositionOut]


class MatrixOut(Out):
    """Clauses and amendments × delegations."""

    document: str
    circle: Circle
    delegations: list[str]
    rows: list[MatrixRowOut]
