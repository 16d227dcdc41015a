"""What stands behind the hashes: every text, every file, every edition, and the state of every clause."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from app.models import (
    ClauseHeadRow,
    ClauseRevisionRow,
    ClauseRow,
    DecisionRow,
    EditionClauseRow,
    EditionRow,
    EventRow,
    RedlineRow,
    StatusChangeRow,
)
from app.models.frozen import hash_edition
from app.models.hashing import hash_content, key_of
from app.recorded import Misfit, Recorded


def misfits_of_texts(session: Session, recorded: Recorded) -> Iterator[Misfit]:
    """Yield what does not fit in texts, files, editions and states, each with the event that wrote its row."""
    revisions = session.scalars(
        select(ClauseRevisionRow).order_by(
            ClauseRevisionRow.clause_id, ClauseRevisionRow.language, ClauseRevisionRow.ordinal
        )
    ).all()
    hashes = {revision.id: hash_content(revision.content) for revision in revisions}
    for key, what in (
        *_texts(revisions, hashes),
        *_files(session),
        *_editions(session, hashes),
        *_states(session, revisions),
    ):
        yield Misfit(what, recorded[key].event if key in recorded else None)


def _texts(revisions: Sequence[ClauseRevisionRow], hashes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Every text has the hash that stands beside it. (Here and below: the key of the row, and what is wrong.)"""
    for revision in revisions:
        if revision.hash != hashes[revision.id]:
            yield key_of(revision), f"the text of {key_of(revision)} does not have its hash"


def _files(session: Session) -> Iterator[tuple[str, str]]:
    """Every file has its hash, and every file is there that was kept."""
    # Where the event of its receipt holds the row, the file was kept; those before it hold none, and some were not.
    kept = {
        key
        for event in session.scalars(select(EventRow).where(EventRow.what == "redline received"))
        for key in event.rows
    }
    for redline in session.scalars(
        select(RedlineRow).options(undefer(RedlineRow.file)).execution_options(yield_per=1)
    ):
        key = key_of(redline)
        if redline.file is None and key in kept:
            yield key, f"the file of {key} is missing"
        elif redline.file is not None and redline.file_hash != sha256(redline.file).hexdigest():
            yield key, f"the file of {key} does not have its hash"


def _editions(session: Session, hashes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Every edition has the hash of the clauses that were frozen with it, in the texts that they lead to."""
    frozen: dict[str, list[tuple[EditionClauseRow, str]]] = {}
    for row in session.scalars(select(EditionClauseRow)):
        frozen.setdefault(row.edition_id, []).append((row, hashes.get(row.revision_id, "")))
    for edition in session.scalars(select(EditionRow)):
        if edition.hash != hash_edition(edition, frozen.get(edition.id, ())):
            yield key_of(edition), f"the text of {key_of(edition)}, {edition.symbol}, does not have its hash"


def _states(session: Session, revisions: Sequence[ClauseRevisionRow]) -> Iterator[tuple[str, str]]:
    """The state of every clause follows: its texts from each other, its head from the last, its level from a text."""
    heads = {(head.clause_id, head.language): head for head in session.scalars(select(ClauseHeadRow))}
    texts: dict[str, set[str]] = {}
    for of, written in groupby(revisions, key=lambda one: (one.clause_id, one.language)):
        before: str | None = None
        for ordinal, revision in enumerate(written, start=1):
            texts.setdefault(of[0], set()).add(revision.hash)
            if (revision.ordinal, revision.follows) != (ordinal, before):
                yield key_of(revision), f"{key_of(revision)} does not follow the text before it"
            before = revision.id
        if of not in heads or heads[of].revision_id != before:
            yield (
                f"clause_head:{'/'.join(of)}",
                f"the present text of clause {of[0]} in {of[1]} is not its last one",
            )
    known = {revision.id for revision in revisions}
    for decision in session.scalars(select(DecisionRow)):
        if not {one for one in (decision.from_revision, decision.to_revision) if one} <= known:
            yield key_of(decision), f"{key_of(decision)} leads from or to a text that is not there"
    for change in session.scalars(select(StatusChangeRow)):
        if change.text_hash not in texts.get(change.clause_id, ()):
            yield key_of(change), f"{key_of(change)} is about a text that the clause never had"
    for clause, state in session.execute(select(ClauseRow.id, ClauseRow.state)).all():
        if state == "standing" and not texts.get(clause):
            yield f"clause:{clause}", f"clause {clause} stands in the text without a text"
