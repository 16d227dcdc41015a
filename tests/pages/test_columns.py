"""What each delegation wants, side by side."""

from app.pages.columns import MOST_ROWS, draw_columns
from app.pages.drawn import Columns
from app.pages.frame import Named
from app.pages.pen import Pen
from documents.consensus import Agreement
from documents.consolidation import Proposal, consolidate
from documents.document import Clause, ConsolidatedClause

CAST = {code: Named(code, code, code.lower()) for code in ("KAZ", "TKM", "UZB")}


def columns(base: str, **wanted: str) -> Columns:
    clause = Clause(
        id="c1",
        kind="operative",
        label="OP 1",
        number="1",
        depth=0,
        content={"text": base},
        revision="r1",
        agreement=Agreement(),
    )
    field = consolidate(base, [Proposal(code, text) for code, text in wanted.items()])
    one = ConsolidatedClause(clause=clause, fields={"text": field})
    (drawn,) = draw_columns(one, Pen(cast=CAST, language="en"))
    return drawn


def test_a_text_in_very_many_disputes_has_rows_for_the_first_and_counts_the_others() -> None:
    base = " ".join(f"word-{k} stays here" for k in range(MOST_ROWS + 5))
    drawn = columns(base, KAZ=base.replace("stays", "goes"))
    assert sum(1 for line in drawn.lines if line.cells) == MOST_ROWS
    assert drawn.left_out == 5
    assert columns("word-1 stays here", KAZ="word-1 goes here").left_out == 0


def test_another_text_stands_apart_and_leaves_small_changes_small() -> None:
    base = "Call upon the Parties to report by 2030 on the state of the basin;"
    drawn = columns(
        base, KAZ=base.replace("2030", "2028"), TKM="", UZB="Welcomes what was done for the Aral Sea so far;"
    )
    assert [one.code for one in drawn.delegations] == ["KAZ"]
    assert [[stretch.text for stretch in line.base] for line in drawn.lines if line.cells] == [["2030"]]
    assert [[one.code for one in option.by] for option in drawn.options] == [["TKM"], ["UZB"]]
    assert [stretch.kind for stretch in drawn.options[0].stretches] == ["no text"]


def test_a_change_that_nobody_sees_is_named_in_its_cell() -> None:
    drawn = columns("Report by 2030 on it.", KAZ="Report by\u00a02030 on it.")
    (line,) = (line for line in drawn.lines if line.cells)
    assert [cell.note for cell in line.cells] == ["a no-break space (U+00A0) instead of a space"]
