"""The cast and the two small texts that the tests of the API negotiate.

The cast is the same everywhere: five States, of which KAZ proposes, UZB objects, TJK asks its capital and TKM
only watches; three agencies that observe the Declaration and negotiate the Programme; an observer; the chair and
the secretariat. Its texts are small, so that a test can say them in full.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from fastapi import FastAPI
from httpx2 import Response
from starlette.testclient import TestClient

from app.database import Store
from app.services.delegations import add_delegation
from app.services.documents import import_document
from app.services.tokens import issue_token
from documents.permissions import Capacity
from documents.source import read_source
from tests.stores import close_file

STATES = ("KAZ", "KGZ", "TJK", "TKM", "UZB")
AGENCIES = ("UNEP", "FAO", "UNDP")
KINDS = {"SEC": "secretariat", "CHAIR": "chair", "ADB": "observer"} | dict.fromkeys(AGENCIES, "agency")
DEMONSTRATED = datetime(2026, 4, 1, tzinfo=UTC)  # when the demonstration of the tests is loaded
ROLES = {"UZB": "head", "ADB": "observer", "CHAIR": "chair", "SEC": "secretariat"}  # negotiator: all others
CAST = ("SEC", "CHAIR", *STATES, *AGENCIES, "ADB")
NAMES = {"KAZ": "Kazakhstan", "UZB": "Uzbekistan", "SEC": "Secretariat", "CHAIR": "Chair"}

DECLARATION = """---
slug: declaration
symbol: RES2026/DEC
language: en
negotiated: en
numbering: declaration
title: Declaration on water
notice: Written for a test.
---
== title title
Declaration on water
== preambular pp-resolution
Recalling resolution 78/147,
== preambular pp-rivers
Recognizing that rivers know no borders,
== heading h-water
Water
== operative op-water
The Parties shall cooperate fully on water by 2027;
== operative op-data
The Parties shall share data:
== sub_item op-data-air
on air;
== sub_item op-data-soil
on soil;
== operative op-meet
The Parties shall meet in Astana every year;
== operative op-report
The Parties shall report.
"""

DECLARATION_IN_RUSSIAN = """---
slug: declaration
symbol: RES2026/DEC
language: ru
negotiated: en
numbering: declaration
title: Декларация о воде
notice: Написано для испытания.
---
== title title
Декларация о воде
== preambular pp-resolution
Ссылаясь на резолюцию 78/147,
== preambular pp-rivers
Признавая, что реки не знают границ,
== heading h-water
Вода
== operative op-water
Стороны полностью сотрудничают в вопросах воды к 2027 году;
== operative op-data
Стороны обмениваются данными:
== sub_item op-data-air
о воздухе;
== sub_item op-data-soil
о почве;
== operative op-meet
Стороны встречаются в Астане ежегодно;
== operative op-report
Стороны отчитываются.
"""

PROGRAMME = """---
slug: programme
symbol: RES2026/PRO
language: en
negotiated: en
numbering: programme
title: Programme on glaciers
---
== title title
Programme on glaciers
== chapter ch-climate
Climate
== entry e-glaciers
code: CL-01
title: Watching glaciers
objective: Know how fast glaciers melt.
lead_agency: UNEP
start: 2026
end: 2030
indicators:
  a | Stations | stations | 4 | 2025 | 12 | 2030 | Reports
budget: USD 5 million
funding:
  a | Green Climate Fund | USD 3 million | pledged
== entry e-methane
code: CL-02
title: Less methane
budget: USD 2 million
== chapter ch-food
Food
== entry e-seeds
code: FO-01
title: Better seeds
"""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A database in which the negotiation may begin, and the tokens of the cast."""

    url: str
    tokens: Mapping[str, str]


def prepare(database_url: str) -> Prepared:
    """Enter the cast, give everyone a token, and load both texts."""
    store = Store(database_url)
    now = datetime.now(UTC)
    tokens = {}
    with store.writing() as session:
        for ordinal, code in enumerate(CAST):
            add_delegation(
                session,
                code=code,
                kind=KINDS.get(code, "state"),
                names={"en": NAMES.get(code, code)},
                ordinal=ordinal,
                now=now,
            )
            tokens[code] = issue_token(
                session, delegation=code, role=role_of(code), name="test", expires_at=None, now=now
            )
        for text, in_russian in ((DECLARATION, DECLARATION_IN_RUSSIAN), (PROGRAMME, None)):
            import_document(
                session,
                negotiated=read_source(text, file="text.en.md"),
                aligned=[("text.ru.md", read_source(in_russian, file="text.ru.md"))] if in_russian else [],
                participations=capacities(agencies="observes" if in_russian else "negotiates"),
                now=now,
            )
    close_file(store)
    return Prepared(database_url, tokens)


def role_of(code: str) -> str:
    """Return the role in which a member of the cast speaks."""
    return ROLES.get(code, "negotiator")


def capacities(*, agencies: Capacity) -> dict[str, Capacity]:
    """Return who takes part in a document, the agencies in a capacity of theirs."""
    return {
        **dict.fromkeys(STATES, "negotiates"),
        **dict.fromkeys(AGENCIES, agencies),
        "ADB": "observes",
    }


@dataclass(frozen=True, slots=True)
class Room:
    """Everyone at one table. A clause is called by its label, or by its text where it carries none."""

    app: FastAPI
    client: TestClient
    url: str
    tokens: Mapping[str, str]
    declaration: str = "declaration"  # the slugs of both texts
    programme: str = "programme"

    def ask(
        self,
        who: str,
        method: str,
        path: str,
        headers: Mapping[str, str] | None = None,
        body: Mapping[str, Any] | None = None,
        **members: Any,
    ) -> Response:
        """Send a request in somebody's name; what is named besides is the body."""
        content = {**(body or {}), **members}
        return self.client.request(
            method,
            path,
            headers={"Authorization": f"Bearer {self.tokens[who]}", **(headers or {})},
            **({"json": content} if content or body is not None else {}),
        )

    def join(self, who: str, amendment: str) -> Response:
        """Stand behind an amendment, given by its address, in the text that it has."""
        text = self.read(amendment, who)["text_id"]
        return self.ask(who, "POST", f"{amendment}/sponsors", text=text)

    def release(self, who: str, amendment: str) -> Response:
        """Release a draft, given by its address, in the text that it has."""
        text = self.read(amendment, who)["text_id"]
        return self.ask(who, "POST", f"{amendment}/release", text=text)

    def read(self, path: str, who: str = "SEC") -> Any:
        """Return what somebody reads there."""
        answer = self.ask(who, "GET", path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def home(self, rest: str = "", document: str | None = None) -> str:
        """Return the address of a document, of the Declaration by default."""
        return f"/api/documents/{document or self.declaration}{rest}"

    def clauses(self, document: str | None = None, who: str = "SEC") -> list[dict[str, Any]]:
        """Return the clauses of a document in the order of its text."""
        path = self.home("/clauses?limit=500", document)
        items: list[dict[str, Any]] = self.read(path, who)["items"]
        return items

    def clause(self, label: str, who: str = "SEC", document: str | None = None) -> dict[str, Any]:
        """Return a clause by its label; "1.1" is an entry of the Programme."""
        home = document or (self.programme if label[0].isdigit() else self.declaration)
        found: dict[str, Any] = next(
            one for one in self.clauses(home, who) if label in (one["label"], one["text"])
        )
        return found

    def labels(self, document: str | None = None, who: str = "SEC") -> list[str]:
        """Return the labels of a document in the order of its text, texts where there is none."""
        return [one["label"] or one["text"] for one in self.clauses(document, who)]

    def path(self, label: str, rest: str = "") -> str:
        """Return the address of a clause."""
        return f"/api/clauses/{self.clause(label)['id']}{rest}"

    def propose(self, who: str, label: str, **members: Any) -> Response:
        """File an amendment on the present text, tabled unless it says otherwise."""
        clause = self.clause(label)
        return self.ask(
            who,
            "POST",
            f"/api/clauses/{clause['id']}/amendments",
            **{"base_revision": clause["revision"], "status": "tabled", **members},
        )

    def replace(self, who: str, label: str, old: str, new: str, **members: Any) -> Response:
        """Propose other words for some words of a paragraph."""
        text = self.clause(label)["text"]
        assert text.count(old) == 1
        return self.propose(who, label, text=text.replace(old, new), **members)

    def insert(self, who: str, after: str | None, text: str, **members: Any) -> Response:
        """Propose a new clause of the Declaration."""
        return self.ask(
            who,
            "POST",
            self.home("/amendments"),
            **{
                "after": self.clause(after)["id"] if after else None,
                "text": text,
                "status": "tabled",
                **members,
            },
        )

    def think(
        self, who: str, label: str, stance: str, *, of: Any = None, code: str = "", **members: Any
    ) -> Response:
        """Take a position on the present text of a clause, or ``of`` an amendment to it; for ``code``, if given."""
        clause = self.clause(label, who)
        path = f"/api/amendments/{of['id']}" if of else f"/api/clauses/{clause['id']}"
        read = {"text": self.read(path, who)["text_id"]} if of else {}
        return self.ask(
            who,
            "PUT",
            f"{path}/positions/{code or who}",
            **{"stance": stance, "base_revision": clause["revision"], **read, **members},
        )

    def bridge(self, who: str, label: str, text: str, **members: Any) -> Response:
        """Propose a bridging text on the present text of a paragraph."""
        clause = self.clause(label, who)
        return self.ask(
            who,
            "POST",
            f"/api/clauses/{clause['id']}/bridging-texts",
            **{"text": text, "base_revision": clause["revision"], **members},
        )

    def consolidation(self, label: str, who: str = "CHAIR", query: str = "") -> Any:
        """Return a clause with everything that is tabled on it."""
        return self.read(self.path(label, f"/consolidation{query}"), who)

    def decide(self, label: str, **verdict: Any) -> Response:
        """Decide in the chair's name on what is proposed now."""
        seen = self.consolidation(label)
        return self.ask(
            "CHAIR",
            "POST",
            f"/api/clauses/{seen['clause']}/decisions",
            **{"fingerprint": seen["fingerprint"], **verdict},
        )

    def undo(self, label: str, decision: str, **members: Any) -> Response:
        """Take a decision back in the chair's name."""
        return self.ask("CHAIR", "POST", self.path(label, "/decisions"), undoes=decision, **members)

    def agree(self, label: str, level: str, **members: Any) -> Response:
        """Take an agreement level on the present text in the chair's name."""
        clause = self.clause(label)
        return self.ask(
            "CHAIR",
            "PUT",
            f"/api/clauses/{clause['id']}/status",
            **{"level": level, "base_revision": clause["revision"], **members},
        )

    def standing(self, label: str, who: str = "SEC") -> dict[str, Any]:
        """Return where a clause stands, and what stands against its next level."""
        found: dict[str, Any] = self.read(self.path(label, "/standing"), who)
        return found

    def agree_all(
        self,
        level: str,
        labels: Sequence[str] | None = None,
        *,
        document: str | None = None,
        **members: Any,
    ) -> Response:
        """Take a level on several clauses of a document in one act: by default on all that stand."""
        chosen = [
            {"clause": one["id"], "base_revision": one["revision"]}
            for one in self.clauses(document)
            if labels is None or one["label"] in labels
        ]
        body = {"level": level, "clauses": chosen, **members}
        return self.ask("CHAIR", "PUT", self.home("/status", document), body=body)

    def package(self, *labels: str, **members: Any) -> Response:
        """Hold clauses of the Declaration together in the chair's name."""
        clauses = [self.clause(label)["id"] for label in labels]
        body = {"name": "Water and soil", "clauses": clauses, **members}
        return self.ask("CHAIR", "POST", self.home("/packages"), body=body)

    def adopt(self, edition: str, *, document: str | None = None, **members: Any) -> Response:
        """Record the adoption of a document in the chair's name."""
        body = {"edition": edition, "place": "Astana", "body": "the Heads of State", **members}
        return self.ask("CHAIR", "POST", self.home("/adoption", document), body=body)

    def correct(self, label: str, old: str, new: str, **members: Any) -> Response:
        """Correct a slip in the secretariat's name."""
        clause = self.clause(label)
        return self.ask(
            "SEC",
            "POST",
            f"/api/clauses/{clause['id']}/corrections",
            **{
                "base_revision": clause["revision"],
                "text": clause["text"].replace(old, new),
                "reason": "a slip",
                **members,
            },
        )

    def issue(self, document: str | None = None, kind: str = "rolling text") -> dict[str, Any]:
        """Issue an edition in the secretariat's name."""
        answer = self.ask("SEC", "POST", self.home("/editions", document), kind=kind)
        assert answer.status_code == 201, answer.text
        issued: dict[str, Any] = answer.json()
        return issued


def sign_in(client: TestClient, token: str) -> None:
    """Sign a browser in with a token."""
    answer = client.post("/enter/token", data={"token": token}, follow_redirects=False)
    assert answer.status_code == 303, answer.text


def made(answer: Response) -> dict[str, Any]:
    """Return what was created or changed; a refusal fails the test with its sentence."""
    assert answer.status_code in (200, 201), answer.text
    body: dict[str, Any] = answer.json()
    return body


def refusal(answer: Response) -> tuple[int, str]:
    """Return status and rule of a refusal: (409, "stale-base")."""
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    body = answer.json()
    assert (body["status"], bool(body["detail"]), bool(body["title"])) == (answer.status_code, True, True)
    return answer.status_code, body["type"].removeprefix("/problems/")
