"""Links between documents as pages show them, and the texts that a form names as read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.models import DocumentRow
from app.models.values import IN_THE_TEXT
from app.pages.frame import Cast, Named
from app.pages.words import word
from app.schemas.links import ClauseNamedOut, EndOut, LinkOut
from app.services.links import EndsRead
from app.speaking import gettext
from documents.errors import UnknownValue
from documents.references import print_references


@dataclass(frozen=True, kw_only=True, slots=True)
class LinkedClause:
    """A clause that is linked, or could be."""

    id: str
    document: str  # its slug
    label: str
    words: str
    language: str


@dataclass(frozen=True, kw_only=True, slots=True)
class EndShown:
    """One end of a link."""

    clause: LinkedClause
    state: str  # "" where it stands in the text
    changed: bool
    compare: Mapping[str, str] | None  # the revisions between which its own words have changed


@dataclass(frozen=True, kw_only=True, slots=True)
class LinkShown:
    """One link."""

    id: str
    entry: EndShown
    ground: EndShown
    to_check: bool
    can_be_checked: bool  # both ends are in the text
    checked_by: Named
    checked_at: datetime
    read: str  # the present texts, which whoever checks has read


@dataclass(frozen=True, kw_only=True, slots=True)
class LinkPen:
    """What is needed to draw links: who is who, the languages of documents, the labels of clauses."""

    cast: Cast
    languages: Mapping[str, str]  # by slug
    labels: Mapping[str, str]  # by id

    @classmethod
    def of(cls, cast: Cast, documents: Sequence[DocumentRow], labels: Mapping[str, str]) -> "LinkPen":
        """Return one for these documents."""
        return cls(
            cast=cast, languages={one.slug: one.negotiated_language for one in documents}, labels=labels
        )


def draw_link(link: LinkOut, pen: LinkPen) -> LinkShown:
    """Return a link as pages show it."""
    return LinkShown(
        id=link.id,
        entry=_end(link.entry, pen),
        ground=_end(link.ground, pen),
        to_check=link.is_to_be_checked,
        can_be_checked=all(end.state in IN_THE_TEXT for end in (link.entry, link.ground)),
        checked_by=pen.cast[link.checked_by],
        checked_at=link.checked_at,
        read=" ".join([link.entry.revision or "", link.ground.revision or "", *link.ground.under]),
    )


def draw_clause(clause: ClauseNamedOut, pen: LinkPen) -> LinkedClause:
    """Return a clause as lists of links name it."""
    return LinkedClause(
        id=clause.id,
        document=clause.document,
        label=clause.label or gettext("the %(kind)s", kind=word(clause.kind)),
        words=print_references(clause.text, pen.labels),
        language=pen.languages[clause.document],
    )


def texts_sent(read: str) -> EndsRead:
    """Return the texts that a page showed of a link: of the entry, of the ground, of what stands under it."""
    entry, ground, *under = read.split(" ") if read.count(" ") else ("", "")
    return EndsRead(entry or None, ground or None, under)


def pair_shown(entry: str, entry_revision: str, ground: str, texts: Sequence[str]) -> str:
    """Return an entry and its ground, with the texts that the page shows of both, as a form names them."""
    return " ".join((entry, entry_revision, ground, *texts))


def pair_sent(sent: str) -> tuple[tuple[str, str], EndsRead]:
    """Return what :func:`pair_shown` has written: entry and ground, and the texts that were read."""
    parts = sent.split(" ")
    if len(parts) < 4:
        raise UnknownValue(gettext("Choose what is to be linked."), field="pair")
    entry, entry_revision, ground, ground_revision, *under = parts
    return (entry, ground), EndsRead(entry_revision or None, ground_revision or None, under)


def _end(end: EndOut, pen: LinkPen) -> EndShown:
    words_changed = end.has_changed and end.revision not in (None, end.checked_revision)
    states = {"standing": "", "proposed": "proposed"}
    return EndShown(
        clause=draw_clause(end, pen),
        state=states.get(end.state, "no longer in the text"),
        changed=end.has_changed,
        compare={"from": end.checked_revision, "to": end.revision or ""} if words_changed else None,
    )
