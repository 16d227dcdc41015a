"""Links between documents as their readers see them, and what lacks one; in a bounded number of queries."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.access import documents_for
from app.access_between import visible_links
from app.models import ClauseLinkRow, ClauseRow, DocumentRow
from app.models.present import WholeText, whole_texts
from app.models.values import IN_THE_TEXT, PlacedClause, as_clauses, clauses_by_id
from app.schemas.links import ClauseNamedOut, EndOut, EntryNamesOut, LinkOut, LinksOut, NamedOut
from documents.links import ACTION, GROUNDS, InPlace, Named, Names, read_named, without_action
from documents.numbering import label
from documents.permissions import Participant


@dataclass(frozen=True, slots=True)
class _Home:
    """A clause with its row and the document in which it stands."""

    row: ClauseRow
    document: DocumentRow
    placed: PlacedClause


def show_links(session: Session, rows: Sequence[ClauseLinkRow]) -> list[LinkOut]:
    """Return links in the order given."""
    if not rows:
        return []
    ids = {one for row in rows for one in (row.entry_id, row.ground_id)}
    homes = _homes(session, ids)
    present = whole_texts(session, ids)
    return [_shown(row, homes, present) for row in rows]


def labels_seen(session: Session, participant: Participant) -> dict[str, str]:
    """Return what the clauses of the documents that a reader sees are called, each in its negotiated language."""
    return {
        one.clause.id: one.clause.label
        for document in documents_for(session, participant)
        for one in as_clauses(session, document)
    }


def links_of_clause(
    session: Session, participant: Participant, clause: ClauseRow, *, removed: bool = False
) -> list[ClauseLinkRow]:
    """Return the links of a clause that are there for a reader, in order of time."""
    query = select(ClauseLinkRow).where(
        or_(ClauseLinkRow.entry_id == clause.id, ClauseLinkRow.ground_id == clause.id),
        visible_links(participant),
    )
    if not removed:
        query = query.where(ClauseLinkRow.removed_at.is_(None))
    return list(session.scalars(query.order_by(ClauseLinkRow.made_at, ClauseLinkRow.id)))


def links_to_check(session: Session, participant: Participant, document: DocumentRow) -> list[ClauseLinkRow]:
    """Return the links of a document's entries that are to be checked, in order of time."""
    rows = session.scalars(
        select(ClauseLinkRow)
        .join(ClauseRow, ClauseRow.id == ClauseLinkRow.entry_id)
        .where(
            ClauseRow.document_id == document.id,
            ClauseLinkRow.removed_at.is_(None),
            visible_links(participant),
        )
        .order_by(ClauseLinkRow.made_at, ClauseLinkRow.id)
    ).all()
    ends = {one for row in rows for one in (row.entry_id, row.ground_id)}
    present = whole_texts(session, ends)
    gone = set(
        session.scalars(
            select(ClauseRow.id).where(ClauseRow.id.in_(ends), ClauseRow.state.not_in(IN_THE_TEXT))
        )
    )
    return [
        row
        for row in rows
        for entry, ground in [(present.get(row.entry_id), present.get(row.ground_id))]
        if {row.entry_id, row.ground_id} & gone
        or entry is None
        or ground is None
        or (entry.hash, ground.hash) != (row.entry_hash, row.ground_hash)
    ]


def show_all_links(
    session: Session, participant: Participant, *, only: DocumentRow | None = None, to_check: bool = False
) -> LinksOut:
    """Return all links that are there for a reader, or those of one document; and what lacks an action or a ground.

    What lacks one is told where the reader sees documents of both kinds, for else nothing could be linked.
    """
    documents = documents_for(session, participant)
    texts = {document.id: as_clauses(session, document) for document in documents}
    order = {one.clause.id: place for place, one in enumerate(one for text in texts.values() for one in text)}
    links = sorted(
        show_links(session, _present_rows(session, participant)),
        key=lambda link: (
            order.get(link.entry.id, len(order)),
            order.get(link.ground.id, len(order)),
            link.made_at,
            link.id,
        ),
    )
    # What is proposed, or was removed, gives an action no ground, and a paragraph no action.
    whole = [one for one in links if (one.entry.state, one.ground.state) == ("standing", "standing")]
    acted_on, grounded = {one.ground.id for one in whole}, {one.entry.id for one in whole}
    wanted = [document for document in documents if only is None or document.id == only.id]
    lonely: list[ClauseNamedOut] = []
    for document in wanted:
        standing = [one for one in texts[document.id] if one.clause.standing]
        lacking = _lacking(document, documents, texts, standing, acted_on, grounded)
        lonely += [_named(document, one) for one in standing if one.clause.id in lacking]
    slugs = {document.slug for document in wanted}
    return LinksOut(
        documents=[document.slug for document in documents],
        links=[
            link
            for link in links
            if (link.is_to_be_checked or not to_check) and {link.entry.document, link.ground.document} & slugs
        ],
        without_action=[one for one in lonely if one.kind != ACTION],
        without_ground=[one for one in lonely if one.kind == ACTION],
    )


def show_named(
    session: Session, participant: Participant, *, entry: str | None = None, only: DocumentRow | None = None
) -> list[EntryNamesOut]:
    """Return what entries name as their grounds, all of them, those of one document, or one."""
    documents = documents_for(session, participant)
    texts = {document.id: as_clauses(session, document) for document in documents}
    linked = {(row.entry_id, row.ground_id): row.id for row in _present_rows(session, participant)}
    found = []
    for document in documents:
        others = [one for one in documents if one.id != document.id]
        if (only is not None and document.id != only.id) or not others:
            continue
        entries = [
            one
            for one in texts[document.id]
            if one.clause.kind == ACTION
            and entry in (None, one.clause.id)
            and one.clause.content.get("declaration")
        ]
        if not entries:
            continue
        grounds = {one.clause.id: (other, one) for other in others for one in texts[other.id]}
        grounds = {name: home for name, home in grounds.items() if home[1].clause.kind in GROUNDS}
        names = Names.of(
            pair
            for other in others
            for pair in _labels(other, [one for one in texts[other.id] if one.clause.id in grounds])
        )
        read = {one.clause.id: read_named(one.clause.content["declaration"], names) for one in entries}
        present = whole_texts(session, {one.clause for some in read.values() for one in some if one.clause})
        found += [
            EntryNamesOut(
                entry=_named(document, one),
                entry_revision=one.clause.revision,
                named=[_read(name, one.clause.id, grounds, present, linked) for name in read[one.clause.id]],
            )
            for one in entries
        ]
    return found


def _present_rows(session: Session, participant: Participant) -> list[ClauseLinkRow]:
    query = select(ClauseLinkRow).where(ClauseLinkRow.removed_at.is_(None), visible_links(participant))
    return list(session.scalars(query.order_by(ClauseLinkRow.made_at, ClauseLinkRow.id)))


def _homes(session: Session, ids: Iterable[str]) -> dict[str, _Home]:
    rows = session.execute(
        select(ClauseRow, DocumentRow)
        .join(DocumentRow, DocumentRow.id == ClauseRow.document_id)
        .where(ClauseRow.id.in_(ids))
    ).all()
    documents = {document.id: document for _, document in rows}
    placed: dict[str, PlacedClause] = {}
    for document in documents.values():
        placed |= clauses_by_id(
            session, document, [clause.id for clause, home in rows if home.id == document.id]
        )
    return {clause.id: _Home(clause, document, placed[clause.id]) for clause, document in rows}


def _shown(row: ClauseLinkRow, homes: Mapping[str, _Home], present: Mapping[str, WholeText]) -> LinkOut:
    entry = _end(homes[row.entry_id], row.entry_revision, row.entry_hash, present)
    ground = _end(homes[row.ground_id], row.ground_revision, row.ground_hash, present)
    return LinkOut(
        id=row.id,
        entry=entry,
        ground=ground,
        is_to_be_checked=row.removed_at is None and (entry.has_changed or ground.has_changed),
        made_by=row.made_by,
        made_at=row.made_at,
        checked_by=row.checked_by,
        checked_at=row.checked_at,
        removed_by=row.removed_by,
        removed_at=row.removed_at,
    )


def _end(home: _Home, revision: str, hashed: str, present: Mapping[str, WholeText]) -> EndOut:
    text = present.get(home.row.id)
    return EndOut(
        **_named(home.document, home.placed).model_dump(),
        state=home.row.state,
        checked_revision=revision,
        revision=text.revision if text is not None else None,
        under=list(text.under) if text is not None else [],
        has_changed=home.row.state not in IN_THE_TEXT or text is None or text.hash != hashed,
    )


def _named(document: DocumentRow, placed: PlacedClause) -> ClauseNamedOut:
    clause = placed.clause
    return ClauseNamedOut(
        id=clause.id, document=document.slug, kind=clause.kind, label=clause.label, text=clause.text
    )


def _lacking(
    document: DocumentRow,
    documents: Sequence[DocumentRow],
    texts: Mapping[str, Sequence[PlacedClause]],
    standing: Sequence[PlacedClause],
    acted_on: set[str],
    grounded: set[str],
) -> set[str]:
    """Return which clauses of a document lack an action or a ground, as far as another document could give it."""
    elsewhere = {one.clause.kind for other in documents if other.id != document.id for one in texts[other.id]}
    lacking: set[str] = set()
    if ACTION in elsewhere:
        places = [InPlace(one.clause.id, one.clause.kind, one.parent) for one in standing]
        lacking |= set(without_action(places, acted_on))
    if elsewhere.intersection(GROUNDS):
        lacking |= {one.clause.id for one in standing if one.clause.kind == ACTION} - grounded
    return lacking


def _labels(document: DocumentRow, placed: Sequence[PlacedClause]) -> Iterator[tuple[str, str]]:
    """Yield what clauses are called, in every language of their document: label, id."""
    kinds = {one.clause.id: (one.clause.kind, one.clause.number) for one in placed}
    for language in document.titles:
        for one in placed:
            above = kinds.get(one.parent or "")
            parent = label(*above, profile=document.numbering, language=language) if above else ""
            yield (
                label(
                    one.clause.kind,
                    one.clause.number,
                    parent=parent,
                    profile=document.numbering,
                    language=language,
                ),
                one.clause.id,
            )


def _read(
    name: Named,
    entry: str,
    grounds: Mapping[str, tuple[DocumentRow, PlacedClause]],
    present: Mapping[str, WholeText],
    linked: Mapping[tuple[str, str], str],
) -> NamedOut:
    ground = grounds.get(name.clause or "")
    text = present.get(name.clause or "")
    is_reference = name.words.startswith("⟦")
    printed = ground[1].clause.label if ground is not None else "a cross-reference"
    return NamedOut(
        words=printed if is_reference else name.words,
        ground=_named(*ground) if ground is not None else None,
        why=name.why,
        link=linked.get((entry, name.clause or "")),
        ground_revision=text.revision if text is not None else None,
        ground_under=list(text.under) if text is not None else [],
    )
