from hypothesis import given

from documents.consolidation import Proposal, consolidate, read_as
from documents.options import is_rewritten, set_apart
from tests.documents.strategies import proposals_on_one_base

BASE = "The Parties shall cooperate fully on water, energy and food by 2030."
OTHER = "Welcomes all that was done for the Aral Sea so far."


def apart(**texts: str) -> tuple[tuple[str, ...], list[tuple[str, tuple[str, ...]]]]:
    found = set_apart(consolidate(BASE, [Proposal(code, text) for code, text in texts.items()]))
    return found.near.delegations, [(option.text, option.delegations) for option in found.options]


def test_what_rewrites_the_text_stands_apart_with_all_who_want_it() -> None:
    small = BASE.replace("2030", "2028")
    assert apart(KAZ=small, TKM=OTHER, UZB=OTHER) == (("KAZ",), [(OTHER, ("TKM", "UZB"))])
    assert apart(KAZ=small) == (("KAZ",), [])


def test_no_text_stands_apart_where_others_dispute_words_and_in_the_brackets_where_not() -> None:
    assert apart(KAZ=BASE.replace("2030", "2028"), TKM="") == (("KAZ",), [("", ("TKM",))])
    assert apart(TKM="") == (("TKM",), [])


@given(proposals_on_one_base())
def test_nobody_is_overlooked_and_nothing_is_lost(case: tuple[str, list[tuple[str, str]]]) -> None:
    base, readings = case
    found = set_apart(consolidate(base, [Proposal(*reading) for reading in readings]))
    options = {code: option.text for option in found.options for code in option.delegations}
    for code, text in readings:
        assert (options[code] if code in options else read_as(found.near, code)) == text
        assert code in options or not is_rewritten(base, text)
