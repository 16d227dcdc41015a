import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from documents.bracket_reading import read_bracketed
from documents.consolidation import Consolidation, Proposal, consolidate
from documents.diff import diff_words
from documents.errors import UnknownValue
from documents.notation import bracketed_pieces, marked, read_marked, say_owners, write_bracketed
from documents.uncrossing import uncrossed
from tests.documents.strategies import proposals_on_one_base, texts

BASE = "Parties shall cooperate fully."


def consolidated(base: str = BASE, **texts: str) -> Consolidation:
    return consolidate(base, [Proposal(delegation, text) for delegation, text in texts.items()])


def test_a_difference_is_written_in_one_line() -> None:
    assert marked(diff_words("The Parties shall act.", "The Parties should act.")) == (
        "The Parties [-shall-]{+should+} act."
    )


@pytest.mark.parametrize("text", ("a -] b", "[-a", "{+a-]", "[-a{+b+}-]", "[-a"))
def test_marks_that_do_not_fit_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"never closed|stands where it cannot"):
        read_marked(text)


@given(texts, texts)
def test_marked_text_reads_back_as_the_two_texts(old: str, new: str) -> None:
    assert read_marked(marked(diff_words(old, new))) == (old, new)


@given(st.text("[-]{+}\\ a", max_size=12), st.text("[-]{+}\\ a", max_size=12))
def test_marks_in_the_texts_themselves_survive(old: str, new: str) -> None:
    assert read_marked(marked(diff_words(old, new))) == (old, new)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    (
        ({"KAZ": "Parties should cooperate fully."}, "Parties [shall][should KAZ] cooperate fully."),
        (
            {"UNEP": "Parties shall, as appropriate, cooperate fully."},
            "Parties shall[, as appropriate, UNEP] cooperate fully.",
        ),
        ({"TKM": "Parties cooperate fully."}, "Parties [shall][no text TKM] cooperate fully."),
        ({"KGZ": "Parties shall closely cooperate fully."}, "Parties shall [closely KGZ] cooperate fully."),
        ({"KGZ": "Parties shall cooperate fully now."}, "Parties shall cooperate fully [now KGZ]."),
        ({"KGZ": "All Parties shall cooperate fully."}, "[All KGZ] Parties shall cooperate fully."),
        ({"TKM": "Parties [shall cooperate] fully."}, "Parties [shall cooperate TKM] fully."),
        (
            {"TKM": "Parties [shall cooperate] fully.", "KAZ": "Parties should cooperate fully."},
            "Parties [[shall][should KAZ] cooperate TKM] fully.",
        ),
        (
            {"TKM": "Parties shall [cooperate] fully.", "KAZ": "Parties work fully."},
            "Parties [shall [cooperate TKM]][work KAZ] fully.",
        ),
        ({"KAZ": ""}, "[Parties shall cooperate fully.][no text KAZ]"),
        (
            {"KAZ": "Parties shall cooperate fully, and report.", "UZB": "Parties shall cooperate well."},
            "Parties shall cooperate [fully][well UZB][no text][, and report KAZ].",
        ),
        (
            {"KGZ": "Parties shall shall cooperate fully.", "KAZ": "Parties [shall] cooperate fully."},
            "Parties [shall KAZ] [shall KGZ] cooperate fully.",
        ),
        (
            {"TKM": "[Parties shall] cooperate fully.", "KAZ": "Parties work fully."},
            "[Parties [shall][work KAZ] TKM] [cooperate][no text KAZ] fully.",
        ),
        (
            {"TKM": "Parties shall [cooperate fully].", "KAZ": "Parties work fully."},
            "Parties [shall][work KAZ] [[cooperate][no text KAZ] fully TKM].",
        ),
    ),
)
def test_a_consolidation_is_bracketed_as_a_drafter_would_and_reads_back(
    wanted: dict[str, str], expected: str
) -> None:
    both = consolidated(**wanted)
    assert write_bracketed(both) == expected
    assert read_bracketed(expected, base=BASE, delegations=[*wanted, "FAO"]) == both


def test_words_put_in_before_the_same_words_do_not_read_as_a_reservation() -> None:
    base = "c b b a"
    both = consolidated(base, KGZ="b c b b b a", KAZ="c b [b] a")
    assert write_bracketed(both) == "[b KGZ] c [no text][b KGZ] b [b KAZ] a"
    assert read_bracketed(write_bracketed(both), base=base, delegations=["KAZ", "KGZ"]) == both


def test_a_comma_stays_with_its_word_where_a_dispute_is_cut() -> None:
    base = "a a b, a"
    both = consolidated(base, KAZ="a [a b, a]", KGZ="a", TKM="a, a")
    assert write_bracketed(both) == "[a][no text KGZ][a, TKM] [[a b,][no text KGZ, TKM] a KAZ]"
    assert read_bracketed(write_bracketed(both), base=base, delegations=["KAZ", "KGZ", "TKM"]) == both


def test_attribution_can_be_by_names_by_codes_or_left_out() -> None:
    both = consolidated(KAZ="Parties should cooperate fully.", UZB="Parties should cooperate fully.")
    names = {"KAZ": "Kazakhstan", "UZB": "Uzbekistan"}
    assert "[should Kazakhstan, Uzbekistan]" in write_bracketed(both, attribution="names", names=names)
    assert "[should KAZ, UZB]" in write_bracketed(both)
    assert "[shall][should] " in write_bracketed(both, attribution="none")
    assert say_owners(["KAZ", "FAO"], attribution="names", names=names) == " Kazakhstan, FAO"


def test_a_text_that_nobody_disputes_is_written_as_it_is() -> None:
    assert write_bracketed(consolidated()) == BASE
    assert write_bracketed(consolidated("")) == ""


def test_pieces_know_their_role_their_owners_and_their_place() -> None:
    pieces = bracketed_pieces(
        consolidated(KAZ="Parties should cooperate fully.", TKM="Parties shall cooperate [fully].")
    )
    assert [(p.kind, p.text, p.role, p.delegations, p.at) for p in pieces] == [
        ("text", "Parties ", "agreed", (), 0),
        ("open", "[", "base", (), 8),
        ("text", "shall", "base", (), 8),
        ("close", "]", "base", (), 13),
        ("open", "[", "alternative", ("KAZ",), 8),
        ("text", "should", "alternative", ("KAZ",), 8),
        ("owners", "", "alternative", ("KAZ",), 8),
        ("close", "]", "alternative", ("KAZ",), 8),
        ("text", " cooperate ", "agreed", (), 13),
        ("open", "[", "reservation", ("TKM",), 24),
        ("text", "fully", "agreed", (), 24),
        ("owners", "", "reservation", ("TKM",), 29),
        ("close", "]", "reservation", ("TKM",), 29),
        ("text", ".", "agreed", (), 29),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    (
        "Parties [shall][must] cooperate fully.",  # nobody owns it
        "Parties [shall][must XYZ] cooperate fully.",  # takes no part
        "Parties [shall cooperate fully.",
        "Parties shall] cooperate fully.",
        "Parties will cooperate fully.",
    ),
)
def test_bracketed_text_that_leaves_a_doubt_is_refused(text: str) -> None:
    with pytest.raises(UnknownValue, match="cannot be read without doubt"):
        read_bracketed(text, base=BASE, delegations=["KAZ"])


Readings = tuple[str, list[tuple[str, str]]]


@given(proposals_on_one_base())
def test_pieces_hold_every_word_of_the_base_and_of_every_alternative(case: Readings) -> None:
    base, readings = case
    both = consolidate(base, [Proposal(*reading) for reading in readings])
    pieces = bracketed_pieces(both)
    shown = "".join(p.text for p in pieces if p.kind == "text" and p.role in ("agreed", "base"))
    assert "".join(shown.split()) == "".join(base.split())
    opened = [p for p in pieces if p.kind == "open"]
    closed = [p for p in pieces if p.kind == "close"]
    assert len(opened) == len(closed)
    assert sum(p.role == "alternative" for p in opened) == sum(
        len(p.alternatives) for p in uncrossed(both).passages
    )
    assert sum(p.role == "reservation" for p in opened) == len(both.reservations)
    for piece in pieces:
        if piece.kind == "text" and piece.role == "base":
            assert base[piece.at :].startswith(piece.text)


CODES = ("KAZ", "KGZ", "TKM", "UNEP", "UZB")
NAMES = {"KAZ": "Kazakhstan", "KGZ": "Kyrgyzstan", "TKM": "Turkmenistan", "UNEP": "UNEP", "UZB": "Uzbekistan"}
_few_words = (
    "a",
    "b",
    "c",
    "shall",
    "should",
    "и",
    "вода",
    "Тараптар",
    "Oʻzbekiston",
    "2030",
    "78/147",
    "20 000",
)
_phrases = st.lists(
    st.builds(str.__add__, st.sampled_from(_few_words), st.sampled_from(("", "", "", "", ",", ";"))),
    max_size=10,
)


@st.composite
def _reworded(draw: st.DrawFn, base: list[str]) -> str:
    """A text spaced as a drafter types it, with brackets round some of its words."""
    words = list(base)
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(words)))
        words[start : start + draw(st.integers(0, 3))] = draw(_phrases)[:3]
    for _ in range(draw(st.integers(0, 2))):
        if words:
            start = draw(st.integers(0, len(words) - 1))
            end = draw(st.integers(start, len(words) - 1))
            words[start] = f"[{words[start]}"
            words[end] += "]"
    return " ".join(words) + draw(st.sampled_from(("", ".")))


@st.composite
def _negotiated(draw: st.DrawFn) -> Consolidation:
    words = draw(_phrases)
    base = " ".join(words) + draw(st.sampled_from(("", ".")))
    parties = CODES[: draw(st.integers(0, 4))]
    return consolidate(base, [Proposal(code, draw(_reworded(words))) for code in parties])


def _is_plain(one: Consolidation) -> bool:
    """Whether no wording holds a bracket and no reservations cross."""
    spans = [(reservation.start, reservation.end) for reservation in one.reservations]
    wordings = [alternative.text for passage in one.passages for alternative in passage.alternatives]
    crossing = any(a < c < b < d for a, b in spans for c, d in spans)
    return not crossing and not any(set("[]") & set(text) for text in wordings)


@given(_negotiated(), st.booleans())
def test_bracketed_text_reads_back_as_the_same_consolidation(one: Consolidation, by_name: bool) -> None:
    assume(_is_plain(one))
    names = NAMES if by_name else None
    written = write_bracketed(one, attribution="names" if by_name else "codes", names=names)
    assert read_bracketed(written, base=one.base, delegations=CODES, names=names) == one


@given(proposals_on_one_base())
def test_what_reads_back_is_what_was_written(case: Readings) -> None:
    base, readings = case
    both = consolidate(base, [Proposal(*reading) for reading in readings])
    try:
        found = read_bracketed(write_bracketed(both), base=base, delegations=[d for d, _ in readings])
    except UnknownValue:
        return
    assert write_bracketed(found) == write_bracketed(both)
