"""What a server does before its first reader comes."""

from typing import NoReturn

import pytest

from app import getting_ready
from app.getting_ready import get_ready
from app.models import DocumentRow
from app.models.consolidated import as_consolidated_document
from documents import consolidation
from tests.pages.conftest import Site
from tests.pages.negotiation import DECLARATION, PROGRAMME


def consolidates(*_: object) -> NoReturn:
    raise AssertionError("a text was consolidated while its reader waited")


def test_the_first_reader_waits_for_no_consolidation(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    consolidation.forget_consolidations()
    assert get_ready(site.negotiation.store) == 2
    monkeypatch.setattr(consolidation, "_consolidated", consolidates)
    reader = site.client_of("KAZ")
    undisputed = f"/documents/{DECLARATION}?clause={site.negotiation.clauses['pp-agenda-2030']}"
    for page in ("/", undisputed):  # of the chosen clause alone, proposals are compared by twos
        assert reader.get(page).status_code == 200
    consolidation.forget_consolidations()
    assert reader.get(undisputed).status_code == 500


def test_a_document_that_cannot_be_made_ready_keeps_no_other_from_it(
    site: Site, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    ready = []

    def but_for_one(session: object, document: DocumentRow, **rest: object) -> object:
        if document.slug == DECLARATION:
            words = "words of somebody's text"
            raise ValueError(words)
        ready.append(document.slug)
        return as_consolidated_document(session, document, **rest)  # type: ignore[arg-type]

    monkeypatch.setattr(getting_ready, "as_consolidated_document", but_for_one)
    get_ready(site.negotiation.store)
    assert ready == [PROGRAMME]
    assert "Getting the document RES2026/DEC ready failed" in caplog.text
    assert "words of somebody's text" not in caplog.text
