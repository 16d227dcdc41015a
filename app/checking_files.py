"""Whether a Word file in hand is an edition: its words against those that were issued, clause by clause.

A file that was opened and saved again has other bytes and the same words, so the words count. Cover, labels, headers
and the signature block are ours round the text, and are not compared. Words that nobody sees, or sees struck through,
are told, and so is whatever stands in the file and is not read: it could hold words.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import DocumentRow, EditionRow
from app.models.consolidated import as_edition_document
from documents.content import ordered_addresses
from documents.diff import diff_words
from documents.document import ConsolidatedDocument
from documents.errors import UnknownValue
from documents.notation import marked
from documents.pairing import Unit
from documents.printed_from import Known, PrintedFrom, shown_of
from documents.redlines import Reading
from documents.reordering import moves_between
from importers.word.looks import WEB
from importers.word.paragraphs import Bookmark, Paragraph, Run
from importers.word.redline import WordFile, read_redline
from importers.word.resolving import CLAUSE


def check_file(
    session: Session, file: WordFile, *, symbol: str | None = None
) -> tuple[ConsolidatedDocument, list[str]]:
    """Return the edition that a file says it is, or that is named, and in words what in the file differs from it.

    Raises UnknownValue where there is no such edition, or the file is in a language that the document does not have.
    """
    issued = _edition_of(session, file, symbol)
    known = [
        Known(
            id=item.clause.id,
            kind=item.clause.kind,
            label=item.clause.label,
            contents=((item.clause.revision, item.clause.content),),
            addresses=tuple(ordered_addresses(item.clause.kind, item.clause.content)),
        )
        for item in issued.clauses
    ]
    units = [
        Unit(item.clause.text, item.clause.id, item.clause.label)
        for item in issued.clauses
        if item.clause.kind != "entry"
    ]
    redline = read_redline(file, units)
    found = [f"It holds tracked changes by {author or 'nobody named'}." for author in redline.readings]
    found += [f"Not compared. {line}" for line in file.skipped]
    found += [f"Not as it is shown. {line}" for line in file.unseen]
    found += _out_of_sight(file.paragraphs)
    found += _differences(issued, known, redline.base)
    return issued, found


def _edition_of(session: Session, file: WordFile, symbol: str | None) -> ConsolidatedDocument:
    named = symbol or file.properties.get("Symbol", "")
    edition = session.scalar(select(EditionRow).where(EditionRow.symbol == named))
    if edition is None:
        said = f"There is no edition {named}." if named else "The file does not say which edition it is."
        raise UnknownValue(f"{said} Name the one to compare it with: --edition SYMBOL.", field="edition")
    document = session.get_one(DocumentRow, edition.document_id)
    language = file.properties.get("Language", document.negotiated_language)
    if language not in document.titles:
        raise UnknownValue(f"{edition.symbol} has no text in {language!r}.", field="file")
    return as_edition_document(session, document, edition, language=language)


def _out_of_sight(paragraphs: Iterable[Paragraph]) -> Iterator[str]:
    """Say which words are in the file and are hidden, struck through, pale or tiny, a stretch of one look at a time."""
    for paragraph in paragraphs:
        runs = (item for item in paragraph.items if isinstance(item, Run) and item.text)
        for look, group in groupby(runs, key=lambda run: run.look):
            words = "".join(run.text for run in group)
            if look and not (look == WEB and _is_page_number(paragraph, words)):
                yield f"It holds words that are {look}: {words.strip() or 'a space'}"


def _is_page_number(paragraph: Paragraph, words: str) -> bool:
    """Return whether words are the page in a line of the contents, which word processors hide where there are none."""
    in_contents = paragraph.style.startswith(("TOC", "Contents")) and not any(
        isinstance(item, Bookmark) and CLAUSE.match(item.name) for item in paragraph.items
    )
    return in_contents and (not words.strip() or words.strip().isdecimal())


def _differences(issued: ConsolidatedDocument, known: list[Known], reading: Reading) -> Iterator[str]:
    for one in known:
        name = one.label or one.kind
        base = PrintedFrom.of(one, reading, issued.labels, issued.language)
        shown = dict(shown_of(one, reading))
        if not shown:
            yield f"{name} is missing."
            continue
        for address in one.addresses if one.kind == "entry" else ():
            if address not in shown:
                yield f"{name}, {address}, is missing."
        for address in base.edited:
            words = marked(diff_words(base.printed[address], shown[address]))
            yield f"{name} reads otherwise: {words}"
    for added in reading.added:
        yield f"It holds words that the edition does not: {added.text}"
    order = [one.id for one in known if one.id in reading.order]
    names = {one.id: one.label or one.kind for one in known}
    present = [clause for clause in reading.order if clause in names]
    kinds = {one.id: one.kind for one in known}
    for clause, after in moves_between(order, present, kinds, surely=reading.moved):
        yield f"{names[clause]} stands elsewhere: {f'behind {names[after]}' if after else 'first'}."
