"""The second part of the whole negotiation: what was negotiated is agreed, clause by clause, and adopted."""

from typing import Any

from tests.app.cast import Room, made, refusal
from tests.app.played_readings import BELTS
from tests.app.summit import (
    AD_REF,
    PLENARY,
    align,
    lacking,
    matters,
    on_day,
    put_under_silence,
    standing,
)


def clauses_are_agreed(summit: Room) -> None:
    """Water and data stand or fall together; a reservation is heard, and the text agreed pending it."""
    on_day(summit, 31)
    made(summit.package("OP 5", "OP 6", name="Water and data"))
    alone = summit.agree("OP 5", AD_REF)
    assert (refusal(alone), matters(summit, "OP 5")) == ((409, "stands-against"), {"package"})
    made(summit.agree_all(AD_REF, ["OP 5", "OP 6"]))
    assert standing(summit, "OP 6") == (AD_REF, [])
    made(summit.think("TKM", "OP 8", "reserve", note="The seal is for our parliament."))
    refused = summit.agree("OP 8", AD_REF)
    assert (refusal(refused), matters(summit, "OP 8")) == ((409, "stands-against"), {"reservation"})
    made(summit.agree("OP 8", AD_REF, pending_delegations=["TKM"]))
    assert standing(summit, "OP 8") == (AD_REF, ["TKM"])


def a_silence_is_broken(summit: Room) -> None:
    """What a negotiator says waits for the head, whose word frees the text at once."""
    on_day(summit, 32)
    assert refusal(put_under_silence(summit, "OP 9", until=34, level=AD_REF)) == (422, "unacceptable")
    path = summit.home(
        f"/silence-procedures/{made(put_under_silence(summit, 'OP 9', until=36, level=AD_REF))['id']}"
    )
    on_day(summit, 33)
    refused = summit.replace("SEC", "OP 9", "100 kilometres", "150 kilometres", on_behalf_of="TJK")
    assert refusal(refused) == (409, "under-silence")
    assert refusal(summit.decide("OP 9", text=BELTS[0].replace("100", "150"))) == (409, "under-silence")
    body = {"clauses": [summit.clause("OP 9")["id"]], "reason": "One hundred kilometres are too short."}
    [objection] = made(summit.ask("TJK", "POST", f"{path}/objections", body=body))["objections"]
    assert summit.read(path, "UZB")["state"] == "running"
    confirmation = f"{path}/objections/{objection['id']}/confirmation"
    assert refusal(summit.ask("TJK", "POST", confirmation)) == (403, "not-permitted")
    assert made(summit.ask("TJK-HEAD", "POST", confirmation))["state"] == "broken"
    assert standing(summit, "OP 9") == ("open", [])
    made(summit.replace("SEC", "OP 9", "100 kilometres", "150 kilometres", on_behalf_of="TJK"))
    made(summit.decide("OP 9", choices=[1]))


def a_silence_is_kept(summit: Room) -> None:
    """The whole text, once every language is there: nobody objects, and what the clock has done is done once."""
    on_day(summit, 34)
    refused = put_under_silence(summit, until=38, level=AD_REF)
    assert (refusal(refused), refused.json()["language"]) == ((409, "wrong-status"), "ru")
    align(summit, "OP 9", ("100 километров", "150 километров"))
    opened = made(put_under_silence(summit, until=38, level=AD_REF))
    on_day(summit, 37.99)
    assert standing(summit, "OP 33") == ("open", [])
    on_day(summit, 38.01)
    assert summit.read(summit.home(f"/silence-procedures/{opened['id']}"), "ADB")["state"] == "unbroken"
    assert {one["agreement"]["level"] for one in summit.clauses(who="TKM")} == {AD_REF}


def everything_is_agreed(summit: Room) -> None:
    """Nothing is agreed until everything is agreed: each thing that is missing is named, and goes one by one."""
    on_day(summit, 40)
    missing = lacking(summit)
    assert set(missing) == {"not agreed", "stands against", "open package"}
    assert (missing["stands against"], missing["open package"]) == ({"OP 8"}, {"Water and data"})
    early = summit.adopt(summit.read(summit.home("/editions"))["items"][-1]["id"])
    assert refusal(early) == (409, "not-all-agreed")
    assert "Something stands against: OP 8 (reservation)." in early.json()["detail"]
    assert len(early.json()["lacking"]) == sum(map(len, missing.values()))

    assert refusal(summit.agree_all(PLENARY)) == (409, "stands-against")
    made(summit.think("TKM", "OP 8", "can accept"))
    made(summit.agree_all(PLENARY))
    assert lacking(summit) == {}
    made(summit.correct("OP 10", "8.3 million", "8.5 million"))
    assert lacking(summit) == {"not agreed": {"OP 10"}, "not aligned": {"OP 10"}}
    align(summit, "OP 10", ("8,3", "8,5"))
    made(summit.agree("OP 10", PLENARY))
    assert lacking(summit) == {}
    assert summit.read(summit.home("/concordance?language=ru"), "KAZ")["items"] == []


def the_declaration_is_adopted(summit: Room) -> dict[str, Any]:
    """In an edition that is its present text; afterwards it is final."""
    on_day(summit, 52)
    before = summit.read(summit.home("/editions"))["items"][-1]
    assert refusal(summit.adopt(before["id"])) == (409, "wrong-status")
    edition = summit.issue(kind="L document")
    body = {"edition": edition["id"], "place": "Astana", "body": "the Heads of State"}
    assert refusal(summit.ask("SEC", "POST", summit.home("/adoption"), body=body)) == (403, "not-permitted")
    waiting = f"/api/waiting?document={summit.declaration}"
    assert [one["todo"] for one in summit.read(waiting, "TJK")["items"]] == ["table"]
    adopted = made(summit.adopt(edition["id"]))
    assert (adopted["symbol"], adopted["hash"], adopted["lacking"]) == (
        edition["symbol"],
        edition["hash"],
        [],
    )
    assert {one["agreement"]["level"] for one in summit.clauses(who="ADB")} == {"adopted"}
    assert refusal(summit.decide("OP 1", text="Nothing;")) == (409, "is-adopted")
    assert refusal(summit.correct("OP 1", "2032", "2033")) == (409, "is-adopted")
    assert refusal(summit.replace("KAZ", "OP 1", "2032", "2033")) == (409, "is-adopted")
    # Tajikistan has a draft from the first reading yet: it can be tabled no more, and waits for nobody.
    assert [who for who in summit.tokens if summit.read(waiting, who)["items"]] == []
    return edition
