"""Texts to try the laws of the core on: they look like ours, and now and then like nothing at all."""

from hypothesis import strategies as st

from documents.tokens import tokenize

WORDS = tuple(
    word
    for line in (
        "the Parties shall should may cooperate fully and or of to climate low-carbon UNEP’s",
        "и в Стороны следует сотрудничать климат по-прежнему cекретаря",
        "және Тараптар ынтымақтасады 2026-ға Өңірлік климаттың",
        "жана Тараптар кызматташат муздук ва Тарафҳо ҳамкорӣ иқлим",
        "we Taraplar hyzmatdaşlyk howa va Oʻzbekiston iqlim hamkorlik oʼzgarish",
    )
    for word in line.split()
)
NUMBERS = (
    *("78/147", "2026–2030", "1.5", "7,3", "2030", "5", "XXI", "⟦k3v9q2⟧"),
    *("20 000", "120\u00a0000", "300", "1.5 °C", "A/RES/78/147", "USD"),
)
SIGNS = (",", ";", ".", ":", "(", ")", "[", "]", "«", "»", "–", "/", "$", "%", "°")
GAPS = ("", " ", " ", " ", " ", "  ", "\u00a0", "\n")

word = st.sampled_from((*WORDS, *NUMBERS))
sign = st.sampled_from(SIGNS)
# A small vocabulary makes words repeat, which is where an alignment is free to go wrong.
few = st.sampled_from(("a", "b", "c", "a", "b", ",", ".", "[", "]"))
gap = st.sampled_from(GAPS)


def _spelled(pieces: list[tuple[str, str]], last: str) -> str:
    return "".join(lead + token for lead, token in pieces) + last


def _texts(token: st.SearchStrategy[str], longest: int = 14) -> st.SearchStrategy[str]:
    pieces = st.lists(st.tuples(gap, token), max_size=longest)
    return st.builds(_spelled, pieces, st.sampled_from(("", "", "", " ", "\n")))


likely = _texts(st.one_of(word, word, word, sign))
repeating = _texts(few, 9)
nonsense = st.text(max_size=24)
texts = st.one_of(likely, repeating, nonsense)

sentences = st.lists(st.one_of(word, word, word, st.sampled_from(",;")), min_size=1, max_size=14).map(
    " ".join
)
"""Words and commas one space apart: what a proposal is mostly made of."""


@st.composite
def edited(draw: st.DrawFn, text: str, most: int = 4) -> str:
    """A text that somebody made of another by striking, inserting and replacing tokens here and there."""
    tokens = tokenize(text)
    for _ in range(draw(st.integers(1, most))):
        start = draw(st.integers(0, len(tokens)))
        end = draw(st.integers(start, min(len(tokens), start + 3)))
        tokens[start:end] = draw(st.lists(st.one_of(word, few, sign, gap), max_size=3))
    return "".join(tokens)


@st.composite
def proposals_on_one_base(draw: st.DrawFn, most: int = 5) -> tuple[str, list[tuple[str, str]]]:
    """A base, and what some delegations make of it."""
    base = draw(st.one_of(likely, repeating, sentences))
    count = draw(st.integers(0, most))
    codes = ("KAZ", "KGZ", "TJK", "TKM", "UZB", "UNEP", "FAO", "WMO")[:count]
    return base, [(code, draw(st.one_of(edited(base), texts, st.just(base)))) for code in codes]


@st.composite
def bracketed(draw: st.DrawFn, text: str, most: int = 3) -> str:
    """A text with pairs of brackets round some of its tokens, nested, crossing or alone."""
    tokens = tokenize(text)
    for _ in range(draw(st.integers(1, most))):
        start = draw(st.integers(0, len(tokens)))
        end = draw(st.integers(start, len(tokens)))
        tokens[start:end] = ["[", *tokens[start:end], "]"]
    return "".join(tokens)


@st.composite
def bracketed_on_one_base(draw: st.DrawFn, most: int = 4) -> tuple[str, list[tuple[str, str]]]:
    """A base, and delegations that put brackets into what they make of it."""
    base, readings = draw(proposals_on_one_base(most))
    return base, [(code, draw(st.one_of(bracketed(text), st.just(text)))) for code, text in readings]
