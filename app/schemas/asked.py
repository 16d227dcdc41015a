"""Who is asked to join an amendment, on the wire."""

from typing import Literal

from pydantic import Field

from app.models.asked import Asked
from app.schemas.wire import In, Out, Time, examples


class AskedIn(In):
    """Who is to be asked to join your amendment."""

    model_config = examples({"delegations": ["UZB", "TKM"]}, {"delegations": []})

    delegations: list[str] = Field(
        max_length=64, description="the codes of all whom you ask; whoever is left out is asked no longer"
    )


class AskedOut(Out):
    """One delegation that is asked to join an amendment."""

    delegation: str
    asked_at: Time
    answer: Literal["joined", "declined"] | None = Field(description="null: it has not answered yet")

    @classmethod
    def of(cls, one: Asked) -> "AskedOut":
        """Translate a value."""
        return cls(delegation=one.delegation, asked_at=one.at, answer=one.answer)
