"""What everybody can see a participant do, and what a delegation does for itself: acts of a negotiation that is played.

Two numbers choose for each act on what it falls.
"""

from collections.abc import Callable, Mapping
from typing import Any

from httpx2 import Response
from starlette.testclient import TestClient

from documents.positions import STANCES
from documents.statements import STATEMENT_KINDS
from tests.app.cast import Room
from tests.app.people import PASSWORD
from tests.app.redlined import confirm, export, send
from tests.importers import tracking

WORDS = ("fully", "zealously", "in good faith", "at once")
NOBODY = "a" * 16
OWN = "circle=delegation&delegation=KAZ"


def _clause(room: Room, number: int) -> dict[str, Any]:
    labelled = [one for one in room.clauses() if one["label"]]
    return labelled[number % len(labelled)]


def _changed(clause: Mapping[str, Any], number: int) -> str:
    words = clause["text"].split(" ")
    words.insert(1 + number % len(words), WORDS[number % len(WORDS)])
    return " ".join(words)


def _other(number: int) -> str:
    return ("UZB", "TJK", "KGZ")[number % 3]


def _open(room: Room, who: str, status: str, number: int) -> str:
    items = room.read(f"/api/amendments?document=declaration&delegation={who}&status={status}", who)["items"]
    return items[number % len(items)]["id"] if items else NOBODY


def _with_text(room: Room, who: str, amendment: str, step: str) -> Response:
    """Take a step on an amendment in the text that it has, where there is one."""
    path = f"/api/amendments/{amendment}"
    text = room.ask(who, "GET", path).json().get("text_id", NOBODY)
    return room.ask(who, "POST", f"{path}/{step}", text=text)


def _propose(room: Room, who: str, one: int, other: int, **facts: Any) -> Response:
    clause = _clause(room, one)
    wanted = {"text": _changed(clause, other)} if "kind" not in facts else {}
    return room.ask(
        who,
        "POST",
        f"/api/clauses/{clause['id']}/amendments",
        body={"base_revision": clause["revision"], "status": "tabled", **wanted, **facts},
    )


def _amend(room: Room, who: str, one: int, other: int, status: str) -> Response:
    """Amend an amendment of another delegation; who stands behind it, or behind none, is refused."""
    home = "/api/amendments?document=declaration&status=tabled"
    items = [
        item
        for item in room.read(home, who)["items"]
        if item["kind"] == "replace" and item["delegation"] != who and item["amends"] is None
    ]
    if not items:
        return _propose(room, who, one, other, status=status, amends=NOBODY)
    amended = items[one % len(items)]
    revision = room.read(f"/api/clauses/{amended['clause']}", who)["revision"]
    wanted = _changed({**amended, "text": amended["present"]["text"]["text"]}, other + 1)
    body = {"base_revision": revision, "text": wanted, "amends": amended["text_id"], "status": status}
    return room.ask(who, "POST", f"/api/clauses/{amended['clause']}/amendments", body=body)


def _insert(room: Room, who: str, one: int, other: int, status: str) -> Response:
    text = f"The Parties shall act {WORDS[other % len(WORDS)]} {other};"
    return room.ask(
        who,
        "POST",
        "/api/documents/declaration/amendments",
        body={"after": _clause(room, one)["id"], "text": text, "status": status},
    )


def _decide(room: Room, one: int, other: int) -> Response:
    tabled = room.read("/api/amendments?document=declaration&status=tabled")["items"]
    if not tabled:
        return room.ask("CHAIR", "GET", "/health")
    clause = tabled[one % len(tabled)]["clause"]
    seen = room.read(f"/api/clauses/{clause}/consolidation", "CHAIR")
    adopts = [a["id"] for a in seen["amendments"] if a["kind"] != "replace"][:1] if other % 2 else []
    text = {} if adopts else {"text": _changed(room.read(f"/api/clauses/{clause}"), other)}
    return room.ask(
        "CHAIR",
        "POST",
        f"/api/clauses/{clause}/decisions",
        body={"fingerprint": seen["fingerprint"], "adopts": adopts, **text},
    )


def _agree(room: Room, one: int, _other: int) -> Response:
    clause = _clause(room, one)
    return room.ask(
        "CHAIR",
        "PUT",
        f"/api/clauses/{clause['id']}/status",
        body={"level": "agreed ad ref", "base_revision": clause["revision"]},
    )


def _file_for_a_delegation(room: Room, one: int, other: int) -> Response:
    """Let the secretariat file what it received from a delegation that may have drafts of its own."""
    edit = tracking.insert_after("KAZ", "Parties shall", f" {WORDS[other % len(WORDS)]}")
    sent = send(room, "SEC", tracking.edited(export(room, "clean", who="SEC"), edit), name=f"{one}.docx")
    return confirm(room, "SEC", sent.json().get("id", NOBODY), {"KAZ": "KAZ"})


def _redline(room: Room, one: int, other: int) -> Response | None:
    edit = tracking.insert_after("KAZ", "Parties shall", f" {WORDS[other % len(WORDS)]}")
    back = send(room, "KAZ", tracking.edited(export(room, "clean", who="KAZ"), edit), name=f"{one}.docx")
    if back.status_code == 201 and other % 2:
        confirm(room, "KAZ", back.json()["id"], {"KAZ": "KAZ"})
    return None


def _comment(room: Room, who: str, one: int, circle: str, other: int) -> Response:
    path = f"/api/clauses/{_clause(room, one)['id']}/comments"
    return room.ask(
        who, "POST", path, text=f"@{'KAZ' if who == 'KAZ' else 'SEC'} {WORDS[other % 4]}", circle=circle
    )


def _on_thread(room: Room, who: str, chosen: str, one: int, step: str, text: str = "") -> Response:
    """Do something with one of the threads that somebody finds by a query."""
    threads = room.read(f"/api/documents/declaration/comments?{chosen}", who)["items"]
    thread = threads[one % len(threads)]["id"] if threads else NOBODY
    return room.ask(who, "POST", f"/api/comments/{thread}/{step}", body={"text": text} if text else None)


def _state(room: Room, who: str, one: int, other: int, **members: Any) -> Response:
    """Draft a statement on a clause, or record what another has said."""
    return room.ask(
        who,
        "POST",
        "/api/documents/declaration/statements",
        body={
            "kind": STATEMENT_KINDS[other % len(STATEMENT_KINDS)],
            "texts": {"en": WORDS[other % len(WORDS)]},
            "clauses": [_clause(room, one)["id"]],
            **members,
        },
    )


def _make_statement(room: Room, one: int, other: int) -> Response:
    """Let Uzbekistan, whose token is its head's, make a statement."""
    draft = _state(room, "UZB", one, other)
    if draft.status_code != 201:
        return draft
    path = f"/api/statements/{draft.json()['id']}/make"
    return room.ask("UZB", "POST", path, base=draft.json()["hash"])


def _on_draft_statement(room: Room, one: int, method: str, rest: str, **members: Any) -> Response:
    """Do something with a draft of a statement of KAZ's, where there is one."""
    drafts = room.read("/api/documents/declaration/statements?delegation=KAZ&status=draft", "KAZ")["items"]
    draft = drafts[one % len(drafts)] if drafts else {"id": NOBODY, "hash": NOBODY}
    body = {"base": draft["hash"], **members} if members else None
    return room.ask("KAZ", method, f"/api/statements/{draft['id']}{rest}", body=body)


def _initial(room: Room, other: int) -> Response:
    body = {"act": "initialled", "day": "2026-03-01", "delegations": [_other(other)]}
    return room.ask("SEC", "POST", "/api/documents/declaration/participation", body=body)


def _link(room: Room, one: int, other: int) -> Response:
    """Link an entry with a clause of the Declaration, whatever it is."""
    entry, ground = room.clause(("1.1", "1.2", "2.1")[other % 3]), _clause(room, one)
    read = {"entry_revision": entry["revision"], "ground_revision": ground["revision"] or NOBODY}
    return room.ask(
        "SEC", "POST", "/api/links", links=[{"entry": entry["id"], "ground": ground["id"], **read}]
    )


def _think(room: Room, who: str, one: int, circle: str, other: int, code: str = "") -> Response:
    clause = _clause(room, one)
    return room.ask(
        who,
        "PUT",
        f"/api/clauses/{clause['id']}/positions/{code or who}",
        stance=STANCES[other % len(STANCES)],
        circle=circle,
        note=WORDS[one % len(WORDS)],
        base_revision=clause["revision"],
    )


def _think_of(room: Room, amendment: str, other: int) -> Response:
    """Take a position on a draft of one's own, where there is one."""
    path = f"/api/amendments/{amendment}"
    draft = room.ask("KAZ", "GET", path).json()
    read = room.ask("KAZ", "GET", f"/api/clauses/{draft.get('clause', NOBODY)}").json()
    return room.ask(
        "KAZ",
        "PUT",
        f"{path}/positions/KAZ",
        stance=STANCES[other % len(STANCES)],
        circle="delegation",
        text=draft.get("text_id", NOBODY),
        base_revision=read.get("revision") or None,
    )


def _ask_for_translation(room: Room, one: int, other: int) -> Response:
    clause = _clause(room, one)
    body = {"base_revision": clause["revision"], "language": "ru", "text": f"Стороны: {WORDS[other % 4]}"}
    return room.ask("KAZ", "POST", f"/api/clauses/{clause['id']}/translation-requests", body=body)


def _request(room: Room, one: int) -> Any:
    items = room.read("/api/documents/declaration/translation-requests", "KAZ")["items"]
    return items[one % len(items)] if items else None


def _translate(room: Room, one: int) -> Response | None:
    if (request := _request(room, one)) is None:
        return None
    [clause] = [each for each in room.clauses() if each["id"] == request["clause"]] or [None]
    body = {"base_revision": clause["revision"] if clause else None, "text": "The Parties shall rest;"}
    return room.ask("SEC", "POST", f"/api/translation-requests/{request['id']}/translation", body=body)


def _answer_translation(room: Room, one: int, step: str) -> Response | None:
    if (request := _request(room, one)) is None:
        return None
    return room.ask("KAZ", "POST", f"/api/translation-requests/{request['id']}/{step}")


def _bridge(room: Room, one: int, other: int, *, released: bool) -> Response:
    clause = _clause(room, one)
    text = f"The Parties shall meet half way {WORDS[other % len(WORDS)]};"
    path = f"/api/clauses/{clause['id']}/bridging-texts"
    answer = room.ask("CHAIR", "POST", path, text=text, base_revision=clause["revision"])
    if released and answer.status_code == 201:
        return room.ask(
            "CHAIR", "POST", f"/api/bridging-texts/{answer.json()['id']}/release", body={"everyone": True}
        )
    return answer


def _unreleased(room: Room, one: int) -> str:
    """Return a bridging text that the chair keeps to itself so far, or shows to some."""
    found = [
        bridge["id"]
        for clause in room.clauses()
        for bridge in room.read(f"/api/clauses/{clause['id']}/bridging-texts", "CHAIR")["items"]
        if bridge["released_at"] is None and bridge["withdrawn_at"] is None
    ]
    return found[one % len(found)] if found else NOBODY


def _on_bridge(room: Room, one: int, step: str, body: Any = None) -> Response:
    return room.ask("CHAIR", "POST", f"/api/bridging-texts/{_unreleased(room, one)}/{step}", body=body)


def _think_of_bridge(room: Room, one: int, other: int) -> Response:
    """Take a position on a bridging text that KAZ was shown, if there is one."""
    bridge = _unreleased(room, one)
    shown = room.ask("KAZ", "GET", f"/api/bridging-texts/{bridge}").json()
    return room.ask(
        "KAZ",
        "PUT",
        f"/api/bridging-texts/{bridge}/positions/KAZ",
        stance=STANCES[other % len(STANCES)],
        circle="chair",
        base_revision=room.read(f"/api/clauses/{shown['clause']}")["revision"]
        if "clause" in shown
        else NOBODY,
    )


def _own_positions(room: Room, circle: str) -> list[dict[str, Any]]:
    rows = room.read("/api/documents/declaration/positions?circle=delegation&delegation=KAZ", "KAZ")["rows"]
    return [one for row in rows for one in row["positions"] if one["circle"] == circle]


def _take_position_back(room: Room, circle: str, one: int) -> Response:
    held = _own_positions(room, circle)
    return room.ask(
        "KAZ", "POST", f"/api/positions/{held[one % len(held)]['id'] if held else NOBODY}/take-back"
    )


def _confirm_positions(room: Room, circle: str, one: int) -> Response:
    """Confirm a position, on the text that stands there now."""
    named = [
        {"position": held["id"], "base_revision": held["present_revision"], "text": held["present_text"]}
        for held in _own_positions(room, circle)
    ]
    some = [named[one % len(named)]] if named else [{"position": NOBODY}]
    return room.ask("KAZ", "POST", "/api/documents/declaration/positions/confirmation", positions=some)


def _read_of(room: Room, clause: Mapping[str, Any]) -> dict[str, Any]:
    seen = room.read(f"/api/clauses/{clause['id']}/consolidation", "CHAIR")
    return {"base_revision": clause["revision"], "fingerprint": seen["fingerprint"]}


def _split(room: Room, one: int, other: int) -> Response:
    clause = _clause(room, one)
    words = clause["text"].split(" ")
    cut = 1 + other % max(1, len(words) - 1)
    parts = [{"text": " ".join(words[:cut])}, {"text": " ".join(words[cut:])}]
    body = {"parts": parts, "reason": WORDS[other % len(WORDS)], **_read_of(room, clause)}
    return room.ask("CHAIR", "POST", f"/api/clauses/{clause['id']}/split", body=body)


def _merge(room: Room, one: int, other: int) -> Response:
    first = _clause(room, one)
    alike = [it for it in room.clauses() if it["kind"] == first["kind"] and it["id"] != first["id"]]
    both = [first, *alike[other % len(alike) :][:1]] if alike else [first]
    clauses = [{"clause": it["id"], **_read_of(room, it)} for it in both]
    body = {"clauses": clauses, "reason": WORDS[one % len(WORDS)]}
    return room.ask("SEC", "POST", "/api/documents/declaration/mergers", body=body)


def _place(room: Room, one: int, other: int) -> Response:
    clause = _clause(room, one)
    body = {"after": _clause(room, other)["id"], "base_revision": clause["revision"], "reason": "Order."}
    return room.ask("CHAIR", "POST", f"/api/clauses/{clause['id']}/place", body=body)


def _take_streamlining_back(room: Room, one: int, _other: int) -> Response:
    found = room.read("/api/documents/declaration/streamlining", "CHAIR")["items"]
    act = found[one % len(found)]["id"] if found else NOBODY
    return room.ask("CHAIR", "POST", f"/api/streamlining/{act}/undo", reason="A slip.")


def _ask_for(room: Room, kind: str, one: int, other: int) -> Response:
    """Let a round begin on a clause, or on all of them."""
    body = {"kind": kind, "name": f"Round {one}", "deadline": f"20{35 + other}-04-10T15:00:00Z"}
    clauses = [_clause(room, one)["id"]] if other % 2 == 0 else []
    return room.ask("SEC", "POST", "/api/documents/declaration/rounds", body={**body, "clauses": clauses})


def _silence(room: Room, one: int) -> Response:
    """Put a clause under silence with what stands under it."""
    clause = _clause(room, one)
    scope = [
        {"clause": it["id"], "base_revision": it["revision"]}
        for it in room.clauses()
        if it["standing"] and clause["id"] in (it["id"], it["parent"])
    ]
    body = {"clauses": scope, "level": "agreed ad ref", "hours": 72}
    return room.ask("CHAIR", "POST", "/api/documents/declaration/silence-procedures", body=body)


def _on_silence(room: Room, who: str, one: int, step: str) -> Response:
    """Object to a silence procedure that runs, or call it off."""
    home = "/api/documents/declaration/silence-procedures"
    running = [it for it in room.read(home, who)["items"] if it["state"] == "running"]
    if not running:
        return room.ask(who, "POST", f"{home}/{NOBODY}/{step}", reason="No.")
    procedure = running[one % len(running)]
    named = {"clauses": [it["clause"] for it in procedure["clauses"]][:1]} if step == "objections" else {}
    return room.ask(who, "POST", f"{home}/{procedure['id']}/{step}", body={"reason": "No.", **named})


def _dissolve(room: Room, one: int) -> Response:
    found = [it["id"] for it in room.read("/api/documents/declaration/packages", "CHAIR")["items"]] or [
        NOBODY
    ]
    return room.ask("CHAIR", "POST", f"/api/packages/{found[one % len(found)]}/dissolve", reason="Done.")


def _strike(room: Room, one: int) -> Response:
    parts = room.read("/api/documents/declaration/participation", "SEC")["parts"]
    acts = [act["id"] for part in parts for act in part["acts"]] or [NOBODY]
    return room.ask("SEC", "POST", f"/api/participation/{acts[one % len(acts)]}/strike", reason="A slip.")


PUBLIC: Mapping[str, Callable[[Room, int, int], Response]] = {
    "reword": lambda room, one, other: _propose(room, _other(one + other), one, other),
    "amend an amendment": lambda room, one, other: _amend(room, _other(one), other, one, "tabled"),
    "delete": lambda room, one, other: _propose(room, _other(other), one, other, kind="delete"),
    "move": lambda room, one, other: _propose(
        room, _other(other), one, other, kind="move", after=_clause(room, other)["id"]
    ),
    "insert": lambda room, one, other: _insert(room, _other(other), one, other, "tabled"),
    "withdraw": lambda room, one, other: room.ask(
        _other(one), "POST", f"/api/amendments/{_open(room, _other(one), 'tabled', other)}/withdraw"
    ),
    "join": lambda room, one, other: _with_text(
        room, _other(one), _open(room, _other(one + 1), "tabled", other), "sponsors"
    ),
    "comment": lambda room, one, other: _comment(room, _other(one), one, "everyone", other),
    "answer": lambda room, one, other: _on_thread(
        room, _other(other), "circle=everyone", one, "replies", WORDS[one % 4]
    ),
    "think": lambda room, one, other: _think(room, _other(one), one, "everyone", other),
    "name a facilitator": lambda room, one, other: room.ask(
        "CHAIR", "PUT", f"/api/clauses/{_clause(room, one)['id']}/facilitators/{_other(other)}"
    ),
    "bridge for all": lambda room, one, other: _bridge(room, one, other, released=True),
    "ask for comments": lambda room, one, other: _ask_for(room, "comments", one, other),
    "ask for proposals": lambda room, one, other: _ask_for(room, "proposals", one, other),
    "record a position": lambda room, one, other: _think(room, "SEC", one, "everyone", other, code="KAZ"),
    "link": _link,
    "state": _make_statement,
    "record a statement": lambda room, one, other: _state(room, "SEC", one, other, on_behalf_of="KAZ"),
    "initial": lambda room, _one, other: _initial(room, other),
    "strike": lambda room, one, _other: _strike(room, one),
    "silence": lambda room, one, _other: _silence(room, one),
    "object": lambda room, one, _other: _on_silence(room, "UZB", one, "objections"),
    "object without the head": lambda room, one, _other: _on_silence(room, "KAZ", one, "objections"),
    "call a silence off": lambda room, one, _other: _on_silence(room, "CHAIR", one, "end"),
    "package": lambda room, one, other: room.ask(
        "CHAIR",
        "POST",
        "/api/documents/declaration/packages",
        name=WORDS[other % len(WORDS)],
        clauses=[_clause(room, number)["id"] for number in (one, one + 1 + other % 3)],
    ),
    "dissolve a package": lambda room, one, _other: _dissolve(room, one),
    "record": lambda room, one, other: _propose(room, "SEC", one, other, on_behalf_of="KAZ"),
    "file for a delegation": _file_for_a_delegation,
    "decide": _decide,
    "agree": _agree,
    "split": _split,
    "merge": _merge,
    "place": _place,
    "take a split back": _take_streamlining_back,
    "issue": lambda room, _one, _other: room.ask(
        "SEC", "POST", "/api/documents/declaration/editions", body={"kind": "rolling text"}
    ),
}
PRIVATE: Mapping[str, Callable[[Room, int, int], Response | None]] = {
    "draft": lambda room, one, other: _propose(room, "KAZ", one, other, status="draft"),
    "draft a sub-amendment": lambda room, one, other: _amend(room, "KAZ", one, other, "draft"),
    "draft a clause": lambda room, one, other: _insert(room, "KAZ", one, other, "draft"),
    "edit": lambda room, one, other: room.ask(
        "KAZ",
        "PATCH",
        f"/api/amendments/{_open(room, 'KAZ', 'draft', one)}",
        {"If-Match": "*"},
        {"rationale": WORDS[other % len(WORDS)]},
    ),
    "discard": lambda room, one, _other: room.ask(
        "KAZ", "POST", f"/api/amendments/{_open(room, 'KAZ', 'draft', one)}/withdraw"
    ),
    "redline": _redline,
    "rule": lambda room, _one, other: room.ask(
        "KAZ-HEAD", "PUT", "/api/house-rules", head_releases=bool(other % 2)
    ),
    "release": lambda room, one, _other: _with_text(
        room, "KAZ-HEAD", _open(room, "KAZ", "draft", one), "release"
    ),
    "ask to join": lambda room, one, other: room.ask(
        "KAZ",
        "PUT",
        f"/api/amendments/{_open(room, 'KAZ', 'tabled', one)}/asked",
        delegations=[] if other % 3 == 1 else ["UZB"],
    ),
    "decline to join": lambda room, one, _other: room.ask(
        "UZB", "DELETE", f"/api/amendments/{_open(room, 'KAZ', 'tabled', one)}/asked"
    ),
    "confirm": lambda room, one, _other: room.ask(
        "KAZ", "POST", f"/api/amendments/{_open(room, 'KAZ', 'draft', one)}/confirm"
    ),
    "sign in": lambda room, _one, _other: TestClient(room.app).post(
        "/enter/token", data={"token": room.tokens["KAZ-HEAD"]}, follow_redirects=False
    ),
    "guess": lambda room, one, _other: TestClient(room.app).post(
        "/api/sign-ins", json={"email": HEAD, "password": f"wrong {one}"}
    ),
    "make a token": lambda room, one, _other: room.ask(
        "KAZ-HEAD", "POST", "/api/tokens", name=f"archive {one}", scopes=["read"]
    ),
    "comment": lambda room, one, other: _comment(room, "KAZ", one, "delegation", other),
    "comment on a draft": lambda room, one, other: room.ask(
        "KAZ",
        "POST",
        f"/api/amendments/{_open(room, 'KAZ', 'draft', one)}/comments",
        text=WORDS[other % len(WORDS)],
        circle="delegation",
    ),
    "answer a comment": lambda room, one, other: _on_thread(
        room, "KAZ", OWN, one, "replies", WORDS[other % 4]
    ),
    "resolve": lambda room, one, _other: _on_thread(room, "KAZ", OWN, one, "resolve"),
    "take back": lambda room, one, _other: _on_thread(room, "KAZ", OWN, one, "take-back"),
    "tell the chair": lambda room, one, other: _comment(room, "KAZ", one, "chair", other),
    "answer the delegation": lambda room, one, other: _on_thread(
        room, "CHAIR", "circle=chair&delegation=KAZ", one, "replies", WORDS[other % 4]
    ),
    "ask for a translation": lambda room, one, other: _ask_for_translation(room, one, other),
    "translate": lambda room, one, _other: _translate(room, one),
    "accept a translation": lambda room, one, _other: _answer_translation(room, one, "acceptance"),
    "withdraw a request": lambda room, one, _other: _answer_translation(room, one, "withdrawal"),
    "note": lambda room, one, other: _comment(room, "CHAIR", one, "chair", other),
    "answer a note": lambda room, one, other: _on_thread(
        room, "SEC", "circle=chair&delegation=CHAIR", one, "replies", WORDS[other % 4]
    ),
    "bridge": lambda room, one, other: _bridge(room, one, other, released=False),
    "show a bridge": lambda room, one, _other: _on_bridge(room, one, "release", {"to": ["KAZ"]}),
    "withdraw a bridge": lambda room, one, _other: _on_bridge(room, one, "withdraw"),
    "think of a bridge": lambda room, one, other: _think_of_bridge(room, one, other),
    "draft a statement": lambda room, one, other: _state(room, "KAZ", one, other),
    "edit a statement": lambda room, one, other: _on_draft_statement(
        room, one, "PATCH", "", texts={"en": WORDS[other % len(WORDS)]}
    ),
    "discard a statement": lambda room, one, _other: _on_draft_statement(room, one, "POST", "/withdraw"),
    "think at home": lambda room, one, other: _think(room, "KAZ", one, "delegation", other),
    "think of a draft": lambda room, one, other: _think_of(room, _open(room, "KAZ", "draft", one), other),
    "forget": lambda room, one, _other: _take_position_back(room, "delegation", one),
    "think aloud to the chair": lambda room, one, other: _think(room, "KAZ", one, "chair", other),
    "forget what the chair was told": lambda room, one, _other: _take_position_back(room, "chair", one),
    "confirm at home": lambda room, one, _other: _confirm_positions(room, "delegation", one),
    "choose a language": lambda room, one, _other: room.ask(
        "KAZ-HEAD", "PATCH", "/api/account", language=("en", "ru", "kk")[one % 3]
    ),
    "change the password": lambda room, _one, _other: room.ask(
        "KAZ-HEAD", "PUT", "/api/account/password", present=PASSWORD, new=PASSWORD
    ),
    "sign out": lambda room, _one, _other: room.ask("KAZ-HEAD", "DELETE", "/api/sign-ins"),
}
HEAD = "head@example.org"
# Whoever else knows of what is done privately: for them there is but one world.
KNOWN_BY: Mapping[str, tuple[str, ...]] = {
    "ask for a translation": ("KAZ", "SEC", "SEC-ADMIN"),
    "translate": ("KAZ", "SEC", "SEC-ADMIN"),
    "accept a translation": ("KAZ", "SEC", "SEC-ADMIN"),
    "withdraw a request": ("KAZ", "SEC", "SEC-ADMIN"),
    "ask to join": ("KAZ", "UZB"),
    "decline to join": ("KAZ", "UZB"),
    "bridge": ("CHAIR", "SEC"),
    "withdraw a bridge": ("KAZ", "CHAIR", "SEC"),
    "show a bridge": ("KAZ", "CHAIR", "SEC"),
    "think of a bridge": ("KAZ", "CHAIR", "SEC"),
    "tell the chair": ("KAZ", "CHAIR", "SEC"),
    "think aloud to the chair": ("KAZ", "CHAIR", "SEC"),
    "forget what the chair was told": ("KAZ", "CHAIR", "SEC"),
    "answer the delegation": ("KAZ", "CHAIR", "SEC"),
    "note": ("CHAIR", "SEC"),
    "answer a note": ("CHAIR", "SEC"),
    # That there is one, not its name: whoever administers may have to revoke it.
    "make a token": ("KAZ", "SEC-ADMIN"),
    "choose a language": ("KAZ", "SEC-ADMIN"),
}


def known_by(act: str) -> tuple[str, ...]:
    """Return who may know of a private act."""
    known = KNOWN_BY.get(act, ("KAZ",))
    return (*known, "SEC-ADMIN") if "SEC" in known else known
