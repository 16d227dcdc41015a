from hypothesis import given

from documents.consolidation import Alternative, Passage, Proposal, consolidate, read_as
from documents.shared_parts import Shared, SharedWording, share_parts, shared_pieces
from tests.documents.strategies import proposals_on_one_base

REPORT = "The Parties shall report on it every second year"


def test_wordings_that_differ_in_a_word_share_all_others() -> None:
    passage = Passage(
        "",
        (
            Alternative(REPORT, ("KAZ", "TJK")),
            Alternative(REPORT.replace("second", "third"), ("KGZ",)),
            Alternative(REPORT.replace("shall", "should"), ("UZB",)),
        ),
    )
    (shared,) = share_parts(passage)
    assert isinstance(shared, Shared)
    assert shared.delegations == ("KAZ", "KGZ", "TJK", "UZB")
    assert [(part.base, part.alternatives) for part in shared.text.passages if part.alternatives] == [
        ("shall", (Alternative("should", ("UZB",)),)),
        ("second", (Alternative("third", ("KGZ",)),)),
    ]


def test_short_wordings_and_unlike_ones_stay_apart() -> None:
    alternatives = (
        Alternative("may act", ("KAZ",)),
        Alternative("should act", ("UZB",)),
        Alternative("welcomes all that was done for the sea so far", ("KGZ",)),
        Alternative(REPORT, ("TJK",)),
    )
    assert share_parts(Passage("shall act", alternatives)) == alternatives


@given(proposals_on_one_base())
def test_everybody_who_wants_something_is_drawn(case: tuple[str, list[tuple[str, str]]]) -> None:
    base, readings = case
    both = consolidate(base, [Proposal(*reading) for reading in readings])
    drawn = set()
    for piece in shared_pieces(both):
        drawn.update(piece.shared.delegations if isinstance(piece, SharedWording) else piece.delegations)
    assert drawn == set(both.delegations)


@given(proposals_on_one_base())
def test_every_wording_can_be_read_back_from_what_is_shared(case: tuple[str, list[tuple[str, str]]]) -> None:
    base, readings = case
    for passage in consolidate(base, [Proposal(*reading) for reading in readings]).passages:
        found = {}
        for one in share_parts(passage):
            if isinstance(one, Alternative):
                found |= dict.fromkeys(one.delegations, one.text)
            else:
                found |= {code: read_as(one.text, code) for code in one.delegations}
        assert found == {code: one.text for one in passage.alternatives for code in one.delegations}
