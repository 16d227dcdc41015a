"""A newcomer follows one amendment from the request to the Word file through six files.

One POST and one GET are traced. The six are entered in their order, and no file that is on neither list: whoever
adds a file to the way adds it here, and says so.
"""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

from starlette.testclient import TestClient

from app.database import Store
from app.loading import DELEGATIONS, TEXTS, capacities_in, load_delegations, load_document
from app.main import create_app
from app.services.tokens import issue_token
from app.settings import Settings

PROJECT = Path(__file__).parents[1]
THE_WAY = (
    "app/routers/amendments.py",
    "app/services/amendments.py",
    "documents/amendments.py",
    "app/routers/exports.py",
    "documents/consolidation.py",
    "exporters/word/__init__.py",
)
ON_THE_WAY = {
    # who asks, what they may reach, what the answer looks like
    "app/main.py",
    "app/access.py",
    "app/access_to_people.py",
    "app/database.py",
    "app/downloads.py",
    "app/due.py",
    "app/annexing.py",
    "app/exporting.py",
    "app/orders.py",
    "app/identity.py",
    "app/keys.py",
    "app/limits.py",
    "app/paging.py",
    "app/preconditions.py",
    "app/preferring.py",
    "app/speaking.py",
    "app/presenting.py",
    "app/parameters.py",
    # rows and values
    "app/models/registry.py",
    "app/models/adoptions.py",
    "app/models/consolidated.py",
    "app/models/hashing.py",
    "app/models/lineage.py",
    "app/models/in_rounds.py",
    "app/models/subamendments.py",
    "app/models/values.py",
    "app/models/written.py",
    "app/models/writing.py",
    # parts of the service
    "app/services/adoption.py",
    "app/services/freezing.py",
    "app/services/insertions.py",
    "app/services/lateness.py",
    "app/services/places.py",
    "app/services/record.py",
    "app/services/requirements.py",
    "app/services/revisions.py",
    "app/services/silence_outcome.py",
    "app/services/sponsors.py",
    "app/services/subamendments.py",
    "app/services/wording.py",
    # the file
    "exporters/packing.py",
    # the core
    "documents/alignment.py",
    "documents/brackets.py",
    "documents/cleaning.py",
    "documents/composing.py",
    "documents/consensus.py",
    "documents/content.py",
    "documents/cuts.py",
    "documents/diff.py",
    "documents/document.py",
    "documents/errors.py",
    "documents/lineage.py",
    "documents/merge.py",
    "documents/moved_clauses.py",
    "documents/numbering.py",
    "documents/opening_words.py",
    "documents/permissions.py",
    "documents/readings.py",
    "documents/rebase.py",
    "documents/reservations.py",
    "documents/tokens.py",
    "documents/uncollected.py",
    "documents/values.py",
}


@contextmanager
def traced(entered: list[str]) -> Iterator[None]:
    """Note each file of the project when a function of it is first entered, in whatever thread begins meanwhile."""

    def note(frame: FrameType, event: str, _arg: object) -> None:
        file = Path(frame.f_code.co_filename)
        if event == "call" and file.is_relative_to(PROJECT):
            name = file.relative_to(PROJECT).as_posix()
            if name not in entered and not name.startswith((".venv/", "tests/")):
                entered.append(name)

    before = sys.gettrace()  # of a coverage tool, perhaps
    threading.settrace(note)  # routes run in worker threads, which are started after this
    sys.settrace(note)
    try:
        yield
    finally:
        sys.settrace(before)
        threading.settrace(None)  # type: ignore[arg-type]


def test_an_amendment_goes_from_the_request_to_the_word_file_through_six_files(sqlite_url: str) -> None:
    now = datetime.now(UTC)
    store = Store(sqlite_url)
    with store.writing() as session:
        load_delegations(session, DELEGATIONS, now=now)
        slug = "joint-declaration"
        load_document(
            session,
            sorted(TEXTS.glob(f"{slug}.*.md")),
            capacities=capacities_in(DELEGATIONS, slug),
            now=now,
        )
        token = issue_token(
            session, delegation="KAZ", role="negotiator", name="test", expires_at=None, now=now
        )
    store.engine.dispose()
    headers = {"Authorization": f"Bearer {token}"}
    # Imports are not entering: the application is made before anything is noted.
    app = create_app(Settings(database_url=sqlite_url, export_processes=0), duties=())
    entered: list[str] = []
    with TestClient(app, headers=headers) as warm:
        clauses = warm.get(f"/api/documents/{slug}/clauses?limit=500").json()["items"]
        clause = next(one for one in clauses if one["label"] == "OP 1")
    with traced(entered), TestClient(app, headers=headers) as client:
        tabled = client.post(
            f"/api/clauses/{clause['id']}/amendments",
            json={
                "base_revision": clause["revision"],
                "text": clause["text"].replace("Undertake", "Decide"),
                "status": "tabled",
            },
        )
        word = client.get(f"/api/documents/{slug}/export.docx?form=tracked")

    assert (tabled.status_code, word.status_code) == (201, 200)
    assert word.content.startswith(b"PK")
    assert [file for file in entered if file in THE_WAY] == list(THE_WAY)
    strangers = {
        file
        for file in entered
        if file not in THE_WAY
        and file not in ON_THE_WAY
        and not file.startswith(("app/schemas/", "exporters/word/"))
    }
    assert strangers == set()
