"""What is drawn of a consolidation, stretch by stretch."""

from app.pages.bracketing import draw_consolidation
from app.pages.frame import Named
from app.pages.pen import Pen, Stretch
from documents.consolidation import Proposal, consolidate

CAST = {code: Named(code, code, code.lower()) for code in ("KAZ", "KGZ", "TKM", "UZB")}
BASE = "We meet in Astana every spring and work for the rivers that all of us share, year after year."
REPORT = "The Parties shall report on it every second year."


def drawn(base: str, **wanted: str) -> str:
    one = consolidate(base, [Proposal(code, text) for code, text in wanted.items()])
    return "".join(map(_sign, draw_consolidation(one, Pen(cast=CAST, language="en")).stretches))


def _sign(stretch: Stretch) -> str:
    owners = ", ".join(named.code for named in stretch.by)
    match stretch.kind:
        case "open" | "close":
            return "[" if stretch.kind == "open" else "]"
        case "owners":
            return f" {owners}"
        case "insert":
            return f"{{{stretch.text}}}"
        case "collision":
            return ""
        case "no text":
            return "no text"
        case _:
            return stretch.text


def test_wordings_that_share_most_words_are_drawn_once() -> None:
    text = drawn(BASE, KAZ=f"{BASE} {REPORT}", UZB=f"{BASE} {REPORT.replace('shall', 'should')}")
    assert text == (
        f"{BASE} [{{The Parties}} [{{shall}} KAZ] [{{should}} UZB] {{report on it every second year.}} KAZ, UZB]"
    )


def test_short_wordings_stand_one_after_another() -> None:
    assert drawn("We shall act.", KAZ="We may act.", UZB="We should act.") == (
        "We [shall] [{may} KAZ] [{should} UZB] act."
    )


def test_whoever_wants_something_else_stands_beside_what_others_share() -> None:
    text = drawn(
        BASE,
        KAZ=f"{BASE} {REPORT}",
        KGZ=f"{BASE} Nothing is final.",
        UZB=f"{BASE} {REPORT.replace('second', 'third')}",
    )
    assert text == (
        f"{BASE} [{{Nothing is final.}} KGZ] "
        "[{The Parties shall report on it every} [{second} KAZ] [{third} UZB] {year.} KAZ, UZB]"
    )
