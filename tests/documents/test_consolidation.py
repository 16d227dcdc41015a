import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.choices import spell
from documents.consolidation import (
    Alternative,
    Passage,
    Proposal,
    Reservation,
    consolidate,
    read_as,
)
from documents.errors import TwoReadings
from documents.tokens import count_words
from tests.documents.strategies import bracketed_on_one_base, proposals_on_one_base, sentences

BASE = "Parties shall cooperate fully."


def proposals(**texts: str) -> list[Proposal]:
    return [Proposal(delegation, text) for delegation, text in texts.items()]


def test_identical_wordings_are_one_alternative_with_all_its_sponsors() -> None:
    both = consolidate(
        BASE, proposals(UZB="Parties should cooperate fully.", KAZ="Parties should cooperate fully.")
    )
    assert both.passages == (
        Passage("Parties "),
        Passage("shall", (Alternative("should", ("KAZ", "UZB")),)),
        Passage(" cooperate fully."),
    )
    assert both.delegations == ("KAZ", "UZB")
    assert both.disputed == (1,)


def test_overlapping_changes_compete_in_one_passage_and_neighbours_do_not() -> None:
    both = consolidate(
        BASE,
        proposals(
            KAZ="Parties should cooperate fully.",
            KGZ="Parties are encouraged to cooperate fully.",
            TKM="Parties shall work together.",
            UZB="Parties shall always cooperate fully.",
        ),
    )
    assert [(p.base, [a.text for a in p.alternatives]) for p in both.passages if p.alternatives] == [
        ("shall", ["are encouraged to", "should"]),
        ("", ["always "]),
        ("cooperate fully", ["work together"]),
    ]


def test_an_insertion_inside_words_that_another_replaces_competes_with_it() -> None:
    both = consolidate("a b c", proposals(KAZ="x", UZB="a b y c"))
    assert both.passages == (
        Passage("a b c", (Alternative("a b y c", ("UZB",)), Alternative("x", ("KAZ",)))),
    )


def test_a_proposal_that_changes_nothing_leaves_no_trace() -> None:
    assert consolidate(BASE, proposals(KAZ=BASE)) == consolidate(BASE, [])
    assert consolidate(BASE, []).passages == (Passage(BASE),)
    assert consolidate("", []).passages == ()


def test_two_readings_of_one_delegation_are_refused() -> None:
    with pytest.raises(TwoReadings, match="KAZ comes with two readings"):
        consolidate(BASE, [Proposal("KAZ", "a"), Proposal("KAZ", "a")])


def test_brackets_alone_reserve_words() -> None:
    both = consolidate(
        BASE,
        proposals(
            KAZ="Parties [shall] cooperate fully.",
            TKM="Parties [shall] cooperate [fully].",
            UZB="[Parties [shall cooperate]] fully.",
        ),
    )
    assert both.reservations == (
        Reservation(0, 5, ("UZB",)),
        Reservation(2, 3, ("KAZ", "TKM")),
        Reservation(2, 5, ("UZB",)),
        Reservation(6, 7, ("TKM",)),
    )
    assert both.disputed == ()


@pytest.mark.parametrize(
    "text",
    (
        "Parties [ shall ] cooperate fully.",  # lifting the brackets would leave two spaces
        "Parties [shall cooperate fully.",
        "Parties ]shall[ cooperate fully.",
        "Parties [] shall cooperate fully.",
        "Parties [should] cooperate fully.",
        "Parties shall co[operate] fully.",
    ),
)
def test_brackets_that_do_not_lift_cleanly_are_another_wording(text: str) -> None:
    both = consolidate(BASE, proposals(KAZ=text))
    assert both.reservations == ()
    assert both.disputed
    assert read_as(both, "KAZ") == text


def test_brackets_beside_a_change_of_words_reserve_words_too() -> None:
    both = consolidate(
        "The Parties shall act, and shall report by 2030.",
        proposals(
            KAZ="The Parties [should act], and shall report by 2030.",
            TKM="[The Parties shall act, and may report by 2030.]",
            UZB="The Parties shall act, and shall report by 2031.",
        ),
    )
    assert [(p.base, [(a.text, a.delegations) for a in p.alternatives]) for p in both.passages] == [
        ("The Parties ", []),
        ("shall", [("should", ("KAZ",))]),
        (" act, and ", []),
        ("shall", [("may", ("TKM",))]),
        (" report by ", []),
        ("2030", [("2031", ("UZB",))]),
        (".", []),
    ]
    assert both.reservations == (Reservation(0, 19, ("TKM",)), Reservation(4, 7, ("KAZ",)))


@pytest.mark.parametrize(
    "text",
    (
        "Parties shall cooperate [and act] fully.",  # only new words inside
        "Parties [always shall] cooperate well.",  # the bracket stands beside words put in
        "Parties shall [fully cooperate and] act fully.",
    ),
)
def test_brackets_of_new_words_stay_in_the_wording(text: str) -> None:
    both = consolidate(BASE, proposals(KAZ=text))
    assert both.reservations == ()
    assert read_as(both, "KAZ") == text


def test_a_bracket_inside_words_that_others_fight_over_stays_in_the_wording() -> None:
    both = consolidate(
        BASE, proposals(KAZ="Parties shall [cooperate well].", UZB="States will work together gladly.")
    )
    assert read_as(both, "KAZ") == "Parties shall [cooperate well]."
    assert both.reservations == ()


def test_brackets_round_brackets_are_the_outer_ones() -> None:
    both = consolidate("[a] b", proposals(KAZ="[[a]] b", UZB="[[[a]]] b"))
    assert both.reservations == (Reservation(0, 3, ("KAZ", "UZB")), Reservation(0, 3, ("UZB",)))
    assert read_as(both, "UZB") == "[[[a]]] b"


def test_values_are_never_cut() -> None:
    both = consolidate("USD 5 million", proposals(KAZ="USD 6 million", UZB="[USD 5 million]"), whole=True)
    assert both.passages == (
        Passage(
            "USD 5 million",
            (Alternative("USD 6 million", ("KAZ",)), Alternative("[USD 5 million]", ("UZB",))),
        ),
    )
    assert both.reservations == ()


def test_the_fingerprint_changes_with_the_base_and_with_every_reading() -> None:
    one = consolidate(BASE, proposals(KAZ="Parties should cooperate fully."))
    same = consolidate(BASE, proposals(KAZ="Parties should cooperate fully.", UZB=BASE))
    other = consolidate(BASE, proposals(UZB="Parties should cooperate fully."))
    reserved = consolidate(BASE, proposals(KAZ="Parties [shall] cooperate fully."))
    assert one.fingerprint == same.fingerprint
    assert (
        len({c.fingerprint for c in (one, other, reserved, consolidate(BASE, []), consolidate("", []))}) == 5
    )


Readings = tuple[str, list[tuple[str, str]]]


@given(proposals_on_one_base(), st.booleans())
def test_every_delegation_reads_its_own_text_and_nothing_is_lost(case: Readings, whole: bool) -> None:
    base, readings = case
    both = consolidate(base, [Proposal(*reading) for reading in readings], whole=whole)
    for delegation, text in readings:
        assert read_as(both, delegation) == text
    assert read_as(both, None) == read_as(both, "nobody") == base
    assert "".join(passage.base for passage in both.passages) == base
    assert set(both.delegations) == {delegation for delegation, text in readings if text != base}


@given(bracketed_on_one_base())
def test_nothing_is_lost_where_brackets_are_added_beside_other_words(case: Readings) -> None:
    base, readings = case
    both = consolidate(base, [Proposal(*reading) for reading in readings])
    for delegation, text in readings:
        assert read_as(both, delegation) == text
    assert set(both.delegations) == {delegation for delegation, text in readings if text != base}


@given(sentences, st.data())
def test_brackets_round_whole_passages_never_widen_a_dispute(base: str, data: st.DataObject) -> None:
    words = base.split(" ")
    at = data.draw(st.integers(0, len(words) - 1))
    changed = " ".join((*words[:at], "reworded", *words[at + 1 :]))
    plain = consolidate(base, [Proposal("KAZ", changed)])
    bracketed = consolidate(base, [Proposal("KAZ", f"[{changed}]")])
    if count_words(base) > 1:
        assert bracketed.passages == plain.passages
        assert [one.delegations for one in bracketed.reservations] == [("KAZ",)]


@given(proposals_on_one_base(), st.randoms(use_true_random=False))
def test_the_order_of_the_proposals_changes_nothing(case: Readings, chance: object) -> None:
    base, readings = case
    shuffled = list(readings)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = (consolidate(base, [Proposal(*r) for r in some]) for some in (readings, shuffled))
    assert one == other
    assert one.fingerprint == other.fingerprint


@given(proposals_on_one_base())
def test_the_alternatives_of_a_passage_are_few_different_and_sorted(case: Readings) -> None:
    base, readings = case
    for passage in consolidate(base, [Proposal(*r) for r in readings]).passages:
        wordings = [alternative.text for alternative in passage.alternatives]
        assert wordings == sorted(set(wordings))
        assert passage.base not in wordings
        owners = [d for alternative in passage.alternatives for d in alternative.delegations]
        assert len(owners) == len(set(owners))


@given(proposals_on_one_base(), st.data())
def test_a_decision_yields_exactly_what_its_choices_spell(case: Readings, data: st.DataObject) -> None:
    base, readings = case
    both = consolidate(base, [Proposal(*r) for r in readings])
    choices = [data.draw(st.integers(0, len(both.passages[k].alternatives))) for k in both.disputed]
    chosen = dict(zip(both.disputed, choices, strict=True))
    expected = [
        ([passage.base] + [a.text for a in passage.alternatives])[chosen.get(k, 0)]
        for k, passage in enumerate(both.passages)
    ]
    assert spell(both, choices).text == "".join(expected)
