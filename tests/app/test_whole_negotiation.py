"""The Joint Declaration from its zero draft to its adoption, as those who negotiate it would go through it.

One test over the API alone, with the zero drafts of the project, the whole cast and a clock that is handed in: a
round of comments and two of proposals, what comes late, an edition between them, a split, a bridging text, a package, a
silence that is broken and one that is not, both languages, the adoption, the copies that are signed, the record behind
it all.
"""

from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest

from app.backups import back_up, restore
from app.checking_files import check_file
from app.database import Store
from app.verifying import verify_store
from importers.word.redline import WordFile
from tests.app.cast import Room, made, refusal
from tests.app.played_agreement import (
    a_silence_is_broken,
    a_silence_is_kept,
    clauses_are_agreed,
    everything_is_agreed,
    the_declaration_is_adopted,
)
from tests.app.played_readings import (
    a_bridge_is_built,
    a_clause_becomes_two,
    comments_are_asked_for,
    proposals_are_asked_for,
    the_chair_decides,
    the_text_is_issued_again,
    the_zero_draft_is_issued,
    what_comes_late_is_refused,
)


@pytest.fixture
def room(summit: Room) -> Room:
    """Let whatever asks for the room find the Summit."""
    return summit


def test_a_declaration_is_negotiated_from_its_zero_draft_to_its_adoption(
    summit: Room, tools: None, elsewhere: str, tmp_path: Path
) -> None:
    the_zero_draft_is_issued(summit)
    comments_are_asked_for(summit)
    proposals_are_asked_for(summit)
    the_chair_decides(summit)
    a_bridge_is_built(summit)
    a_clause_becomes_two(summit)
    the_text_is_issued_again(summit)
    what_comes_late_is_refused(summit)
    clauses_are_agreed(summit)
    a_silence_is_broken(summit)
    a_silence_is_kept(summit)
    everything_is_agreed(summit)
    edition = the_declaration_is_adopted(summit)
    its_copies_are_made_out(summit, edition)
    its_states_sign(summit)
    its_record_is_true(summit, elsewhere, tmp_path)


def its_copies_are_made_out(summit: Room, edition: dict[str, Any]) -> None:
    """In both languages, the host's copy with the host first; nothing in it is open, and it is the edition."""
    states = {
        "en": ["For Kazakhstan", "For Kyrgyzstan", "For Tajikistan", "For Turkmenistan", "For Uzbekistan"],
        "ru": ["Казахстан", "Кыргызстан", "Таджикистан", "Туркменистан", "Узбекистан"],
    }
    for language, names in states.items():
        for host, expected in (("KAZ", names), ("UZB", [names[-1], *names[:-1]])):
            query = f"form=clean&language={language}&edition={edition['id']}&alternat={host}"
            answer = summit.ask("TJK", "GET", summit.home(f"/export.docx?{query}"))
            assert answer.status_code == 200, answer.text
            file = docx.Document(BytesIO(answer.content))
            lines = [
                one.text.strip()
                for one in file.tables[-1].cell(0, 0).paragraphs
                if one.style.style_id == "Signature"
            ]
            assert lines == expected
            text = "\n".join(one.text for one in file.paragraphs)
            assert "[" not in text and "]" not in text
            with summit.app.state.store.reading() as session:
                assert check_file(session, WordFile(answer.content), symbol=None)[1] == []
    certificate = summit.read(f"/api/editions/{edition['id']}/certificate", "ADB")
    assert (sorted(certificate["texts"]), certificate["edition"]["hash"]) == (["en", "ru"], edition["hash"])


def its_states_sign(summit: Room) -> None:
    """What they state on the occasion, and who has signed, stands in the annex of the clean text."""
    words = {
        "en": "Turkmenistan understands OP 8 within its law.",
        "ru": "Туркменистан понимает п. 8 в рамках своего закона.",
    }
    body = {"kind": "interpretative declaration", "texts": words, "clauses": [summit.clause("OP 8")["id"]]}
    drafted = made(summit.ask("TKM", "POST", summit.home("/statements"), body=body))
    assert summit.read(summit.home("/statements"), "KAZ")["items"] == []
    making = f"/api/statements/{drafted['id']}/make"
    assert refusal(summit.ask("TKM", "POST", making, base=drafted["hash"])) == (403, "not-permitted")
    made(summit.ask("TKM-HEAD", "POST", making, base=drafted["hash"]))
    states = ["KAZ", "KGZ", "TJK", "TKM", "UZB"]
    day = summit.read(summit.home("/adoption"), "KAZ")["adopted_at"][:10]
    for done in ("adopted", "signed"):
        signed = {"act": done, "day": day, "delegations": states}
        made(summit.ask("SEC", "POST", summit.home("/participation"), body=signed))
    for language, said in words.items():
        answer = summit.ask("ADB", "GET", summit.home(f"/export.docx?form=clean&language={language}"))
        text = "\n".join(one.text for one in docx.Document(BytesIO(answer.content)).paragraphs)
        assert said in text
    parts = summit.read(summit.home("/participation"), "ADB")["parts"]
    done = {one["delegation"]: [act["act"] for act in one["acts"]] for one in parts}
    assert done == {code: ["adopted", "signed"] for code in states}


def its_record_is_true(summit: Room, elsewhere: str, tmp_path: Path) -> None:
    """Every row is what its event says, here and where a backup was brought back."""
    back_up(summit.url, tmp_path / "closing.backup")
    restore(elsewhere, tmp_path / "closing.backup")
    for url in (summit.url, elsewhere):
        store = Store(url)
        with store.reading() as session:
            assert [str(one) for one in verify_store(session)] == []
        store.engine.dispose()
