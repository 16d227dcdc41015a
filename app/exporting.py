"""What is taken away: an order for a document in some form and format, carried out to a file.

An order is checked where it is given. Carrying it out takes seconds of a long text, so the server does it in processes
of its own, which give way to whoever reads: see ``Workshop``.
"""

import os
from asyncio import wrap_future
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Literal, ParamSpec

from starlette.concurrency import run_in_threadpool

from app.annexing import adopted_by, annex_of
from app.chairs_column import chairs_column
from app.database import Store
from app.models import DocumentRow, EditionRow, RedlineRow
from app.models.consolidated import (
    as_consolidated_document,
    as_decided_document,
    as_edition_document,
)
from documents.document import ConsolidatedDocument
from exporters.akoma_ntoso import export_akoma_ntoso
from exporters.page import export_page
from exporters.plain_text import export_text
from exporters.spreadsheet import Book, write_book
from exporters.word import export, file_name
from exporters.word.forms import Attribution, Form
from exporters.word.rounds import RoundPaper, export_round
from exporters.word.translations import TranslationPaper, export_translations
from exporters.word.whereabouts import WhereaboutsPaper, export_whereabouts

P = ParamSpec("P")
Format = Literal["docx", "txt", "html", "akn"]
Table = Book | RoundPaper | WhereaboutsPaper | TranslationPaper
OTHER_FORMS: Mapping[str, tuple[Form, ...]] = {  # of those that are not Word, which forms each has
    "txt": ("clean", "consolidated"),
    "html": ("clean", "consolidated", "marked"),
    "akn": ("clean",),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Order:
    """Which text is wanted, and how it is to look."""

    document: str  # id
    language: str
    as_of: datetime  # UTC
    form: Form = "clean"
    format: Format = "docx"
    chairs_text: str | None = None  # id of the redline by which it came: beside what is proposed
    edition: str | None = None  # id: this edition instead of the present text
    decided_since: str | None = None  # id: what was decided since this edition, instead of what is proposed
    stacked: bool = False  # what is proposed now over what was decided since
    attribution: Attribution = "codes"
    delegations: Collection[str] = ()
    line_numbers: bool = False
    long: bool = False  # entries one below the other instead of in tables
    signatories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class File:
    """A file to take away."""

    name: str
    content: bytes


def carry_out(store: Store, order: Order) -> File:
    """Return the file that was ordered; the store is let go of before it is written."""
    text = _text(store, order)
    name = file_name(text, order.form, order.format, long=order.long)
    return File(name, _written(text, order))


def _text(store: Store, order: Order) -> ConsolidatedDocument:
    with store.reading() as session:
        document = session.get_one(DocumentRow, order.document)
        if order.edition is not None:
            edition = session.get_one(EditionRow, order.edition)
            text = as_edition_document(session, document, edition, language=order.language)
        elif order.decided_since is not None:
            since = session.get_one(EditionRow, order.decided_since)
            text = as_decided_document(session, document, since, as_of=order.as_of, proposals=order.stacked)
        elif order.chairs_text is not None:
            redline = session.get_one(RedlineRow, order.chairs_text)
            column = chairs_column(session, document, redline, now=order.as_of)
            text = as_consolidated_document(session, document, as_of=order.as_of, beside=column)
            text = replace(text, chair=redline.delegation)
        else:
            text = as_consolidated_document(session, document, language=order.language, as_of=order.as_of)
        if (adopted := adopted_by(session, document, text.as_of)) is not None:
            kind = text.kind if order.edition is not None else "adopted"
            text = replace(text, kind=kind, adopted_on=adopted.day)
        if order.form == "clean" and order.decided_since is None:
            text = replace(text, annex=annex_of(session, document, text, at=text.as_of))
    return replace(text, signatories=order.signatories)


def _written(text: ConsolidatedDocument, order: Order) -> bytes:
    match order.format:
        case "docx":
            return export(
                text,
                order.form,
                attribution=order.attribution,
                delegations=order.delegations,
                line_numbers=order.line_numbers,
                long=order.long,
            )
        case "txt":
            return export_text(text, order.form, attribution=order.attribution).encode()
        case "html":
            return export_page(text, order.form, attribution=order.attribution).encode()
        case "akn":
            return export_akoma_ntoso(text)


class Workshop:
    """Carries out orders, in so many processes of its own; with none, in a thread of the one that asks.

    Python runs one thing at a time in a process: beside four long exports in it, readers waited thirty times as long.
    """

    def __init__(self, processes: int) -> None:
        self._processes = processes
        self._pool: ProcessPoolExecutor | None = None

    async def make(self, store: Store, order: Order) -> File:
        """Return the file that was ordered."""
        if not self._processes:
            return await run_in_threadpool(carry_out, store, order)
        return await self._elsewhere(_carry_out, store.url, order)

    async def write(self, table: Table) -> File:
        """Return a spreadsheet, or a table in Word."""
        if not self._processes:
            return await run_in_threadpool(_write, table)
        return await self._elsewhere(_write, table)

    async def _elsewhere(self, work: Callable[P, File], *args: P.args, **kwargs: P.kwargs) -> File:
        """Let a process do the work; one that was killed over it is replaced, and the work tried once more."""
        pool = self._open()
        try:
            return await wrap_future(pool.submit(work, *args, **kwargs))
        except BrokenProcessPool:
            if self._pool is pool:
                self._pool = None
            return await wrap_future(self._open().submit(work, *args, **kwargs))

    def close(self) -> None:
        """End the processes, whatever waits for them."""
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)

    def _open(self) -> ProcessPoolExecutor:
        if self._pool is None:
            # Not forked: a copy of a process that has threads may wait for ever for a lock one of them held.
            self._pool = ProcessPoolExecutor(
                self._processes, mp_context=get_context("spawn"), initializer=_give_way
            )
        return self._pool


def _write(table: Table) -> File:
    match table:
        case Book():
            content = write_book(table)
        case RoundPaper():
            content = export_round(table)
        case WhereaboutsPaper():
            content = export_whereabouts(table)
        case TranslationPaper():
            content = export_translations(table)
    return File(table.file_name, content)


def _give_way() -> None:
    """Let those who read and write go first, and end when the server does, however it ended."""
    if hasattr(os, "nice"):
        os.nice(10)
    Thread(target=_end_with_the_server, daemon=True).start()


def _end_with_the_server() -> None:
    server = parent_process()
    if server is not None:
        server.join()
        os._exit(0)


def _carry_out(url: str, order: Order) -> File:
    return carry_out(_store(url), order)


@lru_cache(maxsize=4)
def _store(url: str) -> Store:
    return Store(url)
