"""Stores of any size to measure on: paragraphs of our own vocabulary, delegations, amendments."""

import random
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from fastapi import FastAPI
from sqlalchemy import select
from starlette.testclient import TestClient

from app.database import Store, migrate
from app.loading import DELEGATIONS, load_delegations
from app.main import create_app
from app.models import ClauseRow, DocumentRow
from app.models.values import as_clauses
from app.services.amendments import propose_amendment
from app.services.documents import import_document
from app.services.tokens import issue_token
from app.services.wording import clean_wording
from app.settings import Settings
from documents.amendments import Participant
from documents.source import Source, SourceClause
from documents.tokens import tokenize

STATES = ("KAZ", "KGZ", "TJK", "TKM", "UZB")
VOCABULARY = (
    "the Parties shall cooperate fully and effectively in the field of water energy climate data glaciers to "
    "establish by 2028 a regional network for monitoring and early warning with due regard to national plans"
)
WORDS = tokenize(VOCABULARY)[::2]


def paragraph(chance: random.Random, words: int) -> str:
    """Return a paragraph of so many words."""
    return "Decide " + " ".join(chance.choice(WORDS) for _ in range(words - 1)) + ";"


def reworded(chance: random.Random, text: str, share: float = 0.05) -> str:
    """Return a text in which a share of the words is another."""
    words = text.split(" ")
    for _ in range(max(1, round(share * len(words)))):
        words[chance.randrange(1, len(words))] = chance.choice(
            ("should", "may", "promptly", "2030", "jointly")
        )
    return " ".join(words)


class Room:
    """A system with one document of so many clauses, and a client that speaks for Kazakhstan."""

    def __init__(self, clauses: int, *, words: int = 60) -> None:
        self.chance = random.Random(clauses)  # the same texts in every run
        self.folder = tempfile.TemporaryDirectory()
        url = f"sqlite:///{Path(self.folder.name) / 'room.db'}"
        migrate(url)
        self.store = Store(url)
        self.now = datetime.now(UTC)
        source = Source(
            slug="text",
            symbol="TEXT",
            title="A text",
            language="en",
            negotiated_language="en",
            numbering="declaration",
            notice="",
            clauses=tuple(
                SourceClause(f"c{n}", "operative", None, {"text": paragraph(self.chance, words)}, n)
                for n in range(clauses)
            ),
        )
        with self.store.writing() as session:
            load_delegations(session, DELEGATIONS, now=self.now)
            import_document(
                session,
                negotiated=source,
                aligned=[],
                participations=dict.fromkeys(STATES, "negotiates"),
                now=self.now,
            )
            token = issue_token(
                session, delegation="KAZ", role="negotiator", name="bench", expires_at=None, now=self.now
            )
            document = session.scalars(select(DocumentRow)).one()
            self.clauses = [one.clause for one in as_clauses(session, document)]
        app = create_app(Settings(database_url=url))

        @app.get("/bare")
        def bare() -> dict[str, str]:
            """Answer as little as a framework can."""
            return {"hello": "world"}

        self.app: FastAPI = app
        self.client = TestClient(app, headers={"Authorization": f"Bearer {token}"})

    def amend(self, clauses: int, delegations: tuple[str, ...] = STATES) -> None:
        """Let each delegation table an amendment to the first so many clauses."""
        with self.store.writing() as session:
            document = session.scalars(select(DocumentRow)).one()
            for clause in self.clauses[:clauses]:
                row = session.get_one(ClauseRow, clause.id)
                for number, code in enumerate(delegations):
                    propose_amendment(
                        session,
                        participant=Participant(code, "negotiator"),
                        clause=row,
                        document=document,
                        kind="replace",
                        wording=clean_wording("operative", {"text": reworded(self.chance, clause.text)}),
                        language=None,
                        base_revision=clause.revision,
                        tabled=True,
                        now=self.now + timedelta(seconds=number),
                    )

    def get(self, path: str) -> object:
        """Read something; an answer that is not 200 ends the benchmark."""
        answer = self.client.get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"{path}: {answer.status_code} {answer.text}")
        return answer

    def table(self) -> object:
        """Table an amendment for Kazakhstan, to a clause of the second half."""
        clause = self.clauses[self.chance.randrange(len(self.clauses) // 2, len(self.clauses))]
        answer = self.client.post(
            f"/api/clauses/{clause.id}/amendments",
            json={"base_revision": clause.revision, "kind": "delete", "status": "tabled"},
        )
        if answer.status_code != 201:
            raise RuntimeError(answer.text)
        return answer
