"""Refusals in Russian and Kazakh hold no English: their facts are translated, too, and stay English for programs."""

import re
from collections.abc import Callable, Iterator
from contextvars import copy_context
from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import get_args

import pytest

from app.message_catalogues import TRANSLATED
from app.models.translations import RequestState
from app.refusing import in_speech
from app.speaking import Speech, begin_speech
from documents.adoption import Lack, Lacking, require_everything_agreed
from documents.amendments import AmendmentKind, Status, require_step
from documents.amendments import Step as AmendmentStep
from documents.bracket_reading import read_bracketed
from documents.choices import spell
from documents.circles import CIRCLES
from documents.consensus import DEFAULT_LEVELS, Agreement
from documents.consolidation import Proposal, consolidate
from documents.content import CLAUSE_KINDS
from documents.errors import BrokenRule, fact, name_some
from documents.participation import ACTS, require_act
from documents.permissions import CAPACITIES, PERMISSIONS, ROLES, SCOPES, Participant, require
from documents.readings import OpenAmendment
from documents.rounds import ROUND_KINDS, Round, RoundKind, require_alone, require_running
from documents.silence import SILENCE_STATES, Silence, require_deadline, require_extension
from documents.standing import Against, Matter, Standing, require_nothing_against
from documents.statements import StatementStatus, status_after
from documents.statements import Step as StatementStep
from documents.subamendments import require_amendable
from tests.app.cast import Room, made, sign_in

NOON = datetime(2026, 4, 21, 12, tzinfo=UTC)
DAY = date(2026, 4, 24)
HOUR = timedelta(hours=1)


def refusal(rule: Callable[[], object]) -> str | None:
    """Return how a rule refuses, None where it does not."""
    try:
        rule()
    except BrokenRule as broken:
        return broken.message
    return None


def standing() -> Iterator[Callable[[], object]]:
    each = [
        Against(
            matter, ("KAZ",), clauses=("c2",) if matter == "package" else (), words="вода; and soil, or air"
        )
        for matter in get_args(Matter)
    ]
    several = [
        Against("amendment", ("KAZ", "UN-Habitat"), subject="a1"),
        Against("collision", ("KAZ", "UZB"), words=""),
        Against("collision", ("TJK",), subject="a2"),
        *each,
    ]
    for level, against in product(DEFAULT_LEVELS, ([one] for one in (*each, *several))):
        yield lambda level=level, against=against: refuse_level(level, against)  # type: ignore[misc]
    yield lambda: refuse_level("agreed ad ref", several)


def refuse_level(level: str, against: list[Against]) -> None:
    at = Standing(clause="c1", agreement=Agreement(), against=tuple(against))
    require_nothing_against(at, level, named="OP 5 bis", labels={"c2": "3.2 (a)"})


def adopting() -> Iterator[Callable[[], object]]:
    details = {
        "stands against": ", ".join(get_args(Matter)),
        "not aligned": "ru",
        "open package": "Вода",
        "not agreed": "open",
    }
    missing = [
        Lacking(lack, f"c{number}", f"OP {number}", details.get(lack, ""))
        for lack in get_args(Lack)
        for number in range(1, 8)
    ]
    for some in (missing, missing[:1], missing[14:16]):
        yield lambda some=some: require_everything_agreed(some, DEFAULT_LEVELS)  # type: ignore[misc]


def stepping() -> Iterator[Callable[[], object]]:
    for status, step in product(get_args(Status), get_args(AmendmentStep)):
        yield lambda status=status, step=step: require_step(status, step)  # type: ignore[misc]
    for state, one in product(get_args(StatementStatus), get_args(StatementStep)):
        yield lambda state=state, one=one: status_after(one, state)  # type: ignore[misc]
    for kind in get_args(AmendmentKind):
        amended = OpenAmendment(
            id="a1", kind=kind, delegation="UZB", sponsors=("UZB",), tabled_at=NOON, rationale=""
        )
        yield lambda amended=amended: require_amendable(amended, "KAZ")  # type: ignore[misc]


def permitting() -> Iterator[Callable[[], object]]:
    capacities = (None, *CAPACITIES)
    for action, role, capacity in product(PERMISSIONS, ROLES, capacities):
        asking = Participant("KAZ", role)
        for owner in (None, "UZB"):
            yield lambda a=action, p=asking, c=capacity, o=owner: require(p, a, capacity=c, owner=o)  # type: ignore[misc]
    for action, scopes in product(PERMISSIONS, ((), ("read",), ("read", "propose"), SCOPES[1:], SCOPES[:-1])):
        asking = Participant("KAZ", "head", scopes=frozenset(scopes))
        yield lambda a=action, p=asking: require(p, a)  # type: ignore[misc]


def acting() -> Iterator[Callable[[], object]]:
    for act, other, capacity in product(ACTS, ACTS, (None, *CAPACITIES)):
        for days in (-1, 1):
            yield lambda a=act, o=other, c=capacity, d=days: require_act(  # type: ignore[misc]
                "KAZ", a, DAY, capacity=c, others={o: DAY + timedelta(days=d)}, today=DAY
            )


def round_of(kind: RoundKind, *, id_: str = "r1", closed_at: datetime | None = None) -> Round:
    return Round(
        id=id_,
        name="Comments, and proposals",
        kind=kind,
        late="mark",
        opens_at=NOON,
        deadline=NOON + HOUR,
        set_at=NOON,
        closed_at=closed_at,
    )


def running() -> Iterator[Callable[[], object]]:
    for closed_at in (NOON + HOUR / 2, NOON - HOUR):
        one = round_of("comments", closed_at=closed_at)
        yield lambda one=one: require_running(one, now=NOON + 2 * HOUR)  # type: ignore[misc]
    for kind in ROUND_KINDS:
        two = [round_of(kind, id_=id_) for id_ in ("r1", "r2")]
        yield lambda two=two: require_alone(two[0], two[1:], {})  # type: ignore[misc]
    yield lambda: require_deadline(NOON + HOUR, at=NOON, minimum_hours=72)
    yield lambda: require_deadline(NOON + 4000 * HOUR, at=NOON, minimum_hours=72)
    yield lambda: require_extension(NOON, Silence(NOON + HOUR), at=NOON)
    for outcome, awaits in product(("unbroken", "broken", "called off", None), (False, True)):
        procedure = Silence(NOON, awaits, outcome)  # type: ignore[arg-type]
        assert procedure.state_at(NOON + HOUR) in SILENCE_STATES
        yield lambda procedure=procedure: require_extension(NOON + 9 * HOUR, procedure, at=NOON + HOUR)  # type: ignore[misc]


def reading() -> Iterator[Callable[[], object]]:
    both = consolidate("Мы.", [Proposal("KAZ", "Они.")])
    for number in (0, 2):
        yield lambda number=number: spell(both, [0] * number, address="1.2")  # type: ignore[misc]
    for text in ("[Мы", "Мы]", "[[KAZ]]", "[Мы UZB]", "[Они XYZ]", "[Мы [KAZ] KAZ]"):
        yield lambda text=text: read_bracketed(text, base="Мы.", delegations=["KAZ"])  # type: ignore[misc]
    yield lambda: read_bracketed("[Мы", base="[Мы].", delegations=["KAZ"])


# Words in Latin letters that are no English in a Russian or Kazakh sentence.
KEPT = re.compile(
    r"ad referendum|(?<!\w)('[^']*'|\"[^\"]*\")(?!\w)|UN-Habitat|[A-Z]{2,}\w*|\bbis\b|\bru\b|\([a-z]\)|\bn\b|n-[йш]"
)


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize(
    "drawn",
    [standing, adopting, stepping, permitting, acting, running, reading],
    ids=lambda one: one.__name__,
)
def test_no_english_is_left_in_a_refusal(
    language: str, drawn: Callable[[], Iterator[Callable[[], object]]]
) -> None:
    sentences = sorted({said for rule in drawn() if (said := refusal(rule))})
    assert len(sentences) > 2

    def english() -> list[str]:
        begin_speech(Speech(language))
        spoken = [in_speech(one) for one in sentences]
        return [one for one in spoken if re.search("[A-Za-z]", KEPT.sub("", one))]

    assert copy_context().run(english) == []


KINDS = " or ".join(CLAUSE_KINDS)
WITH_VALUES = (  # as services say them
    *(f"A {kind} cannot follow a {kind}; name the {KINDS} it belongs to." for kind in CLAUSE_KINDS),
    f"Clauses of one kind are merged, not of several: {', '.join(CLAUSE_KINDS)}.",
    *(f"This request is {state}." for state in get_args(RequestState)),
    *(f"This amendment is {status}; take a position on what is on the table." for status in get_args(Status)),
    *(
        f"KAZ, UZB would not read this: it is said in the circle {one!r}. Choose a wider circle, or leave the @ out."
        for one in CIRCLES
    ),
    f"Silence does not give the level 'adopted'; it can give: {', '.join(DEFAULT_LEVELS)}.",
    *(f"The silence procedure is over ({state})." for state in SILENCE_STATES),
    *(f"That KAZ has {act} it is recorded already, on 2026-04-24; correct that one." for act in ACTS),
    "It is recorded what delegations have done with the adopted text: KAZ (adopted), UZB (initialled). Where that was "
    "a mistake, too, the secretariat strikes it first.",
    "This document was adopted on 24 April 2026; its text is final. The chair takes the adoption back where it was "
    "recorded by mistake.",
    "The whole document is under silence until 24 April 2026, 12:00 UTC, and frozen so long. Positions and comments "
    "stay possible; a head of delegation may object, which frees the text.",
    "A clause is under silence with what stands under it; name, too: OP 1, OP 2 and 3 more.",
    "This clause is no longer in the text; take a position on what stands there.",
    f"There is no scope 'write'; there are: {', '.join(SCOPES)}.",
    "The round 'open' closed on 2026-04-24 at 12:00 UTC and takes no late proposals. Keep this as a draft; ask the "
    "secretariat to extend the round, or to record it as said in the room.",
)


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize("sentence", WITH_VALUES)
def test_no_value_in_a_refusal_is_english(language: str, sentence: str) -> None:
    said = said_in(language, sentence)
    assert said != sentence
    assert not re.search("[A-Za-z]", KEPT.sub("", said)), said


def said_in(language: str, sentence: str) -> str:
    def speak() -> str:
        begin_speech(Speech(language))
        return in_speech(sentence)

    return copy_context().run(speak)


def test_facts_go_where_the_sentence_has_them() -> None:
    sentence = refusal(
        lambda: refuse_level(
            "agreed ad ref", [Against("amendment", ("KAZ",)), Against("objection", ("UZB",))]
        )
    )
    assert sentence is not None
    assert said_in("en", sentence) == sentence
    assert said_in("ru", sentence) == (
        "OP 5 bis: уровень «согласовано ad referendum» пока нельзя установить: открыта поправка: KAZ; против: UZB. "
        "Сначала урегулируйте это или установите уровень при условии: KAZ, UZB."
    )


def test_what_people_have_written_stays_as_it_is() -> None:
    against = [Against("collision", ("KAZ", "UZB"), words="open; draft and closed")]
    sentence = refusal(lambda: refuse_level("agreed ad ref", against)) or ""
    assert "'open; draft and closed'" in said_in("ru", sentence)
    assert said_in("ru", name_some(["OP 1", "OP 2", "OP 3"], 2)) == "OP 1, OP 2 и ещё 1"
    assert fact("as it came") == "as it came"


@pytest.mark.parametrize(
    "words",
    [
        "water and " * 90_000,
        "KAZ and " * 200 + "KAZ",
        "x and y more " * 150,
        "OP 1 (a) (" * 150,
        "a. B" * 400,
    ],
)
def test_whatever_people_write_is_an_answer(words: str) -> None:
    said = said_in("ru", f"Nothing is agreed until everything is agreed. Packages that are open: {words}.")
    assert words[:3] in said


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_page_refuses_in_its_language_and_the_api_in_english(room: Room, language: str) -> None:
    made(room.replace("KAZ", "OP 1", "fully", "widely"))
    made(room.think("UZB", "OP 1", "oppose"))
    made(room.think("TJK", "OP 1", "reserve"))
    said = room.agree("OP 1", "agreed ad ref").json()["detail"]
    assert "the amendment of KAZ is open; " in said and "UZB opposes it" in said
    clause = room.clause("OP 1")
    sign_in(room.client, room.tokens["CHAIR"])
    form = {"clause": clause["id"], f"read.{clause['id']}": clause["revision"], "level": "agreed ad ref"}
    answer = room.client.post(
        "/documents/declaration/levels", data=form, headers={"Accept-Language": language}
    )
    assert answer.status_code == 409
    refused = re.sub(
        "<[^>]*>", "", answer.text.partition('role="alert"')[2].partition(">")[2].partition("</p>")[0]
    )
    assert all(name in refused for name in ("OP 1", "KAZ", "UZB", "TJK"))
    assert not re.search("[A-Za-z]", KEPT.sub("", refused))
