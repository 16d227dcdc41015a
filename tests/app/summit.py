"""The Summit: the cast over the zero drafts of the project, in both languages, and its clock.

Where the small texts are enough, tests negotiate these; here everything is as long as it is in earnest.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from httpx2 import Response

from app.database import Store
from app.loading import DELEGATIONS, TEXTS, capacities_in, load_delegations, load_document
from app.services.tokens import issue_token
from tests.app.cast import CAST, Prepared, Room, made, role_of
from tests.app.people import at
from tests.stores import close_file

DECLARATION, PROGRAMME = "joint-declaration", "programme-of-action"
DAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
AD_REF, PLENARY = "agreed ad ref", "agreed in plenary"
_HEADS = ("KAZ", "TJK", "TKM")  # besides their negotiators; Uzbekistan speaks through its head


def open_summit(database_url: str) -> Prepared:
    """Load participants and both zero drafts into a migrated database, and give everyone a token."""
    store = Store(database_url)
    with store.writing() as session:
        load_delegations(session, DELEGATIONS, now=DAY)
        for slug in (DECLARATION, PROGRAMME):
            load_document(
                session,
                sorted(TEXTS.glob(f"{slug}.*.md")),
                capacities=capacities_in(DELEGATIONS, slug),
                now=DAY,
            )
        speakers = {code: (code, role_of(code)) for code in CAST}
        speakers |= {f"{code}-HEAD": (code, "head") for code in _HEADS}
        tokens = {
            name: issue_token(session, delegation=code, role=role, name="summit", expires_at=None, now=DAY)
            for name, (code, role) in speakers.items()
        }
    close_file(store)
    return Prepared(database_url, tokens)


def on_day(room: Room, days: float) -> datetime:
    """Let the server's clock show a moment, counted from the day on which the zero draft was sent out."""
    moment = DAY + timedelta(days=days)
    at(room, moment)
    return moment


def told(moment: datetime) -> str:
    """Return a moment as it goes over the wire."""
    return moment.isoformat().replace("+00:00", "Z")


def call_round(room: Room, kind: str, name: str, *, until: float, **members: Any) -> dict[str, Any]:
    """Ask for comments or proposals on the whole Declaration from now on, until a day."""
    deadline = told(DAY + timedelta(days=until))
    return made(
        room.ask("SEC", "POST", room.home("/rounds"), kind=kind, name=name, deadline=deadline, **members)
    )


def put_under_silence(room: Room, *labels: str, until: float, level: str) -> Response:
    """Put paragraphs with what stands under them under silence until a day; none named: the whole Declaration."""
    standing = [one for one in room.clauses() if one["standing"]]
    named = {one["id"] for one in standing if not labels or one["label"] in labels}
    clauses = [
        {"clause": one["id"], "base_revision": one["revision"]}
        for one in standing
        if one["id"] in named or one["parent"] in named
    ]
    body = {"clauses": clauses, "whole_document": not labels, "level": level}
    deadline = told(DAY + timedelta(days=until))
    return room.ask("CHAIR", "POST", room.home("/silence-procedures"), body={**body, "deadline": deadline})


def align(room: Room, label: str, *changes: tuple[str, str], text: str = "") -> dict[str, Any]:
    """Bring the Russian text of a clause up to the present English one, by changes or in a text of its own."""
    path = room.path(label)
    new = text or room.read(f"{path}?language=ru")["text"]
    for old, better in changes:
        assert new.count(old) == 1, new
        new = new.replace(old, better)
    body = {"text": new, "aligned_to": room.clause(label)["revision"]}
    return made(room.ask("SEC", "PUT", f"{path}/texts/ru", body=body))


def lacking(room: Room) -> dict[str, set[str]]:
    """Return what is missing before the Declaration can be adopted: lack -> labels, or names of packages."""
    found: dict[str, set[str]] = {}
    for one in room.read(room.home("/adoption"), "KAZ")["lacking"]:
        found.setdefault(one["lack"], set()).add(one["label"] or one["detail"])
    return found


def matters(room: Room, label: str) -> set[str]:
    """Return what stands against the next level of a clause."""
    return {one["matter"] for one in room.standing(label, "TKM")["against"]}


def stale(room: Room) -> list[str]:
    """Return the clauses whose Russian text is missing or renders an earlier English one."""
    return sorted(lacking(room).get("not aligned", ()))


def standing(summit: Room, label: str) -> tuple[str, list[str]]:
    """Return the level of a clause, and the delegations of which it is pending."""
    agreement = summit.clause(label, "TKM")["agreement"]
    return agreement["level"], agreement["pending_delegations"]


def on_the_table(summit: Room, label: str) -> dict[str, dict[str, Any]]:
    """Return the open amendments on a clause by their delegations."""
    path = f"/api/amendments?clause={summit.clause(label)['id']}&status=tabled"
    return {one["delegation"]: one for one in summit.read(path, "TKM")["items"]}
