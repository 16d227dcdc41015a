"""The report on links between documents as a spreadsheet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.access import documents_for
from app.links_shown import labels_seen, show_all_links, show_named
from app.models import DocumentRow
from app.schemas.links import ClauseNamedOut, EndOut, EntryNamesOut, LinkOut
from documents.permissions import Participant
from documents.references import print_references
from exporters.spreadsheet import Book, Sheet


def links_book(
    session: Session, participant: Participant, *, only: DocumentRow | None = None, now: datetime
) -> Book:
    """Return the links that are there for a reader, all or those of one document, and what lacks one, as tables."""
    shown = show_all_links(session, participant, only=only)
    symbols = {one.slug: one.symbol for one in documents_for(session, participant)}
    words = _Words(symbols, labels_seen(session, participant))
    about = only.symbol if only is not None else ", ".join(symbols.values())
    return Book(
        file_name=f"{only.symbol.replace('/', '-') if only is not None else 'documents'}-links.xlsx",
        title=f"{about}: links between the documents",
        language="en",
        stamp=f"{about}, as it stood on {now:%Y-%m-%d at %H:%M} UTC",
        as_of=now,
        sheets=[
            _links(shown.links, words),
            _lonely("Without action", shown.without_action, words),
            _lonely("Without ground", shown.without_ground, words),
            _not_linked(show_named(session, participant, only=only), words),
        ],
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """By what documents and clauses are called."""

    symbols: Mapping[str, str]  # of documents, by their slugs
    labels: Mapping[str, str]  # of clauses, by their ids

    def of(self, clause: ClauseNamedOut) -> list[str]:
        """Return the cells of a clause: where it stands, what it is called, what it says."""
        return [
            self.symbols[clause.document],
            clause.label or clause.kind,
            print_references(clause.text, self.labels),
        ]


def state_in_words(link: LinkOut) -> str:
    """Return whether a link is to be checked, and why."""
    why = [words for end in (link.entry, link.ground) if (words := _of_end(end))]
    return f"to be checked: {'; '.join(why)}" if link.is_to_be_checked else "; ".join(["checked", *why])


def _of_end(end: EndOut) -> str:
    name = end.label or f"the {end.kind}"
    if end.state == "proposed":
        return f"{name} is proposed{' and has changed' if end.has_changed else ''}"
    if end.state != "standing":
        return f"{name} is no longer in the text"
    return f"{name} has changed" if end.has_changed else ""


def _links(links: Sequence[LinkOut], words: _Words) -> Sheet:
    return Sheet(
        name="Links",
        columns=[
            *(("Action in", 14), ("Action", 10), ("Title", 40)),
            *(("Ground in", 14), ("Ground", 12), ("Text", 60)),
            *(("State", 36), ("Last checked", 20), ("By", 8)),
        ],
        rows=[
            [
                *words.of(link.entry),
                *words.of(link.ground),
                *(state_in_words(link), f"{link.checked_at:%Y-%m-%d %H:%M} UTC", link.checked_by),
            ]
            for link in links
        ],
        fixed=2,
    )


def _lonely(name: str, clauses: Iterable[ClauseNamedOut], words: _Words) -> Sheet:
    return Sheet(
        name=name,
        columns=[("In", 14), ("Clause", 12), ("Text", 100)],
        rows=[words.of(one) for one in clauses],
        fixed=2,
    )


def _not_linked(entries: Iterable[EntryNamesOut], words: _Words) -> Sheet:
    return Sheet(
        name="Named, not linked",
        columns=[("In", 14), ("Action", 10), ("Title", 40), ("Names", 24), ("What that is", 60)],
        rows=[
            [
                *words.of(one.entry),
                *(words.of(name.ground)[1:] if name.ground is not None else (name.words, name.why)),
            ]
            for one in entries
            for name in one.named
            if name.link is None
        ],
        fixed=2,
    )
