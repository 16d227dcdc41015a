"""The links of a clause on its page: of an entry its grounds, of a paragraph the entries that rest on it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.access import documents_for
from app.links_shown import links_of_clause, show_links, show_named
from app.models import ClauseRow, DocumentRow
from app.models.present import whole_texts
from app.models.values import IN_THE_TEXT, PlacedClause, as_clauses
from app.pages.drawn_links import LinkedClause, LinkPen, LinkShown, draw_clause, draw_link, pair_shown
from app.pages.forms import Choice
from app.pages.frame import name_of
from app.pages.pen import Pen
from app.pages.running_text import name_of_clause, outline_word
from documents.links import ACTION, GROUNDS
from documents.permissions import Participant, may


@dataclass(frozen=True, kw_only=True, slots=True)
class OfferedShown:
    """A clause that the entry names in its own field, and that is not linked yet."""

    clause: LinkedClause
    pair: str


@dataclass(frozen=True, kw_only=True, slots=True)
class LinksShown:
    """All links of a clause, for one reader, and the forms that make one."""

    is_entry: bool
    links: Sequence[LinkShown]
    to_check: int
    may_keep: bool
    offered: Sequence[OfferedShown]
    unread: Sequence[tuple[str, str]]  # words of the entry's field that lead to no clause, and why
    choices: Sequence[tuple[str, Sequence[Choice]]]  # by document

    @property
    def has_something(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.links or self.choices)


def show_clause_links(
    session: Session,
    participant: Participant,
    clause: ClauseRow,
    document: DocumentRow,
    placed: PlacedClause,
    pen: Pen,
) -> LinksShown:
    """Return the links that are there for this reader."""
    is_entry = clause.kind == ACTION
    may_be_linked = is_entry or clause.kind in GROUNDS
    documents = documents_for(session, participant) if may_be_linked else []
    link_pen = LinkPen.of(pen.cast, documents, pen.labels)
    shown = [
        draw_link(one, link_pen)
        for one in (show_links(session, links_of_clause(session, participant, clause)) if documents else ())
    ]
    may_keep = may(participant, "link") and clause.state in IN_THE_TEXT and len(documents) > 1
    offered: list[OfferedShown] = []
    unread: list[tuple[str, str]] = []
    if may_keep and is_entry:
        for entry in show_named(session, participant, entry=clause.id):
            for one in entry.named:
                if one.ground is None:
                    unread.append((one.words, one.why))
                elif one.link is None:
                    texts = (one.ground_revision or "", *one.ground_under)
                    pair = pair_shown(clause.id, entry.entry_revision, one.ground.id, texts)
                    offered.append(OfferedShown(clause=draw_clause(one.ground, link_pen), pair=pair))
    linked = {one.entry.clause.id for one in shown} | {one.ground.clause.id for one in shown}
    return LinksShown(
        is_entry=is_entry,
        links=sorted(shown, key=lambda one: _by_number((one.ground if is_entry else one.entry).clause)),
        to_check=sum(one.to_check for one in shown),
        may_keep=may_keep,
        offered=offered,
        unread=unread,
        choices=list(_choices(session, documents, document, placed, linked)) if may_keep else (),
    )


def _by_number(clause: LinkedClause) -> tuple[list[int], str]:
    """Return where a clause comes in a list by number: links made in one act have no order of their own."""
    return [int(number) for number in re.findall(r"\d+", clause.label)], clause.label


def _choices(
    session: Session,
    documents: Sequence[DocumentRow],
    here: DocumentRow,
    placed: PlacedClause,
    linked: set[str],
) -> Iterator[tuple[str, Sequence[Choice]]]:
    """Yield what could be linked with a clause, by document: the value names both ends in the texts that are shown."""
    kinds = GROUNDS if placed.clause.kind == ACTION else (ACTION,)
    for document in documents:
        if document.id == here.id:
            continue
        clauses = [
            one.clause
            for one in as_clauses(session, document)
            if one.clause.kind in kinds and one.clause.id not in linked
        ]
        labels = {one.id: one.label for one in clauses}
        present = whole_texts(session, {placed.clause.id, *(one.id for one in clauses)})
        choices = []
        for one in clauses:
            entry, ground = (placed.clause, one) if placed.clause.kind == ACTION else (one, placed.clause)
            if entry.id not in present or ground.id not in present:
                continue
            whole = present[ground.id]
            pair = pair_shown(entry.id, present[entry.id].revision, ground.id, (whole.revision, *whole.under))
            words = outline_word(one, document.negotiated_language, labels, 8)
            choices.append(Choice(pair, f"{name_of_clause(one)} {words}"))
        if choices:
            yield name_of(document), choices
