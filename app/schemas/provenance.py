"""Who brought each word, on the wire."""

from collections.abc import Mapping

from pydantic import Field

from app.schemas.wire import Id, Out


class OriginOut(Out):
    """A stretch of the present text and who brought it: a delegation, CHAIR or SEC (the zero draft)."""

    text: str
    by: str
    amendment: Id | None = Field(description="the amendment that brought it, where one did")


class ProvenanceOut(Out):
    """Who brought each word of a clause, field by field; the stretches join to the text."""

    clause: Id
    fields: Mapping[str, list[OriginOut]]
