"""Links between documents on the wire: from entries to their grounds, and the report of what lacks one."""

from typing import Annotated

from pydantic import Field

from app.models.texts import ClauseState
from app.schemas.wire import AN_ID, Id, In, Out, Time, examples
from documents.content import ClauseKind

EntryRead = Annotated[Id | None, Field(description="the revision of the entry that you read")]
GroundRead = Annotated[Id | None, Field(description="the revision of its ground that you read")]
UnderRead = Annotated[
    list[Id] | None,
    Field(
        max_length=100,
        description="the revisions of the sub-items under the ground, in their order; left out, they are not compared",
    ),
]


class LinkIn(In):
    """An entry and its ground, and the texts of both that you read."""

    entry: Id
    ground: Id = Field(description="a paragraph or a sub-item of another document")
    entry_revision: EntryRead = None
    ground_revision: GroundRead = None
    ground_under: UnderRead = None


class LinksIn(In):
    """Links that are made together, or none of them."""

    model_config = examples(
        {"links": [{"entry": AN_ID, "ground": AN_ID, "entry_revision": AN_ID, "ground_revision": AN_ID}]}
    )

    links: list[LinkIn] = Field(min_length=1, max_length=500)


class CheckIn(In):
    """A link that holds on the texts that you name."""

    link: Id
    entry_revision: EntryRead = None
    ground_revision: GroundRead = None
    ground_under: UnderRead = None


class ChecksIn(In):
    """Links that are checked together, or none of them."""

    model_config = examples({"links": [{"link": AN_ID, "entry_revision": AN_ID, "ground_revision": AN_ID}]})

    links: list[CheckIn] = Field(min_length=1, max_length=500)


class ClauseNamedOut(Out):
    """A clause of some document, as far as one must know it to find it."""

    id: Id
    document: str
    kind: ClauseKind
    label: str = Field(description="as it is called now")
    text: str = Field(description="of a paragraph, the title of an entry, in the negotiated language")


class EndOut(ClauseNamedOut):
    """One end of a link, and whether it reads as when the link was last checked."""

    state: ClauseState = Field(description="standing or proposed; else it is no longer in the text")
    checked_revision: Id
    revision: Id | None = Field(description="the present one: what is to be named to check the link now")
    under: list[Id] = Field(description="the same of the sub-items under it")
    has_changed: bool = Field(description="it reads otherwise, or is no longer in the text")


class LinkOut(Out):
    """A link from an entry to its ground."""

    id: Id
    entry: EndOut
    ground: EndOut
    is_to_be_checked: bool
    made_by: str
    made_at: Time
    checked_by: str
    checked_at: Time
    removed_by: str | None
    removed_at: Time | None


class NamedOut(Out):
    """What an entry names as its ground, in its own field."""

    words: str = Field(description="as they were typed; of a cross-reference, the label of its clause")
    ground: ClauseNamedOut | None
    why: str = Field(description="where it leads to no clause: why not")
    link: Id | None = Field(description="where the two are linked")
    ground_revision: Id | None
    ground_under: list[Id]


class EntryNamesOut(Out):
    """An entry, and what it names as its grounds."""

    entry: ClauseNamedOut
    entry_revision: Id
    named: list[NamedOut]


class LinksOut(Out):
    """How documents hang together: what is linked, and what lacks an action or a ground."""

    documents: list[str]
    links: list[LinkOut] = Field(description="by the order of the entries, then of their grounds")
    without_action: list[ClauseNamedOut] = Field(
        description="operative paragraphs and sub-items that stand in the text, and no entry rests on them"
    )
    without_ground: list[ClauseNamedOut] = Field(description="entries that rest on no clause")
