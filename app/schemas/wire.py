"""What every schema shares."""

from datetime import datetime
from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field


class In(BaseModel):
    """What comes in: unknown members are refused, so that no misspelt one is silently ignored."""

    model_config = ConfigDict(extra="forbid")


class Out(BaseModel):
    """What goes out."""

    model_config = ConfigDict(frozen=True)


Item = TypeVar("Item")


class Page(Out, Generic[Item]):
    """A part of a list; ``next`` is the cursor of the following part, or null at the end."""

    items: list[Item]
    next: str | None = None


Id = Annotated[str, Field(pattern="^[a-z2-7]{16}$", examples=["k3v5q7x2m4nabcde"])]
Text = Annotated[str, Field(max_length=400_000)]
Reason = Annotated[str, Field(max_length=20_000)]
Time = datetime
