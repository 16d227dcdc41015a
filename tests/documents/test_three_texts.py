import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.diff import diff_words
from documents.three_texts import ThreefoldPiece, three_texts
from tests.documents.strategies import edited, texts

SIGNS = {  # base, proposal, bridge -> how it is written here
    (True, True, True): "{}",
    (True, False, False): "[-{}-]",
    (True, True, False): "[={}=]",
    (True, False, True): "<{}>",
    (False, True, True): "{{+{}+}}",
    (False, True, False): "{{~{}~}}",
    (False, False, True): "{{!{}!}}",
}


def written(base: str, proposal: str, bridge: str) -> str:
    return "".join(
        SIGNS[tuple(piece[1:])].format(piece.text) for piece in three_texts(base, proposal, bridge)
    )


@pytest.mark.parametrize(
    ("base", "proposal", "bridge", "expected"),
    (
        (
            "The Parties shall act by 2030.",
            "The Parties should act by 2030.",
            "The Parties will act by 2030.",
            "The Parties [-shall-]{~should~}{!will!} act by 2030.",
        ),
        (
            "The Parties shall act.",
            "The Parties shall fully and urgently act.",
            "The Parties shall fully act.",
            "The Parties shall {+fully +}{~and urgently ~}act.",
        ),
        (
            "Стороны обязуются.",
            "Стороны стремятся.",
            "Стороны обязуются.",
            "Стороны <обязуются>{~стремятся~}.",
        ),
        ("Тараптар әрекет етеді.", "Тараптар етеді.", "Тараптар етеді.", "Тараптар [-әрекет -]етеді."),
        ("We act now.", "We act now.", "We act.", "We act[= now=]."),
        ("", "a", "a b", "{+a+}{! b!}"),
    ),
)
def test_every_word_shows_who_brought_it_and_who_wants_it_out(
    base: str, proposal: str, bridge: str, expected: str
) -> None:
    assert written(base, proposal, bridge) == expected


def test_a_piece_names_its_owner() -> None:
    base, proposal, bridge = "We shall act.", "We should act.", "We should all act."
    owned = {piece.text: (piece.owner, piece.struck_by) for piece in three_texts(base, proposal, bridge)}
    assert owned["shall"] == ("base", "proposal")
    assert owned["should"] == ("proposal", None)
    assert owned["all "] == ("bridge", None)


@given(st.data())
def test_each_of_the_three_texts_can_be_read_back(data: st.DataObject) -> None:
    base = data.draw(texts)
    proposal = data.draw(st.one_of(edited(base), texts))
    bridge = data.draw(st.one_of(edited(proposal), edited(base), texts, st.just(base)))
    pieces = three_texts(base, proposal, bridge)
    assert "".join(piece.text for piece in pieces if piece.base) == base
    assert "".join(piece.text for piece in pieces if piece.proposal) == proposal
    assert "".join(piece.text for piece in pieces if piece.bridge) == bridge
    assert all(piece.text for piece in pieces)


@given(texts, texts)
def test_a_bridge_that_is_the_proposal_is_its_difference(base: str, proposal: str) -> None:
    expected = [
        ThreefoldPiece(segment.text, segment.op != "insert", segment.op != "delete", segment.op != "delete")
        for segment in diff_words(base, proposal)
    ]
    assert list(three_texts(base, proposal, proposal)) == expected


@given(texts)
def test_three_equal_texts_are_one_piece(text: str) -> None:
    assert three_texts(text, text, text) == ((ThreefoldPiece(text, True, True, True),) if text else ())
