"""Delegations on the wire."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from app.models import DelegationRow
from app.schemas.wire import In, Out, examples

Names = Annotated[
    Mapping[Annotated[str, Field(max_length=16)], Annotated[str, Field(max_length=400)]],
    Field(max_length=20, description="language -> name; English at least"),
]
Zone = Annotated[
    str | None,
    Field(max_length=64, description="of its capital, as Asia/Almaty; UTC where none is named"),
]
Slot = Annotated[int | None, Field(ge=0, le=7, description="by default by its place in the list")]


class DelegationIn(In):
    """A new delegation."""

    model_config = examples(
        {
            "code": "ECMWF",
            "kind": "agency",
            "names": {"en": "Centre for Weather Forecasts", "ru": "Центр прогнозов погоды"},
            "hue": 5,
            "line": 2,
            "time_zone": "Europe/London",
        }
    )

    code: Annotated[str, Field(max_length=64)]
    kind: Annotated[str, Field(max_length=32)]
    names: Names
    hue: Slot = None
    line: Slot = None
    time_zone: Zone = None


class DelegationPatch(In):
    """What of a delegation is changed; what is not sent stays."""

    model_config = examples({"hue": 4, "line": 1})

    names: Names | None = None
    hue: Slot = None
    line: Slot = None
    time_zone: Zone = None


class HouseRulesIn(In):
    """How a delegation works among itself."""

    model_config = examples({"head_releases": True})

    head_releases: bool


class HouseRulesOut(Out):
    """How a delegation works among itself."""

    head_releases: bool = Field(description="it tables only what its head has released")


class ParticipationIn(In):
    """In which capacity a delegation takes part in a document."""

    model_config = examples({"capacity": "advises"})

    capacity: Annotated[
        Annotated[str, Field(max_length=32)] | None, Field(description="null: it takes no part any more")
    ]


class ParticipationOut(Out):
    """In which capacity a delegation takes part in a document."""

    document: str
    delegation: str
    capacity: str | None


class DelegationOut(Out):
    """A delegation."""

    code: str
    kind: str
    names: Mapping[str, str]
    ordinal: int
    hue: int | None
    line: int | None
    time_zone: str | None = Field(description="of its capital; null: UTC")

    @classmethod
    def of(cls, row: DelegationRow) -> "DelegationOut":
        """Translate a row."""
        return cls(
            code=row.code,
            kind=row.kind,
            names=row.names,
            ordinal=row.ordinal,
            hue=row.hue,
            line=row.line,
            time_zone=row.time_zone,
        )
