from datetime import UTC, datetime, timedelta

from documents.choices import spell
from documents.consolidation import Proposal, consolidate
from documents.crediting import credit
from documents.document import TabledAmendment

BASE = "The Parties shall act by 2030, and report."
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def amendment(name: str, delegation: str, text: str, minutes: int, *joined: str) -> TabledAmendment:
    return TabledAmendment(
        id=name,
        kind="replace",
        delegation=delegation,
        sponsors=(delegation, *joined),
        tabled_at=NOON + timedelta(minutes=minutes),
        rationale="",
        texts={"text": text},
    )


def credited(
    amendments: list[TabledAmendment], *choices: int | str, **readings: str
) -> list[tuple[str, str, str]]:
    both = consolidate(BASE, [Proposal(code, text) for code, text in readings.items()])
    spelling = credit(spell(both, choices), amendments)
    return [(part.text, part.by, part.amendment) for part in spelling.parts if part.by]


def test_a_wording_is_credited_to_the_amendment_that_wanted_it_first() -> None:
    text = BASE.replace("shall", "should")
    amendments = [amendment("late", "KAZ", text, 5), amendment("early", "UZB", text, 1, "TJK")]
    assert credited(amendments, 1, KAZ=text, TJK=text, UZB=text) == [("should", "UZB", "early")]


def test_each_passage_has_its_own_amendment() -> None:
    first, second = BASE.replace("shall", "should"), BASE.replace("2030", "2035")
    both = first.replace("2030", "2035")
    amendments = [amendment("a1", "KAZ", first, 1), amendment("a2", "KAZ", second, 2)]
    assert credited(amendments, 1, 1, KAZ=both) == [("should", "KAZ", "a1"), ("2035", "KAZ", "a2")]


def test_words_put_in_beside_others_are_told_apart() -> None:
    put_in, replaced = BASE.replace("act", "fully act"), BASE.replace("act", "work")
    amendments = [amendment("a1", "KAZ", put_in, 1), amendment("a2", "UZB", replaced, 2)]
    assert credited(amendments, 1, 1, KAZ=put_in, UZB=replaced) == [
        ("fully ", "KAZ", "a1"),
        ("work", "UZB", "a2"),
    ]


def test_words_of_the_chair_and_words_that_stay_are_nobodys_amendment() -> None:
    text = BASE.replace("shall", "should")
    amendments = [amendment("a1", "KAZ", text, 1)]
    assert credited(amendments, "will", KAZ=text) == [("will", "CHAIR", "")]
    assert credited(amendments, 0, KAZ=text) == []


def test_a_wording_that_two_amendments_made_together_is_the_first_ones() -> None:
    one = BASE.replace("act by 2030", "work by 2030")
    other = BASE.replace("act by 2030", "act until 2030")
    both = BASE.replace("act by 2030", "work until 2030")
    amendments = [amendment("a1", "KAZ", one, 1), amendment("a2", "KAZ", other, 2)]
    assert credited(amendments, 1, KAZ=both) == [("work until", "KAZ", "a1")]
