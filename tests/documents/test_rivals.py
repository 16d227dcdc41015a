"""Words beside what is on the table, before they are tabled."""

from datetime import UTC, datetime

from documents.readings import OpenAmendment
from documents.rivals import Met, Rival, met_by, same_as

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
PRESENT = {"text": "The Parties shall act daily."}


def tabled(by: str, text: str) -> OpenAmendment:
    return OpenAmendment(
        id=f"of {by}",
        kind="replace",
        delegation=by,
        sponsors=(by,),
        tabled_at=NOON,
        rationale="",
        fields={"text": text},
        base=PRESENT,
    )


ON_THE_TABLE = [
    tabled("KAZ", "The Parties should act daily."),
    tabled("UZB", "The Parties may act daily."),
    tabled("TJK", "The Parties shall act weekly."),
]


def test_words_meet_those_who_change_the_same_words_and_nobody_else() -> None:
    written = {"text": "The Parties may act daily, together."}
    assert met_by("operative", PRESENT, written, ON_THE_TABLE) == (
        Met("text", "shall", "may", (Rival("should", ("of KAZ",)),), ("of UZB",)),
    )
    assert met_by("operative", PRESENT, PRESENT, ON_THE_TABLE) == ()


def test_the_same_words_are_those_that_want_all_of_it_and_nothing_else() -> None:
    alone, with_more = {"text": "The Parties may act daily."}, {"text": "The Parties may act weekly."}
    assert same_as("operative", PRESENT, alone, ON_THE_TABLE) == ("of UZB",)
    assert same_as("operative", PRESENT, with_more, ON_THE_TABLE) == ()
    assert same_as("operative", PRESENT, PRESENT, ON_THE_TABLE) == ()
