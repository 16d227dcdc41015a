"""Which moves can be shown as moves, and between which places."""

from dataclasses import replace

import pytest

from documents.document import ConsolidatedClause
from documents.moved_clauses import find_moves
from tests.exporters.drafts import amended, id_of


def clause(number: int, **facts: object) -> ConsolidatedClause:
    label = f"OP {number}"
    return amended("operative", f"Text {number};", label=label, number=str(number), **facts)  # type: ignore[arg-type]


def below(letter: str, of: int, **facts: object) -> ConsolidatedClause:
    return amended(
        "sub_item",
        f"part {of} {letter};",
        label=f"OP {of} ({letter})",
        number=letter,
        **facts,  # type: ignore[arg-type]
    )


def places(*clauses: ConsolidatedClause, whoever_rewords: bool = False) -> list[tuple[int, int, int]]:
    return [(move.first, move.end, move.to) for move in find_moves(clauses, whoever_rewords=whoever_rewords)]


def test_a_clause_goes_with_what_stands_under_it_behind_all_of_what_it_follows() -> None:
    moved = clause(1, moved={"KAZ": "after OP 2"})
    assert places(moved, below("a", 1), clause(2), below("a", 2), below("b", 2), clause(3)) == [(0, 2, 5)]


def test_a_sub_item_goes_right_behind_the_clause_that_it_is_to_stand_under() -> None:
    moved = below("b", 2, moved={"KAZ": "after OP 1"})
    assert places(clause(1), below("a", 1), clause(2), below("a", 2), moved) == [(4, 5, 1)]


def test_the_first_place_is_behind_title_and_chapeau() -> None:
    opening = [amended("title", "A title"), amended("chapeau", "We,")]
    [move] = find_moves([*opening, clause(1), clause(2, moved={"KAZ": "", "UZB": ""})])
    assert (move.to, move.by) == (2, {"KAZ", "UZB"})


@pytest.mark.parametrize(
    "item",
    [
        clause(1, moved={"KAZ": "after OP 2", "UZB": "after OP 3"}),
        clause(1, moved={"KAZ": "after OP 2"}, deleted_by=("UZB",)),
        clause(1, moved={"KAZ": "after OP 9"}),
        clause(1, moved={"KAZ": "after OP 1"}),
        clause(1, moved={"KAZ": ""}),
    ],
    ids=["two places", "somebody wants it out", "no such clause", "behind itself", "it stands there"],
)
def test_what_cannot_be_shown_as_a_move_is_none(item: ConsolidatedClause) -> None:
    assert places(item, clause(2), clause(3)) == []


def test_rewording_by_others_keeps_a_clause_in_its_place_unless_all_is_taken_as_a_whole() -> None:
    own = clause(1, moved={"KAZ": "after OP 2"}, proposals={"KAZ": "Text one;"})
    others = clause(1, moved={"KAZ": "after OP 2"}, proposals={"UZB": "Text one;"})
    assert places(own, clause(2)) == [(0, 1, 2)]
    assert places(others, clause(2)) == []
    assert places(others, clause(2), whoever_rewords=True) == [(0, 1, 2)]


def test_a_clause_follows_one_that_the_same_delegation_moves_too() -> None:
    first = clause(1, moved={"KAZ": "after OP 4"})
    third = clause(3, moved={"KAZ": "after OP 1"})
    assert places(first, clause(2), third, clause(4)) == [(0, 1, 4), (2, 3, 4)]


def test_where_a_clause_goes_that_follows_one_moved_by_others_cannot_be_shown() -> None:
    first = clause(1, moved={"KAZ": "after OP 4"})
    third = clause(3, moved={"UZB": "after OP 1"})
    assert places(first, clause(2), third, clause(4)) == [(0, 1, 4)]


def test_two_clauses_that_one_delegation_wants_in_one_place_are_one_move() -> None:
    first, second = (clause(n, moved={"KAZ": "after OP 3"}) for n in (1, 2))
    assert places(first, second, clause(3)) == [(0, 1, 3)]
    other = clause(2, moved={"UZB": "after OP 3"})
    assert places(first, other, clause(3)) == [(0, 1, 3), (1, 2, 3)]


def test_clauses_that_are_to_follow_each_other_are_none() -> None:
    first, last = clause(1, moved={"KAZ": "after OP 3"}), clause(3, moved={"KAZ": "after OP 1"})
    assert places(first, clause(2), last) == []


def test_rows_of_tables_do_not_move() -> None:
    entries = [amended("entry", {"title": f"Action {n}"}, label=f"1.{n}", number=f"1.{n}") for n in (1, 2)]
    moved = replace(entries[0], amendments=clause(1, moved={"KAZ": ""}).amendments)
    moved = replace(moved, amendments=(replace(moved.amendments[0], after=id_of("1.2")),))
    assert places(amended("chapter", "Water", label="1", number="1"), moved, entries[1]) == []
