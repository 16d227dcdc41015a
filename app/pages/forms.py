"""Forms: what a browser sends, read once, and a refusal that undoes all it had begun."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Annotated

from fastapi import Depends, Request
from fastapi.responses import RedirectResponse
from python_multipart.multipart import parse_options_header
from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException

from app.database import get_session, get_writing_session
from app.speaking import gettext
from documents.errors import Unacceptable

FIELD = "field."  # before the address of a field, in the names of a form's inputs


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that a form lets one choose."""

    value: str
    words: str


async def read_form(request: Request) -> Mapping[str, list[str]]:
    """Return every input of a form by its name, line breaks as they are stored."""
    # A form may name the encoding of its inputs, and Python knows some that decode to what no row can hold.
    _, options = parse_options_header(request.headers.get("content-type"))
    if options.get(b"charset", b"utf-8").lower() not in (b"utf-8", b"us-ascii"):
        raise HTTPException(415, "Send the form in UTF-8.")
    form = await request.form(max_files=0)
    sent: dict[str, list[str]] = {}
    for name, text in form.multi_items():
        if isinstance(text, str):
            # Browsers send every line break as CR LF.
            sent.setdefault(name, []).append(text.replace("\r\n", "\n"))
    return sent


def asks_for_part(request: Request) -> bool:
    """Say whether a script asks, while somebody types, for what the page would show of the form: nothing is done."""
    return request.headers.get("Kelisim-Part") == "shown"


def get_form_session(request: Request) -> Iterator[Session]:
    """Give a form a session that writes, or one that only reads where a script asks for what would be shown.

    It asks at every pause in somebody's typing: nobody who writes is to wait for that.
    """
    yield from get_session(request) if asks_for_part(request) else get_writing_session(request)


AsksForPart = Annotated[bool, Depends(asks_for_part)]
ForForm = Annotated[Session, Depends(get_form_session, scope="function")]
SentForm = Annotated[Mapping[str, list[str]], Depends(read_form)]


def sent_one(form: Mapping[str, list[str]], name: str) -> str:
    """Return one input, "" where it was not sent."""
    return form.get(name, [""])[0]


def sent_day(form: Mapping[str, list[str]], name: str, now: datetime) -> datetime | None:
    """Return the end of a day that was typed, in UTC; None where none was."""
    day = sent_one(form, name).strip()
    if not day:
        return None
    try:
        date = datetime.strptime(day, "%Y-%m-%d").date()
    except ValueError:
        raise Unacceptable(
            gettext("Write the last day as 2026-04-30, or leave it empty."), field=name
        ) from None
    return datetime.combine(date, time.max, tzinfo=now.tzinfo)


def sent_moment(form: Mapping[str, list[str]], name: str) -> datetime | None:
    """Return a moment that was typed, in UTC; None where none was."""
    typed = sent_one(form, name).strip().removesuffix("Z").replace(" ", "T")
    if not typed:
        return None
    for shape in ("%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"):
        with suppress(ValueError):
            return datetime.strptime(typed, shape).replace(tzinfo=UTC)
    raise Unacceptable(gettext("Write day and time in UTC as 2026-04-24 12:00."), field=name)


def sent_deadline(form: Mapping[str, list[str]]) -> datetime:
    """Return the deadline that was typed, in UTC."""
    deadline = sent_moment(form, "deadline")
    if deadline is None:
        raise Unacceptable(gettext("Say until when."), field="deadline")
    return deadline


def sent_texts(form: Mapping[str, list[str]]) -> dict[str, str]:
    """Return the texts of a clause's fields: address -> text."""
    return {name.removeprefix(FIELD): texts[0] for name, texts in form.items() if name.startswith(FIELD)}


@contextmanager
def whole_or_nothing(session: Session) -> Iterator[None]:
    """Take back everything written inside when a rule is broken, so that the page can still be answered."""
    with session.begin_nested():
        yield
        session.flush()


def see_other(path: str) -> RedirectResponse:
    """Send the browser to a page, so that loading it again sends nothing twice."""
    return RedirectResponse(path, status_code=303)
