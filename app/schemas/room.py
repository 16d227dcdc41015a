"""What the room sees, on the wire."""

from pydantic import Field

from app.schemas.wire import Id, Out


class RoomOut(Out):
    """Which clause of a document the room sees."""

    document: str
    clause: Id | None = Field(description="null: none was shown yet, or it stands in the text no longer")
