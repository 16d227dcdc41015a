"""LibreOffice as the press: a Word file goes in, its pages come out as PDF or the first as a picture, in turn."""

import asyncio
import json
import shutil
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

from starlette.concurrency import run_in_threadpool

from app.database import Store
from app.errors import NoPress, TooManyOrdered
from app.exporting import File, Order, Workshop
from app.identity import get_now
from app.models import PdfRow
from app.models.pdfs import SILENT, PdfState
from app.services.pdfs import A_WHILE, AT_ONCE, advance_pdf, order_pdf, watch_pdf
from documents.errors import WrongStatus, fact
from documents.permissions import Participant

CONVERTING = 180.0  # seconds before a conversion is given up
_NAMES = ("soffice", "libreoffice")
_CAMERA = "pdftoppm"  # of Poppler
_SHARPNESS = 110  # dots per inch of a picture: an A4 page is 910 wide


class Press:
    """Makes PDFs behind the answers of one server."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()  # two that share a machine's memory take longer than one after the other
        self._running: set[asyncio.Task[None]] = set()
        self._looking: Counter[str] = Counter()  # for how many pictures a delegation waits

    @property
    def draws(self) -> bool:
        """Whether this server can show how a page looks."""
        return find_office() is not None and shutil.which(_CAMERA) is not None

    async def take(self, store: Store, workshop: Workshop, participant: Participant, order: Order) -> PdfRow:
        """Enter a PDF that is ordered, and begin to make it. Raises NoPress and TooManyOrdered."""
        if find_office() is None:
            raise NoPress
        row = await run_in_threadpool(_enter, store, participant, order)
        task = asyncio.create_task(self._make(store, workshop, row.id, order))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return row

    async def show(self, store: Store, workshop: Workshop, participant: Participant, order: Order) -> File:
        """Return the first page of what is ordered as a picture. Raises NoPress, TooManyOrdered and WrongStatus."""
        if not self.draws:
            raise NoPress
        if self._looking[participant.delegation] >= AT_ONCE:
            raise TooManyOrdered(waiting=AT_ONCE, seconds=A_WHILE)
        self._looking[participant.delegation] += 1
        try:
            async with self._turn:
                word = await workshop.make(store, order)
                return await run_in_threadpool(take_picture, word)
        except (OSError, subprocess.SubprocessError) as error:
            raise WrongStatus("The page could not be drawn. Try again, or fetch the Word file.") from error
        finally:
            self._looking[participant.delegation] -= 1

    async def _make(self, store: Store, workshop: Workshop, pdf: str, order: Order) -> None:
        async def advance(state: PdfState, *, file: File | None = None, failure: str = "") -> None:
            await run_in_threadpool(_advance, store, pdf, state, file, failure)

        watching = asyncio.create_task(_watch(store, pdf))
        try:
            async with self._turn:
                await advance("writing")
                word = await workshop.make(store, order)
                await advance("converting")
                made = await run_in_threadpool(convert, word)
            await advance("done", file=made)
        except Exception as error:
            # Whoever waits must hear of it, whatever it was; the server's log has the rest.
            await advance(
                "failed", failure=fact("The pages could not be made. Try again, or fetch the Word file.")
            )
            raise error from None
        finally:
            watching.cancel()


async def _watch(store: Store, pdf: str) -> None:
    """Say again and again that somebody works on a PDF: a server that was killed says nothing."""
    while True:
        await asyncio.sleep(SILENT.total_seconds() / 4)
        await run_in_threadpool(_say_alive, store, pdf)


def _say_alive(store: Store, pdf: str) -> None:
    with store.writing() as session:
        watch_pdf(session, pdf=pdf, now=get_now())


def _enter(store: Store, participant: Participant, order: Order) -> PdfRow:
    with store.writing() as session:
        return order_pdf(session, participant=participant, document=order.document, now=order.as_of)


def _advance(store: Store, pdf: str, state: PdfState, file: File | None, failure: str) -> None:
    with store.writing() as session:
        advance_pdf(
            session,
            pdf=pdf,
            state=state,
            name=file.name if file else "",
            file=file.content if file else None,
            failure=failure,
            now=get_now(),
        )


def find_office() -> str | None:
    """Return LibreOffice's executable, None where there is none."""
    return next((found for name in _NAMES if (found := shutil.which(name))), None)


def convert(word: File, *, pages: str = "") -> File:
    """Return a Word file as PDF, all of it or some pages, such as "1".

    Raises NoPress, and OSError or subprocess errors where LibreOffice fails.
    """
    office = find_office()
    if office is None:
        raise NoPress
    options = {"UseTaggedPDF": {"type": "boolean", "value": "true"}}
    if pages:
        options["PageRange"] = {"type": "string", "value": pages}
    with tempfile.TemporaryDirectory(prefix="kelisim-pdf-") as folder:
        source = Path(folder) / "text.docx"
        source.write_bytes(word.content)
        # A profile of its own: one that another process holds makes the conversion wait, or do nothing.
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        export = f"pdf:writer_pdf_Export:{json.dumps(options)}"
        _run(office, profile, "--headless", "--norestore", "--convert-to", export, "--outdir", folder, source)
        return File(f"{Path(word.name).stem}.pdf", source.with_suffix(".pdf").read_bytes())


def take_picture(word: File) -> File:
    """Return the first page of a Word file as PNG. Raises as ``convert`` does."""
    first = convert(word, pages="1")
    with tempfile.TemporaryDirectory(prefix="kelisim-picture-") as folder:
        source = Path(folder) / "page.pdf"
        source.write_bytes(first.content)
        _run(_CAMERA, "-png", "-singlefile", "-r", str(_SHARPNESS), source, source.with_suffix(""))
        return File(f"{Path(word.name).stem}.png", source.with_suffix(".png").read_bytes())


def _run(*command: str | Path) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=CONVERTING)  # noqa: S603  (our own words and files)
