from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from documents.choices import spell
from documents.readings import OpenAmendment, consolidate_fields, reading_of

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
BASE = "The five States act together for all the rivers and glaciers that they share until the year 2030"
WORDS = BASE.split(" ")


def amendment(delegation: str, base: str, text: str) -> OpenAmendment:
    return OpenAmendment(
        id=delegation,
        kind="replace",
        delegation=delegation,
        sponsors=(delegation,),
        tabled_at=NOON + timedelta(minutes=ord(delegation[0])),
        rationale="",
        fields={"text": text},
        base={"text": base},
    )


def adopted(present: str, amendments: Sequence[OpenAmendment], wanted: str) -> str:
    """Return the text after a decision that takes one delegation's words and leaves all others open."""
    field = consolidate_fields("operative", {"text": present}, amendments)["text"]
    choices = [
        next((n for n, one in enumerate(field.passages[k].alternatives, 1) if wanted in one.delegations), 0)
        for k in field.disputed
    ]
    return spell(field, choices).text


@given(st.data())
def test_the_order_of_decisions_does_not_change_what_an_open_reading_becomes(data: st.DataObject) -> None:
    places = data.draw(
        st.lists(st.integers(0, len(WORDS) - 1), min_size=4, max_size=4, unique=True).filter(
            lambda found: min(abs(a - b) for a in found for b in found if a != b) > 1
        )
    )
    new = data.draw(st.lists(st.sampled_from(("anew", "", "both x", "и")), min_size=4, max_size=4))

    def reworded(*changes: int) -> str:
        words = list(WORDS)
        for change in changes:
            words[places[change]] = new[change] or "none"
        return " ".join(words)

    open_amendments = [
        amendment("KAZ", BASE, reworded(0)),
        amendment("TJK", BASE, reworded(1)),
        amendment("UZB", BASE, reworded(2, 3)),
    ]
    texts, readings = [], []
    for order in (("KAZ", "TJK"), ("TJK", "KAZ")):
        present = BASE
        for wanted in order:
            present = adopted(present, open_amendments, wanted)
        texts.append(present)
        readings.append(reading_of("operative", [open_amendments[2]], {"text": present})["text"])
    assert texts == [reworded(0, 1)] * 2
    assert readings == [reworded(0, 1, 2, 3)] * 2
