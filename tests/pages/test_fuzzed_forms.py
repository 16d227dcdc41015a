"""Every form of every page that a reader is led to, sent filled with nonsense: a refusal in words or a step, no error.

The forms are found by following links, as a person would; a form that is added later is tried without being named here.
"""

import random
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.database import Store
from app.identity import COOKIE, get_now
from app.models import AccountRow
from app.services.sign_ins import sign_in_to_account
from app.verifying import verify_store
from tests.app.people import Person, invited, person
from tests.pages.conftest import Site
from tests.thoroughness import IS_LONG, often

PAGES = 45  # that are opened for each reader
TRIES = 1  # for each form, and many times that in make test-long
NONSENSE = (
    "",
    " ",
    "\x00",
    "\ud800",
    "\u202e\u200b",
    "0",
    "-1",
    "9" * 400,
    "a" * 5000,
    "⟦⟧ ⟦OP 99⟧ [[]",
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "../../../etc/passwd",
    "{{7*7}}${7*7}",
    "KAZ",
    "2026-02-31",
    "name@example.org",
)
FILES = (b"", b"PK", b"PK\x03\x04" + b"\x00" * 60, b"%PDF-1.7", b"<html>", bytes(range(256)) * 40)


def forms_in(html: str) -> Iterator[tuple[str, dict[str, str], bool]]:
    """Yield of each form where it goes, what stands in it, and whether it takes a file."""
    for form in re.findall(r'<form[^>]*method="post".*?</form>', html, re.S):
        [action] = re.findall(r'<form[^>]*action="([^"]*)"', form)
        fields = dict.fromkeys(
            re.findall(r'<(?:input|select|textarea|button)[^>]*\bname="([^"]+)"', form), ""
        )
        for tag in re.findall(r"<input[^>]*>", form):
            name, value = (re.findall(rf'\b{word}="([^"]*)"', tag) for word in ("name", "value"))
            if name:
                fields[name[0]] = unescape(value[0]) if value else ""
        yield unescape(action), fields, 'type="file"' in form


def pages_of(client: TestClient, first: str) -> Iterator[tuple[str, str]]:
    """Yield pages that links lead to."""
    waiting, seen = [first], set[str]()
    while waiting and len(seen) < PAGES:
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        answer = client.get(path)
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        yield path, answer.text
        links = [unescape(one) for one in re.findall(r'href="(/[^"#]*)', answer.text)]
        # Of many clauses the first few lead to the same forms as the others.
        waiting += [
            one for one in links if not one.startswith(("/static", "/api")) and _kind(one) not in KNOWN
        ]
        KNOWN.update(_kind(one) for one in links)


KNOWN: set[str] = set()


def _kind(path: str) -> str:
    """Return what kind of page an address is: its ids and codes do not matter."""
    return re.sub(r"/[a-z2-7]{16}\b|=[^&]*", "/*", path)


def nonsense(dice: random.Random, fields: dict[str, str]) -> dict[str, Any]:
    """Fill a form: some inputs stay as they are, some are missing, some are twice, most are nonsense."""
    filled: dict[str, Any] = {}
    for name, value in fields.items():
        how = dice.random()
        if how < 0.3:
            filled[name] = value
        elif how < 0.4:
            continue
        elif how < 0.5:
            filled[name] = [_word(dice), _word(dice)]
        else:
            filled[name] = _word(dice)
    return filled


def _word(dice: random.Random) -> str:
    return dice.choice(NONSENSE).encode("utf-8", "replace").decode()


def sign_in_anew(client: TestClient, reader: Person | None) -> None:
    client.cookies.clear()
    if reader is None:
        return
    store: Store = client.app.state.store  # type: ignore[attr-defined]
    with store.writing() as session:
        account = session.get_one(AccountRow, reader.id)
        secret = sign_in_to_account(session, account=account, now=get_now())
    client.cookies.set(COOKIE, secret)


@pytest.mark.parametrize(
    "who", ["nobody", "KAZ", "UZB", "ADB", "CHAIR", "SEC"] if IS_LONG else ["nobody", "SEC"]
)
def test_nonsense_in_any_form_is_never_an_error(site: Site, who: str) -> None:
    dice = random.Random(who)
    store = site.app.state.store
    role = {"UZB": "head", "ADB": "observer", "CHAIR": "chair", "SEC": "administrator"}.get(who, "negotiator")
    reader = person(store, who, role) if who != "nobody" else None
    _, link = invited(store, "TJK", "head")
    client = TestClient(site.app, follow_redirects=False, raise_server_exceptions=False)
    KNOWN.clear()
    tried: dict[str, set[int]] = {}
    for first in ("/", f"/join/{link}", "/enter"):
        sign_in_anew(client, reader)
        for path, html in list(pages_of(client, first)):
            assert "<script>alert" not in html, path
            for action, fields, takes_file in forms_in(html):
                if _kind(action) in tried:
                    continue
                statuses = tried.setdefault(_kind(action), set())
                for _ in range(TRIES * often(1)):
                    sign_in_anew(client, reader)  # a form may have signed us out
                    sent = nonsense(dice, fields)
                    files = {"file": (_word(dice), dice.choice(FILES))} if takes_file else None
                    sent.pop("file", None)
                    answer = client.post(action, data=sent, files=files)
                    statuses.add(answer.status_code)
                    assert answer.status_code < 500, (path, action, sent, answer.text[:300])
                    assert "Traceback" not in answer.text
    least = {"nobody": 3, "KAZ": 9, "UZB": 9, "ADB": 5, "CHAIR": 9, "SEC": 12}[who]
    assert len(tried) >= least, sorted(tried)
    with store.reading() as session:
        assert list(verify_store(session)) == []
