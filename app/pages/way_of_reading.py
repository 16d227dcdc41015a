"""How a reader has asked for a document: all of it stands in the address, so that it can be sent and gone back to."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Literal

from fastapi import Depends, Query

from app.models import DocumentRow
from app.pages.drawn import View
from app.parameters import require_language

KindOfProposal = Literal["", "replace", "delete", "insert", "move", "bridge"]
State = Literal["", "open", "options", "collision", "informals", "ad-ref", "agreed", "proposed"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Way:
    """A way of reading a document."""

    view: View = "rolling"
    by: tuple[str, ...] = ()  # whose proposals are shown; empty: everyone's
    read_in: str = ""  # another language instead of the negotiated one
    beside: str = ""  # another language beside it
    who: bool = False  # who brought each word of the present text, instead of what is proposed
    find: str = ""
    theme: str = ""  # the id of a heading or chapter: only what stands under it
    state: State = ""  # only clauses that stand there
    kind: KindOfProposal = ""  # only proposals of this kind, and the clauses that have some
    only_open: bool = False
    no_typography: bool = False  # without proposals that change nothing but the setting of words

    def in_document(self, document: DocumentRow) -> "Way":
        """Return the way with its languages, which must be the document's; the negotiated one is none of them."""
        negotiated = document.negotiated_language
        # Which language of the text is read has nothing to do with that of the interface.
        beside = "" if require_language(document, self.beside or None) == negotiated else self.beside
        alone = require_language(document, self.read_in or None) == negotiated
        return replace(self, read_in="" if beside or alone else self.read_in, beside=beside)

    @property
    def drawn_as(self) -> View:
        """The view in which clauses are drawn: who brought the words is told of the text as it stands."""
        return "clean" if self.who else self.view

    @property
    def filters(self) -> bool:
        """Whether any clause may be left out."""
        return bool(self.theme or self.state or self.kind or self.only_open)

    @property
    def query(self) -> Mapping[str, object]:
        """The way as part of an address."""
        return {
            "view": self.view,
            "by": self.by,
            "language": self.read_in,
            "beside": self.beside,
            "who": "1" if self.who else "",
            "theme": self.theme,
            "state": self.state,
            "kind": self.kind,
            "open": "1" if self.only_open else "",
            "typography": "hide" if self.no_typography else "",
            "find": self.find,
        }


def _way(
    view: View = "rolling",
    by: Annotated[list[str] | None, Query(max_length=40)] = None,
    language: Annotated[str, Query(max_length=16)] = "",
    beside: Annotated[str, Query(max_length=16)] = "",
    who: Literal["", "1"] = "",
    find: Annotated[str, Query(max_length=200)] = "",
    theme: Annotated[str, Query(max_length=64)] = "",
    state: State = "",
    kind: KindOfProposal = "",
    only_open: Annotated[Literal["", "1"], Query(alias="open")] = "",
    typography: Literal["", "hide"] = "",
) -> Way:
    return Way(
        view=view,
        by=tuple(by or ()),
        read_in=language,
        beside=beside,
        who=bool(who),
        find=" ".join(find.split()),
        theme=theme,
        state=state,
        kind=kind,
        only_open=bool(only_open),
        no_typography=bool(typography),
    )


ReadIn = Annotated[Way, Depends(_way)]
