"""Between the documents: what is linked, what is to be checked, what lacks an action or a ground."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy.orm import Session

from app.access import documents_for
from app.access_between import link_ends_named, links_for
from app.errors import status_of
from app.identity import Asking, Now
from app.links_shown import labels_seen, show_all_links, show_named
from app.pages.drawn_links import (
    EndShown,
    LinkedClause,
    LinkPen,
    LinkShown,
    draw_clause,
    draw_link,
    pair_sent,
    pair_shown,
    texts_sent,
)
from app.pages.forms import SentForm, see_other, sent_one, whole_or_nothing
from app.pages.frame import Frame, as_cast, frame_for, name_of
from app.pages.rendering import path_of, render
from app.parameters import Reading, Writing
from app.refusing import sentence_of
from app.schemas.links import EntryNamesOut
from app.services.links import check_links, link_clauses
from app.speaking import gettext
from documents.errors import BrokenRule, UnknownValue
from documents.permissions import Participant, may

router = APIRouter(prefix="/links")


@dataclass(frozen=True, kw_only=True, slots=True)
class NamedShown:
    """A clause that an entry names as its ground, and that is not linked; or words that lead to none."""

    entry: LinkedClause
    ground: LinkedClause | None
    words: str
    why: str
    pair: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangedShown:
    """What reads otherwise, and every link that is to be checked because of it."""

    ends: Sequence[EndShown]
    links: Sequence[LinkShown]


@dataclass(frozen=True, kw_only=True, slots=True)
class UnreadShown:
    """Words that lead to no clause, and the entries that name them."""

    words: str
    why: str
    entries: Sequence[LinkedClause]


@dataclass(frozen=True, kw_only=True, slots=True)
class LinksPage:
    """The report."""

    template: ClassVar[str] = "pages/links.html"
    frame: Frame
    names: Mapping[str, str]  # of documents, by slug
    links: Sequence[LinkShown]
    to_check: Sequence[ChangedShown]
    without_action: Mapping[str, Sequence[LinkedClause]]  # by document
    without_ground: Mapping[str, Sequence[LinkedClause]]
    offered: Sequence[NamedShown]
    unread: Sequence[UnreadShown]
    may_keep: bool
    refusal: str


@router.get("")
def links_page(
    request: Request,
    session: Reading,
    participant: Asking,
    done: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """Show how the documents hang together."""
    return _draw(request, session, participant, done=done)


@router.post("/check")
def check_links_form(
    request: Request, session: Writing, participant: Asking, now: Now, form: SentForm
) -> Response:
    """Say of the chosen links that both ends belong together as the page showed them."""

    def step() -> None:
        ids = list(dict.fromkeys(form.get("link", [])))
        if not ids:
            raise UnknownValue(gettext("Choose the links that you have checked."), field="link")
        check_links(
            session,
            participant=participant,
            links=[
                (row, ends, texts_sent(sent_one(form, f"read.{row.id}")))
                for row, ends in links_for(session, participant, ids, lock=True)
            ],
            now=now,
        )

    return _answer(request, session, participant, step, done="link-checked")


@router.post("/named")
def link_named_form(
    request: Request, session: Writing, participant: Asking, now: Now, form: SentForm
) -> Response:
    """Link entries with the chosen ones of the clauses that they name."""

    def step() -> None:
        pairs = [pair_sent(one) for one in dict.fromkeys(form.get("pair", []))]
        if not pairs:
            raise UnknownValue(gettext("Choose what is to be linked."), field="pair")
        ends = link_ends_named(session, participant, [names for names, _ in pairs])
        read = [texts for _, texts in pairs]
        link_clauses(session, participant=participant, links=list(zip(ends, read, strict=True)), now=now)

    return _answer(request, session, participant, step, done="linked")


def _answer(
    request: Request, session: Session, participant: Participant, step: Callable[[], None], *, done: str
) -> Response:
    try:
        with whole_or_nothing(session):
            step()
    except BrokenRule as rule:
        return _draw(request, session, participant, refusal=sentence_of(rule), status=status_of(type(rule)))
    return see_other(path_of(request, "links_page", query={"done": done}))


def _draw(
    request: Request,
    session: Session,
    participant: Participant,
    *,
    done: str = "",
    refusal: str = "",
    status: int = 200,
) -> Response:
    cast = as_cast(session)
    documents = documents_for(session, participant)
    pen = LinkPen.of(cast, documents, labels_seen(session, participant))
    shown = show_all_links(session, participant)
    links = [draw_link(one, pen) for one in shown.links]
    named = [one for entry in show_named(session, participant) for one in _not_linked(entry, pen)]
    page = LinksPage(
        frame=frame_for(
            session, participant, cast, title=gettext("Between the documents"), here="links", done=done
        ),
        names={one.slug: name_of(one) for one in documents},
        links=links,
        to_check=_by_what_changed(one for one in links if one.to_check),
        without_action=_by_document(draw_clause(one, pen) for one in shown.without_action),
        without_ground=_by_document(draw_clause(one, pen) for one in shown.without_ground),
        offered=[one for one in named if one.ground is not None],
        unread=_by_words(one for one in named if one.ground is None),
        may_keep=may(participant, "link"),
        refusal=refusal,
    )
    return render(request, page, status=status)


def _by_what_changed(links: Iterable[LinkShown]) -> list[ChangedShown]:
    """Gather the links that one change has put in question, in the order of the first of each."""
    found: dict[object, tuple[list[EndShown], list[LinkShown]]] = {}
    for link in links:
        ends = [end for end in (link.entry, link.ground) if end.changed]
        why = tuple((end.clause.id, end.state, *(end.compare or {}).values()) for end in ends)
        found.setdefault(why, (ends, []))[1].append(link)
    return [ChangedShown(ends=ends, links=ones) for ends, ones in found.values()]


def _by_document(clauses: Iterable[LinkedClause]) -> dict[str, list[LinkedClause]]:
    """Gather clauses that come document by document under the slugs of these."""
    return {slug: list(ones) for slug, ones in groupby(clauses, key=lambda one: one.document)}


def _by_words(named: Iterable[NamedShown]) -> list[UnreadShown]:
    """Gather the entries that name the same, in the order of the first of each."""
    found: dict[tuple[str, str], list[LinkedClause]] = {}
    for one in named:
        found.setdefault((one.words, one.why), []).append(one.entry)
    return [UnreadShown(words=words, why=why, entries=entries) for (words, why), entries in found.items()]


def _not_linked(entry: EntryNamesOut, pen: LinkPen) -> list[NamedShown]:
    return [
        NamedShown(
            entry=draw_clause(entry.entry, pen),
            ground=draw_clause(one.ground, pen) if one.ground is not None else None,
            words=one.words,
            why=one.why,
            pair=pair_shown(
                entry.entry.id,
                entry.entry_revision,
                one.ground.id if one.ground is not None else "",
                (one.ground_revision or "", *one.ground_under),
            ),
        )
        for one in entry.named
        if one.link is None
    ]
