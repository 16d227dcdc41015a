"""The first part of the whole negotiation: what is proposed on the zero draft, and what the chair makes of it."""

from typing import Any

from tests.app.cast import Room, made, refusal
from tests.app.linked import check, linked
from tests.app.streamlined import split, went
from tests.app.summit import (
    AD_REF,
    align,
    call_round,
    lacking,
    matters,
    on_day,
    on_the_table,
    stale,
    standing,
)

WOMEN = (
    "Undertake to ensure the full, equal and meaningful participation of women in decision-making on climate, "
    "water and the environment;",
    "Обязуемся обеспечить всестороннее, равноправное и значимое участие женщин в принятии решений в области "
    "климата, воды и окружающей среды;",
)
YOUTH = (
    "Encourage the establishment by 2027 of a regional youth council on ecology, and agree that at least one "
    "third of the members of national delegations and bodies implementing the present Declaration should be women "
    "and one fifth should be persons under 35 years of age;",
    "Поощряем создание к 2027 году регионального молодежного совета по экологии и соглашаемся, что не менее одной "
    "трети членов национальных делегаций и органов, выполняющих настоящую Декларацию, должны составлять женщины и "
    "одну пятую — лица моложе 35 лет;",
)
BELTS = (
    "Agree to plant green belts of at least 100 kilometres along the coast of the Caspian Sea by 2030;",
    "Соглашаемся посадить к 2030 году на побережье Каспийского моря зеленые полосы протяженностью не менее 100 "
    "километров;",
)


def the_zero_draft_is_issued(summit: Room) -> None:
    on_day(summit, 0)
    assert refusal(summit.ask("KAZ", "POST", summit.home("/editions"), kind="zero draft")) == (
        403,
        "not-permitted",
    )
    assert summit.issue(kind="zero draft")["symbol"] == "RES2026/DEC/L.1"
    assert (len(summit.clauses()), stale(summit)) == (77, [])
    # The network of glaciers in the Programme rests on the paragraph that founds it.
    assert not linked(summit, "1.1", "OP 3")["is_to_be_checked"]


def comments_are_asked_for(summit: Room) -> None:
    """Whatever the circle, its readers see it, and nobody else."""
    one = call_round(summit, "comments", "Written comments", until=7)
    on_day(summit, 2)
    for who, circle, text in (
        ("KAZ", "everyone", "The share of renewables can be higher."),
        ("KGZ", "chair", "We could live with 35 per cent."),
        ("TJK", "delegation", "Ask the capital about glaciers."),
    ):
        made(summit.ask(who, "POST", summit.path("OP 1", "/comments"), text=text, circle=circle))
    on_day(summit, 8)
    path = summit.path("OP 1", "/comments")
    made(summit.ask("UZB", "POST", path, text="Not before 2032.", circle="everyone"))

    def table(who: str, circle: str) -> list[tuple[Any, ...]]:
        entries = summit.read(f"/api/rounds/{one['id']}/table?circle={circle}", who)["entries"]
        return [(*entry["delegations"], entry["late"]) for entry in entries]

    public = [("KAZ", False), ("UZB", True)]
    assert table("ADB", "delegation") == table("KGZ", "everyone") == public
    assert sorted(table("CHAIR", "chair")) == [("KAZ", False), ("KGZ", False), ("UZB", True)]
    assert sorted(table("TJK", "delegation")) == [("KAZ", False), ("TJK", False), ("UZB", True)]


def proposals_are_asked_for(summit: Room) -> None:
    on_day(summit, 9)
    one = call_round(summit, "proposals", "First reading", until=16)
    on_day(summit, 11)
    share = made(
        summit.replace("KAZ", "OP 1", "at least 30 per cent", "at least 40 per cent", rationale="We can.")
    )
    made(summit.join("KGZ", f"/api/amendments/{share['id']}"))
    made(summit.replace("UZB", "OP 1", "30 per cent by 2030", "33 per cent by 2032"))
    glaciers = made(summit.replace("TJK", "OP 3", "30 reference glaciers", "40 reference glaciers"))
    text = glaciers["text"].replace("40 reference glaciers", "40 reference glaciers and their lakes")
    lakes = summit.propose("KGZ", "OP 3", amends=glaciers["text_id"], text=text)
    assert made(lakes)["amends"]["delegation"] == "TJK"
    made(summit.replace("KAZ", "OP 21", "meaningful participation", "meaningful and safe participation"))
    made(summit.replace("KGZ", "OP 21", "by 2027 of a regional", "by 2028 of a regional"))
    made(summit.insert("TKM", "OP 8", BELTS[0]))
    assert [one for one in summit.labels() if "bis" in one] == ["OP 8 bis"]
    draft = made(summit.replace("TJK", "OP 5", "Reaffirm", "Strongly reaffirm", status="draft"))
    assert refusal(summit.ask("CHAIR", "GET", f"/api/amendments/{draft['id']}")) == (404, "not-there")
    made(summit.think("TJK", "OP 1", "oppose", note="Not without our hydropower."))
    made(summit.think("TKM", "OP 1", "can accept"))
    on_day(summit, 17)
    late = made(summit.replace("UZB", "OP 4", "without delay", "daily"))
    assert late["late"] == one["id"]
    assert matters(summit, "OP 1") == {"amendment", "collision", "objection"}


def the_chair_decides(summit: Room) -> None:
    """A decision is taken back after a protest; what rests on the clause is to be checked while it stands."""
    on_day(summit, 18)
    [link] = summit.read(summit.path("OP 3", "/links"))["items"]

    def to_be_checked() -> bool:
        return bool(summit.read(f"/api/links/{link['id']}", "UNEP")["is_to_be_checked"])

    decided = made(summit.decide("OP 3", choices=[1, 0]))
    assert "40 reference glaciers" in decided["clause"]["text"]
    assert (stale(summit), to_be_checked()) == (["OP 3"], True)
    made(summit.undo("OP 3", decided["id"], reason="Uzbekistan was not heard."))
    assert (stale(summit), to_be_checked()) == ([], False)
    there = on_the_table(summit, "OP 3")
    assert (set(there), there["KGZ"]["amends"]["amendment"]) == ({"KGZ", "TJK"}, there["TJK"]["id"])
    made(summit.decide("OP 3", text=there["KGZ"]["text"]))  # the amendment as it is amended
    assert on_the_table(summit, "OP 3") == {}
    made(check(summit, link))
    assert not to_be_checked()
    align(summit, "OP 3", ("30 опорных ледников", "40 опорных ледников и их озёр"))
    made(summit.decide("OP 4", choices=[1]))
    align(summit, "OP 4", ("безотлагательно обмениваться", "ежедневно обмениваться"))
    assert lacking(summit)["only proposed"] == {"OP 8 bis"}
    made(summit.decide("OP 8 bis", adopts=[on_the_table(summit, "OP 8 bis")["TKM"]["id"]]))
    assert stale(summit) == ["OP 8 bis"]
    align(summit, "OP 8 bis", text=BELTS[1])


def a_bridge_is_built(summit: Room) -> None:
    """Both sides see it first; it takes one proposal in part, and all who thought of the old words look again."""
    on_day(summit, 19)
    words = summit.clause("OP 1")["text"].replace("30 per cent by 2030", "35 per cent by 2032")
    bridge = made(summit.bridge("CHAIR", "OP 1", words, note="Between both."))
    path = f"/api/bridging-texts/{bridge['id']}"
    assert {one["sponsors"][0]: one["uptake"] for one in bridge["satisfies"]} == {
        "KAZ": "not so far",
        "UZB": "partly",
    }
    made(summit.ask("CHAIR", "POST", f"{path}/release", to=["KAZ", "UZB"]))
    assert refusal(summit.ask("TJK", "GET", path)) == (404, "not-there")
    read = {"base_revision": summit.clause("OP 1")["revision"], "circle": "chair"}
    made(summit.ask("UZB", "PUT", f"{path}/positions/UZB", stance="can accept", **read))
    made(summit.ask("CHAIR", "POST", f"{path}/release", everyone=True))
    decided = made(summit.decide("OP 1", bridging_text=bridge["id"]))
    assert {one["delegation"]: (one["uptake"], one["status"]) for one in decided["outcomes"]} == {
        "KAZ": ("not so far", "tabled"),
        "UZB": ("partly", "tabled"),
    }
    align(summit, "OP 1", ("30 процентов к 2030 году", "35 процентов к 2032 году"))

    assert matters(summit, "OP 1") == {"amendment", "collision", "awaited"}
    refused = summit.agree("OP 1", AD_REF)
    assert refusal(refused) == (409, "stands-against")
    waiting = ["KAZ", "KGZ", "TJK", "UZB"]
    assert refused.json()["pending_delegations"] == waiting
    made(summit.agree("OP 1", AD_REF, pending_delegations=[*waiting, "TKM"]))
    for who in ("KAZ", "KGZ", "TJK", "UZB"):
        made(summit.think(who, "OP 1", "can accept"))
    assert standing(summit, "OP 1") == (
        AD_REF,
        ["KAZ", "KGZ", "TKM", "UZB"],
    )  # three stand behind other words
    for who, amendment in on_the_table(summit, "OP 1").items():
        made(summit.ask(who, "POST", f"/api/amendments/{amendment['id']}/withdraw"))
    assert standing(summit, "OP 1") == (AD_REF, ["TKM"])
    positions = summit.read(summit.path("OP 1", "/positions"), "TKM")["items"]
    [held] = [one for one in positions if one["delegation"] == "TKM"]
    assert (held["stance"], held["is_stale"]) == ("can accept", True)
    again = {"position": held["id"], "base_revision": held["present_revision"]}
    made(summit.ask("TKM-HEAD", "POST", summit.home("/positions/confirmation"), positions=[again]))
    assert standing(summit, "OP 1") == (AD_REF, [])


def a_clause_becomes_two(summit: Room) -> None:
    """What is proposed goes with its words, in each language a part has its own."""
    on_day(summit, 20)
    parts = [{"text": english, "languages": {"ru": {"text": russian}}} for english, russian in (WOMEN, YOUTH)]
    act = made(split(summit, "OP 21", parts=parts, begins=[]))
    assert went(act) == [("KAZ", "as it was", "OP 21"), ("KGZ", "as it was", "OP 21 bis")]
    assert (act["languages"], stale(summit)) == ([], [])
    [told] = summit.read(summit.path("OP 21 bis", "/history"), "ADB")["items"]
    assert told["sentence"] == "Chair made the clause of a part of one that was split: Two matters."
    made(summit.decide("OP 21", choices=[1]))
    made(summit.decide("OP 21 bis", choices=[1]))
    align(summit, "OP 21", ("значимое участие", "значимое и безопасное участие"))
    align(summit, "OP 21 bis", ("к 2027 году", "к 2028 году"))


def the_text_is_issued_again(summit: Room) -> None:
    """What was new has numbers of its own now, and everything behind it moves on."""
    on_day(summit, 21)
    edition = summit.issue(kind="rolling text")
    assert edition["symbol"] == "RES2026/DEC/L.1/Rev.1"
    assert [one for one in summit.labels() if "bis" in one] == []
    assert summit.clause("OP 9")["text"] == BELTS[0]
    assert summit.clause("OP 23")["text"].startswith("Encourage the establishment by 2028")
    assert summit.clause("OP 33")["text"].startswith("Decide to convene")
    first = summit.read(summit.home("/editions"))["items"][0]
    compared = summit.read(f"/api/editions/{first['id']}/comparison/{edition['id']}", "ADB")["clauses"]
    changes = {(one["change"], one["old_label"], one["new_label"]) for one in compared}
    assert {one for one in changes if one[0] != "unchanged"} == {
        *(("changed", label, label) for label in ("OP 1", "OP 3", "OP 4")),
        ("inserted", None, "OP 9"),
        *(("split", "OP 21", label) for label in ("OP 22", "OP 23")),
    }


def what_comes_late_is_refused(summit: Room) -> None:
    """In the second reading nothing is tabled late; what was said in the room is marked, until it is confirmed."""
    on_day(summit, 22)
    one = call_round(summit, "proposals", "Second reading", until=29, late="refuse")
    on_day(summit, 23)
    more = made(summit.replace("UZB", "OP 18 (a)", "USD 2 billion", "USD 3 billion"))
    on_day(summit, 30)
    refused = summit.replace("KGZ", "OP 18 (d)", "in 2027", "in 2028")
    assert (refusal(refused), refused.json()["round"]) == ((409, "round-closed"), one["id"])
    said = made(summit.replace("SEC", "OP 18 (d)", "in 2027", "in 2028", on_behalf_of="KGZ"))
    assert (said["late"], said["confirmed_at"]) == (one["id"], None)
    made(summit.ask("KGZ", "POST", f"/api/amendments/{said['id']}/confirm"))
    made(summit.decide("OP 18 (d)", choices=[1]))
    align(summit, "OP 18 (d)", ("2027", "2028"))
    made(summit.decide("OP 18 (a)", choices=[0], closes=[more["id"]], reason="No capital can carry it."))
    assert on_the_table(summit, "OP 18 (a)") == {}
