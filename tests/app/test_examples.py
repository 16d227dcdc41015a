"""The examples of the API's own description work as they are, once real ids stand where theirs do."""

from dataclasses import dataclass
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.schemas.wire import A_FINGERPRINT, AN_ID
from tests.app.cast import Room, made
from tests.app.linked import ends, linked
from tests.app.people import person
from tests.app.stated import state
from tests.app.streamlined import read_of, split, take_back
from tests.app.translated import given
from tests.importers import tracking
from tests.stores import begin_after

# Who sends it, and where; a body with fields goes to an entry of the Programme.
WAYS = {
    ("post", "/api/clauses/{clause_id}/amendments"): "UZB",
    ("post", "/api/documents/{slug}/amendments"): "UZB",
    ("patch", "/api/amendments/{amendment_id}"): "KAZ",
    ("post", "/api/amendments/{amendment_id}/sponsors"): "UZB",
    ("post", "/api/amendments/{amendment_id}/bridge"): "CHAIR",
    ("put", "/api/amendments/{amendment_id}/asked"): "KAZ",
    ("post", "/api/clauses/{clause_id}/comments"): "KAZ",
    ("post", "/api/amendments/{amendment_id}/comments"): "UZB",
    ("post", "/api/comments/{comment_id}/replies"): "UZB",
    ("put", "/api/clauses/{clause_id}/positions/{code}"): "KAZ",
    ("put", "/api/amendments/{amendment_id}/positions/{code}"): "UZB",
    ("post", "/api/documents/{slug}/positions/confirmation"): "KAZ",
    ("put", "/api/bridging-texts/{bridging_text_id}/positions/{code}"): "UZB",
    ("post", "/api/clauses/{clause_id}/bridging-texts"): "CHAIR",
    ("post", "/api/bridging-texts/{bridging_text_id}/release"): "CHAIR",
    ("post", "/api/documents/{slug}/statements"): "KAZ",
    ("patch", "/api/statements/{statement_id}"): "KAZ",
    ("post", "/api/documents/{slug}/participation"): "SEC",
    ("patch", "/api/participation/{act_id}"): "SEC",
    ("post", "/api/participation/{act_id}/strike"): "SEC",
    ("post", "/api/links"): "SEC",
    ("post", "/api/links/checks"): "SEC",
    ("post", "/api/clauses/{clause_id}/split"): "CHAIR",
    ("post", "/api/documents/{slug}/mergers"): "CHAIR",
    ("post", "/api/clauses/{clause_id}/place"): "SEC",
    ("post", "/api/streamlining/{streamlining_id}/undo"): "CHAIR",
    ("put", "/api/documents/{slug}/silence-rules"): "SEC",
    ("post", "/api/documents/{slug}/silence-procedures"): "CHAIR",
    ("post", "/api/documents/{slug}/silence-procedures/{procedure_id}/extension"): "CHAIR",
    ("post", "/api/documents/{slug}/silence-procedures/{procedure_id}/end"): "CHAIR",
    ("post", "/api/documents/{slug}/silence-procedures/{procedure_id}/objections"): "KAZ",
    ("post", "/api/clauses/{clause_id}/decisions"): "CHAIR",
    ("put", "/api/clauses/{clause_id}/status"): "CHAIR",
    ("put", "/api/clauses/{clause_id}/texts/{language}"): "SEC",
    ("post", "/api/documents/{slug}/translations/alignment"): "SEC",
    ("post", "/api/clauses/{clause_id}/translation-requests"): "KAZ",
    ("post", "/api/translation-requests/{request_id}/translation"): "SEC",
    ("post", "/api/translation-requests/{request_id}/return"): "KAZ",
    ("post", "/api/clauses/{clause_id}/corrections"): "SEC",
    ("post", "/api/documents/{slug}/rounds"): "SEC",
    ("post", "/api/rounds/{round_id}/deadline"): "SEC",
    ("post", "/api/rounds/{round_id}/close"): "SEC",
    ("post", "/api/documents/{slug}/editions"): "SEC",
    ("post", "/api/redlines/{redline_id}/confirmation"): "KAZ",
}


PEOPLES = {  # these are pasted by a person with an account, one after the other
    ("post", "/api/amendments/{amendment_id}/release"),
    ("post", "/api/statements/{statement_id}/make"),
    ("post", "/api/accounts"),
    ("patch", "/api/accounts/{account_id}"),
    ("post", "/api/passwords"),
    ("post", "/api/sign-ins"),
    ("patch", "/api/account"),
    ("put", "/api/account/password"),
    ("post", "/api/tokens"),
    ("post", "/api/accounts/{account_id}/tokens"),
    ("post", "/api/delegations"),
    ("patch", "/api/delegations/{code}"),
    ("put", "/api/house-rules"),
    ("put", "/api/documents/{slug}/participants/{code}"),
}


AGREEMENT = (  # these are pasted by the chair, one after the other
    ("post", "/api/documents/{slug}/packages"),
    ("post", "/api/packages/{package_id}/dissolve"),
    ("put", "/api/documents/{slug}/status"),
    ("post", "/api/documents/{slug}/adoption"),
    ("post", "/api/documents/{slug}/adoption/take-back"),
)


def bodies(description: dict[str, Any]) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """Return method and path -> the examples of its body."""
    found = {}
    for path, operations in description["paths"].items():
        for method, operation in operations.items():
            content = operation.get("requestBody", {}).get("content", {})
            if "application/json" in content:
                schema = content["application/json"]["schema"]
                reference = schema.get("$ref") or schema["anyOf"][0]["$ref"]
                named = description["components"]["schemas"][reference.rsplit("/", 1)[1]]
                found[method, path] = named.get("examples", [])
    return found


def sent_redline(room: Room) -> str:
    """Send a file in which somebody called Kazakhstan changed a word."""
    file = room.ask("KAZ", "GET", "/api/documents/declaration/export.docx?form=clean").content
    edited = tracking.edited(file, tracking.replace("Kazakhstan", "every year", "twice a year"))
    answer = room.client.post(
        "/api/documents/declaration/redlines",
        headers={"Authorization": f"Bearer {room.tokens['KAZ']}"},
        files={"file": ("back.docx", edited)},
    )
    redline: str = made(answer)["id"]
    return redline


def commented(room: Room) -> str:
    """Open a thread for everyone."""
    said = room.ask(
        "KAZ", "POST", room.path("OP 1", "/comments"), text="Whom does it mean?", circle="everyone"
    )
    comment: str = made(said)["id"]
    return comment


def silenced(room: Room) -> str:
    """Put OP 1 under silence."""
    clause = room.clause("OP 1")
    read = [{"clause": clause["id"], "base_revision": clause["revision"]}]
    path = "/api/documents/declaration/silence-procedures"
    opened = room.ask("CHAIR", "POST", path, clauses=read, level="agreed ad ref", hours=72)
    procedure: str = made(opened)["id"]
    return procedure


def bridged(room: Room, *, released: bool) -> str:
    """Lay a bridging text on a clause."""
    one: str = made(room.bridge("CHAIR", "OP 1", "The Parties shall cooperate;"))["id"]
    if released:
        made(room.ask("CHAIR", "POST", f"/api/bridging-texts/{one}/release", body={"everyone": True}))
    return one


def round_called(room: Room) -> str:
    """Ask for proposals on one clause."""
    body = {"kind": "proposals", "name": "First reading", "deadline": "2035-04-10T15:00:00Z"}
    clauses = [room.clause("OP 4")["id"]]
    one = room.ask("SEC", "POST", "/api/documents/declaration/rounds", body={**body, "clauses": clauses})
    called: str = made(one)["id"]
    return called


def acted(room: Room) -> dict[str, Any]:
    """Record that Kazakhstan has initialled the text."""
    body = {"act": "initialled", "day": "2025-04-25", "delegations": ["KAZ"]}
    [one] = made(room.ask("SEC", "POST", "/api/documents/declaration/participation", body=body))["items"]
    found: dict[str, Any] = one
    return found


@dataclass(frozen=True, slots=True)
class Begun:
    """What an example may name."""

    amendment: dict[str, Any]
    redline: str
    comment: str
    position: str
    bridging_text: str
    link: str
    statement: dict[str, Any]
    act: str


def begun(room: Room, *, released: bool) -> Begun:
    """Let there be one of everything; ``released``: the bridging text lies before everyone."""
    return begin_after(
        room.app.state.store,
        f"examples, {released=}",
        lambda: Begun(
            amendment=made(room.replace("KAZ", "OP 1", "2027", "2028")),
            redline=sent_redline(room),
            comment=commented(room),
            position=made(room.think("KAZ", "OP 1", "support"))["id"],
            bridging_text=bridged(room, released=released),
            link=linked(room)["id"],
            statement=made(state(room, "KAZ")),
            act=acted(room)["id"],
        ),
    )


def test_every_body_has_an_example(room: Room) -> None:
    found = bodies(room.client.get("/openapi.json").json())
    assert set(found) == set(WAYS) | PEOPLES | set(AGREEMENT)
    assert all(found.values())


@pytest.mark.parametrize(("method", "path"), list(WAYS))
def test_an_example_works_when_it_is_pasted(room: Room, method: str, path: str) -> None:
    there = begun(room, released="positions" in path)
    round_ = round_called(room) if "{round_id}" in path else ""
    procedure = silenced(room) if "procedure_id" in path else ""
    for example in bodies(room.client.get("/openapi.json").json())[method, path]:
        on_entry = "fields" in example
        clause = room.clause("1.1" if on_entry else "OP 1")
        if "undoes" in example:
            [*_, last] = room.read(f"/api/clauses/{clause['id']}/decisions")["items"]
        real = {
            "base_revision": clause["revision"],
            "aligned_to": clause["revision"],
            "after": room.clause("1.2" if on_entry else "OP 3")["id"],
            "text": there.amendment["text_id"],
            "closes": [there.amendment["id"]],
            "clauses": [clause["id"]],
            "undoes": last["id"] if "undoes" in example else None,
            "base": there.statement["hash"],
            "fingerprint": room.consolidation(clause["label"])["fingerprint"],
        }
        if path.endswith("/mergers"):
            labels = ("OP 3", "OP 4")
            read = [{"clause": room.clause(label)["id"], **read_of(room, label)} for label in labels]
            example = {**example, "clauses": read}
        if path.endswith("/silence-procedures"):
            example = {**example, "clauses": [{"clause": clause["id"], "base_revision": clause["revision"]}]}
        if path.endswith("/objections"):
            example = {**example, "clauses": [clause["id"]]}
        if "positions" in example:
            example = {"positions": [{"position": there.position, "base_revision": clause["revision"]}]}
        if "links" in example:
            both = ends(room, "1.1", "OP 1")
            read = {name: text for name, text in both.items() if name.endswith("_revision")}
            example = {"links": [{"link": there.link, **read} if path.endswith("checks") else both]}
        if path.endswith("/translations/alignment"):
            aligned = room.read(f"/api/clauses/{clause['id']}?language=ru")["revision"]
            read = {"clause": clause["id"], "aligned_to": clause["revision"], "base_revision": aligned}
            example = {**example, "texts": [{**example["texts"][0], **read}]}
        body = {
            name: real[name] if value in (AN_ID, [AN_ID], A_FINGERPRINT) else value
            for name, value in example.items()
        }
        address = path.format(
            clause_id=clause["id"],
            slug="programme" if on_entry else "declaration",
            amendment_id=there.amendment["id"],
            language="ru",
            redline_id=there.redline,
            comment_id=there.comment,
            code=WAYS[method, path],
            bridging_text_id=there.bridging_text,
            streamlining_id=made(split(room, "OP 4", "The Parties", "shall report."))["id"]
            if "streamlining" in path
            else "",
            round_id=round_,
            procedure_id=procedure,
            statement_id=there.statement["id"],
            act_id=there.act,
            request_id=given(room).rsplit("/", 1)[1] if "request_id" in path else "",
        )
        made(room.ask(WAYS[method, path], method.upper(), address, body=body))
        _take_back(room, path, clause, body)


def _take_back(room: Room, path: str, clause: dict[str, Any], body: dict[str, Any]) -> None:
    """Clear the way for the next example, where two of them cannot stand together."""
    if path.endswith("{clause_id}/amendments"):
        [*_, own] = room.read("/api/amendments?delegation=UZB", "UZB")["items"]
        made(room.ask("UZB", "POST", f"/api/amendments/{own['id']}/withdraw"))
    if path.endswith("/split"):
        found = room.read("/api/documents/declaration/streamlining")["items"]
        act = next(one for one in found if one["act"] == "split" and not one["undone_by"])
        made(take_back(room, act))
    if path.endswith("/decisions") and ("choices" in body or "text" in body):
        [*_, last] = room.read(f"/api/clauses/{clause['id']}/decisions")["items"]
        made(room.undo("OP 1", last["id"]))


def test_the_examples_of_agreement_work_one_after_the_other(room: Room) -> None:
    found = bodies(room.client.get("/openapi.json").json())
    first, second = room.clause("OP 1"), room.clause("OP 3")
    agreed = [{"clause": one["id"], "base_revision": one["revision"]} for one in (first, second)]
    real: dict[str, Any] = {"package": None, "edition": None}
    for method, path in AGREEMENT:
        [example] = found[method, path]
        clauses = agreed if "level" in example else [first["id"], second["id"]]
        body = {**example, **({"clauses": clauses} if "clauses" in example else {})}
        if "edition" in body:
            made(room.agree_all("agreed in plenary"))
            body["edition"] = room.issue()["id"]
        address = path.format(slug="declaration", package_id=real["package"])
        answer = made(room.ask("CHAIR", method.upper(), address, body=body))
        real["package"] = answer.get("id", real["package"])


@pytest.mark.parametrize(("method", "path"), list(WAYS))
def test_whoever_is_signed_in_pastes_the_first_example_as_it_is(room: Room, method: str, path: str) -> None:
    begun(room, released="positions" in path)
    if "streamlining" in path:
        made(split(room, "OP 4", "The Parties", "shall report."))
    if "{round_id}" in path:
        round_called(room)
    if "procedure_id" in path:
        silenced(room)
    if "request_id" in path:
        given(room)
    # Of what the chair alone has before it, the chair alone gets an example.
    description = room.read(
        "/openapi.json", "CHAIR" if path.endswith("/release") and "bridging" in path else "KAZ"
    )
    parameters = description["paths"][path][method].get("parameters", [])
    places = {one["name"]: one.get("example", "ru") for one in parameters if one["in"] == "path"}
    answer = room.ask(
        WAYS[method, path],
        method.upper(),
        path.format(**places | {"code": WAYS[method, path]}),
        body=bodies(description)[method, path][0],
    )
    assert answer.status_code in (200, 201), answer.text


def test_the_examples_of_people_work_one_after_the_other(room: Room) -> None:
    found = bodies(room.client.get("/openapi.json").json())
    office, delegate, head = (TestClient(room.app) for _ in range(3))
    person(room.app.state.store, "UZB", "head").take(head)
    person(room.app.state.store, "SEC", "administrator").take(office)
    invited = made(office.post("/api/accounts", json=found["post", "/api/accounts"][0]))
    [chosen] = found["post", "/api/passwords"]
    secret = invited["link"].rsplit("/", 1)[1]
    assert delegate.post("/api/passwords", json={**chosen, "secret": secret}).status_code == 204
    [signed] = found["post", "/api/sign-ins"]
    assert delegate.post("/api/sign-ins", json=signed).status_code == 204
    for method, path in (
        ("patch", "/api/account"),
        ("put", "/api/account/password"),
        ("post", "/api/tokens"),
    ):
        [example] = found[method, path]
        assert delegate.request(method, path, json=example).status_code in (200, 201, 204)
    [new] = found["post", "/api/delegations"]
    made(office.post("/api/delegations", json=new))
    for method, path, client in (
        ("patch", f"/api/delegations/{new['code']}", office),
        ("put", "/api/house-rules", head),
        ("put", f"/api/documents/declaration/participants/{new['code']}", office),
    ):
        template = path.replace(new["code"], "{code}").replace("declaration", "{slug}")
        [example] = found[method, template]
        made(client.request(method, path, json=example))
    draft = made(room.replace("UZB", "OP 1", "2027", "2028", status="draft"))
    [read] = found["post", "/api/amendments/{amendment_id}/release"]
    assert set(read) == {"text"}
    made(head.post(f"/api/amendments/{draft['id']}/release", json={"text": draft["text_id"]}))
    said = made(state(room, "UZB"))
    [read] = found["post", "/api/statements/{statement_id}/make"]
    assert set(read) == {"base"}
    made(head.post(f"/api/statements/{said['id']}/make", json={"base": said["hash"]}))
    account = f"/api/accounts/{invited['account']['id']}"
    [token] = found["post", "/api/accounts/{account_id}/tokens"]
    made(office.post(f"{account}/tokens", json=token))
    for example in found["patch", "/api/accounts/{account_id}"]:
        made(office.patch(account, json=example))
    assert office.get(account).json()["closed_at"] is not None


def test_whoever_is_not_signed_in_is_given_no_id(room: Room) -> None:
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    public = room.client.get("/openapi.json").text
    assert AN_ID in public
    assert room.clause("OP 1")["id"] not in public
    assert room.clause("OP 1")["id"] in room.ask("UZB", "GET", "/openapi.json").text
