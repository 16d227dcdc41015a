"""Acts between the documents: entries are linked with their grounds, and links are checked again."""

from sqlalchemy import select

from app.access_between import LinkEnds, link_ends_named, links_for
from app.demonstration.stage import Stage
from app.demonstration.story import Act
from app.links_shown import show_all_links, show_named
from app.models import ClauseRow
from app.models.present import whole_texts
from app.models.values import IN_THE_TEXT
from app.services.links import EndsRead, check_links, link_clauses
from documents.permissions import Participant


def link(stage: Stage, act: Act, who: Participant) -> None:
    """Link an entry with the ``clauses`` of another document; where no entry is named, all with what they name."""
    if "clause" in act.says:
        entry = stage.clause(act).id
        pairs = [(entry, _elsewhere(stage, act, key)) for key in act.words("clauses")]
    else:
        pairs = [
            (entry.entry.id, one.ground.id)
            for entry in show_named(stage.session, who, only=stage.document)
            for one in entry.named
            if one.ground is not None and one.link is None
        ]
    ends = link_ends_named(stage.session, who, pairs)
    links = [(one, _read(stage, one)) for one in ends]
    link_clauses(stage.session, participant=who, links=links, now=act.at)


def check(stage: Stage, act: Act, who: Participant) -> None:
    """Say of links that they hold on the present texts: those of a ``clause``, those with ``clauses``, or all."""
    shown = show_all_links(stage.session, who, only=stage.document, to_check=True).links
    if "clause" in act.says:
        entry = stage.clause(act).id
        shown = [one for one in shown if one.entry.id == entry]
    if "clauses" in act.says:
        grounds = [_elsewhere(stage, act, key) for key in act.words("clauses")]
        shown = [one for one in shown if one.ground.id in grounds]
    ids = [one.id for one in shown if one.ground.state in IN_THE_TEXT]
    if not ids:
        act.refuse("none of these is to be checked")
    links = [(row, ends, _read(stage, ends)) for row, ends in links_for(stage.session, who, ids, lock=True)]
    check_links(stage.session, participant=who, links=links, now=act.at)


def _elsewhere(stage: Stage, act: Act, key: str) -> str:
    """Return the clause of another document that its drafter calls by a key."""
    found = stage.session.scalars(
        select(ClauseRow.id).where(ClauseRow.key == key, ClauseRow.document_id != stage.document.id)
    ).all()
    return found[0] if len(found) == 1 else act.refuse(f"there is no clause {key!r} in another document")


def _read(stage: Stage, ends: LinkEnds) -> EndsRead:
    present = whole_texts(stage.session, [ends.entry.id, ends.ground.id])
    return EndsRead(present[ends.entry.id].revision, present[ends.ground.id].revision)
