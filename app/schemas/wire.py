"""What every schema shares."""

from datetime import UTC, datetime
from typing import Annotated, Any, Generic, TypeVar

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

# Ids are random: app.describing puts real ones in place of these for whoever is signed in.
AN_ID = "k3v5q7x2m4nabcde"
ANOTHER_ID = "m4nabcdek3v5q7x2"
A_FINGERPRINT = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


def examples(*bodies: dict[str, Any]) -> ConfigDict:
    """Return the configuration of a body with examples that can be pasted, ids apart."""
    return ConfigDict(json_schema_extra={"examples": list(bodies)})


class In(BaseModel):
    """What comes in: unknown members are refused, so that no misspelt one is silently ignored."""

    model_config = ConfigDict(extra="forbid")


class Out(BaseModel):
    """What goes out.

    Of what an answer holds by the thousand each is a dataclass with slots instead, which is described and written all
    the same. It is made in a sixth of the time: what we made ourselves is not checked once more, nor frozen.
    """

    model_config = ConfigDict(frozen=True)


Item = TypeVar("Item")


class Page(Out, Generic[Item]):
    """A part of a list; ``next`` is the cursor of the following part, or null at the end."""

    items: list[Item]
    next: str | None = None


Id = Annotated[str, Field(pattern="^[a-z2-7]{16}$", examples=[AN_ID])]
Text = Annotated[str, Field(max_length=400_000)]
Reason = Annotated[str, Field(max_length=20_000)]
Time = datetime


def _in_utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise ValueError("there is no such time in UTC") from None


TimeIn = Annotated[AwareDatetime, AfterValidator(_in_utc)]


class RefusalOut(BaseModel):
    """A refusal (RFC 9457): which rule, and what to do. Further members are the rule's facts."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str
