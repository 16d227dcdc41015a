"""What was decided since an edition, as if those who brought the words had proposed them on it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from documents.consensus import Agreement
from documents.consolidation import Alternative
from documents.content import ClauseKind
from documents.decided import decided_since
from documents.document import Clause, ConsolidatedClause
from documents.editions import FrozenClause
from documents.moved_clauses import find_moves
from documents.provenance import Origin
from tests.documents.strategies import edited, likely

NOW = datetime(2026, 4, 22, 9, 5, tzinfo=UTC)
since = partial(decided_since, as_of=NOW, language="en")


def present(key: str, text: str, kind: ClauseKind = "operative") -> Clause:
    content = {"text": text} if kind != "entry" else {"title": key, "budget": text}
    return Clause(
        id=key,
        kind=kind,
        label=key,
        number=key,
        depth=0,
        content=content,
        revision="r",
        agreement=Agreement(),
    )


def frozen(key: str, text: str, kind: ClauseKind = "operative") -> FrozenClause:
    content = {"text": text} if kind != "entry" else {"title": key, "budget": text}
    return FrozenClause(id=key, kind=kind, label=key, parent=None, content=content)


def test_new_words_are_those_of_who_brought_them_and_words_that_went_the_chairs() -> None:
    origins = {
        "a": {
            "text": (
                Origin("Parties ", "SEC"),
                Origin("should", "KAZ"),
                Origin(" act", "SEC"),
                Origin(" together", "UZB"),
                Origin(".", "SEC"),
            )
        }
    }
    [one] = since(
        [frozen("a", "Parties shall act now, in peace.")],
        [present("a", "Parties should act together.")],
        origins,
    )
    [(address, text)] = one.fields.items()
    assert address == "text"
    assert [
        (passage.base, [(a.text, a.delegations) for a in passage.alternatives])
        for passage in text.passages
        if passage.alternatives
    ] == [("shall", [("should", ("KAZ",))]), ("now, in peace", [("together", ("UZB",))])]


def test_words_put_in_by_two_are_those_of_each() -> None:
    origins = {
        "a": {
            "text": (
                Origin("Act", "SEC"),
                Origin(" now", "KAZ"),
                Origin(" together", "UZB"),
                Origin(".", "SEC"),
            )
        }
    }
    [one] = since([frozen("a", "Act.")], [present("a", "Act now together.")], origins)
    assert [p.alternatives[0] for p in one.fields["text"].passages if p.alternatives] == [
        Alternative(" now", ("KAZ",)),
        Alternative(" together", ("UZB",)),
    ]


def test_clauses_that_came_and_went_stand_where_they_stand_or_stood() -> None:
    found = since(
        [frozen("a", "One."), frozen("b", "Two."), frozen("c", "Three.")],
        [present("a", "One."), present("n", "New words."), present("c", "Three.")],
        {"n": {"text": (Origin("New words.", "KGZ"),)}},
    )
    assert [(one.clause.id, one.inserted_by, one.deleted_by, one.clause.standing) for one in found] == [
        ("a", (), (), True),
        ("b", (), ("CHAIR",), True),
        ("n", ("KGZ",), (), False),
        ("c", (), (), True),
    ]
    assert not any(one.fields for one in found)


def test_a_value_changes_as_a_whole() -> None:
    origins = {"e": {"budget": (Origin("USD 7 million", "UNEP"),)}}
    [one] = since([frozen("e", "USD 5 million", "entry")], [present("e", "USD 7 million", "entry")], origins)
    [passage] = one.fields["budget"].passages
    assert (passage.base, passage.alternatives[0].text, passage.alternatives[0].delegations) == (
        "USD 5 million",
        "USD 7 million",
        ("UNEP",),
    )


@given(st.data())
def test_the_passages_make_the_present_text_of_the_edition(data: st.DataObject) -> None:
    old = data.draw(likely)
    new = data.draw(edited(old))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(new)), max_size=4)))
    ends = zip([0, *cuts], [*cuts, len(new)], strict=True)
    brought = tuple(Origin(new[start:end], f"D{start % 3}") for start, end in ends)
    [one] = since([frozen("a", old)], [present("a", new)], {"a": {"text": brought}})
    passages = one.fields["text"].passages if one.fields else ()
    if old == new:
        assert not passages
        return
    assert "".join(passage.base for passage in passages) == old
    wanted = (p.alternatives[0].text if p.alternatives else p.base for p in passages)
    assert "".join(wanted) == new


def numbered(key: str) -> tuple[FrozenClause, Clause]:
    """Return a clause then and now: "1" at the top, "1a" under it."""
    text = f"Clause {key};"
    kind: ClauseKind = "sub_item" if key[1:] else "operative"
    then = FrozenClause(
        id=key, kind=kind, label=key, parent=key[:1] if key[1:] else None, content={"text": text}
    )
    return then, replace(present(key, text, kind), depth=1 if key[1:] else 0)


def moved_text(then: Sequence[str], now: Sequence[str]) -> tuple[ConsolidatedClause, ...]:
    return since([numbered(key)[0] for key in then], [numbered(key)[1] for key in now], {})


def accepted(found: Sequence[ConsolidatedClause]) -> list[str]:
    """Return the clauses in their order once every move that can be shown is made."""
    moves = find_moves(found, whoever_rewords=True)
    order: list[str] = []
    for place in range(len(found) + 1):
        for move in moves:
            order += (item.clause.id for item in found[move.first : move.end] if move.to == place)
        if place < len(found) and not any(move.first <= place < move.end for move in moves):
            order.append(found[place].clause.id)
    return order


def test_what_was_moved_stands_where_the_edition_had_it_and_says_where_it_went() -> None:
    found = moved_text(["1", "1a", "2", "3"], ["2", "3", "1", "1a"])
    assert [one.clause.id for one in found] == ["1", "1a", "2", "3"]
    [move] = [amendment for one in found for amendment in one.amendments]
    assert (move.id, move.kind, move.delegation, move.after, move.move_to) == (
        "1",
        "move",
        "CHAIR",
        "3",
        "after 3",
    )
    assert accepted(found) == ["2", "3", "1", "1a"]


def test_clauses_that_were_moved_as_a_block_stay_in_their_order() -> None:
    found = moved_text(["1", "2", "3", "4", "5"], ["3", "4", "5", "1", "2"])
    assert [one.clause.id for one in found if one.amendments] == ["1", "2"]
    assert accepted(found) == ["3", "4", "5", "1", "2"]


def test_a_move_that_cannot_be_shown_leaves_everything_as_it_stands_today() -> None:
    # Since the edition clause 1 moved, and a part of it to another clause.
    found = moved_text(["1", "1a", "1b", "2", "3"], ["2", "1a", "3", "1", "1b"])
    assert accepted(found) == ["2", "1a", "3", "1", "1b"]


@given(st.data())
def test_moves_lead_from_the_order_of_the_edition_to_that_of_today(data: st.DataObject) -> None:
    heads = [str(n) for n in range(data.draw(st.integers(1, 5)))]
    parts = {head: "abc"[: data.draw(st.integers(0, 3))] for head in heads}
    then = [key for head in heads for key in (head, *(head + part for part in parts[head]))]
    now = [
        key
        for head in data.draw(st.permutations(heads))
        for key in (head, *(head + part for part in data.draw(st.permutations(parts[head]))))
    ]
    found = moved_text(then, now)
    assert accepted(found) == now
    if not any(parts.values()):
        assert [one.clause.id for one in found] == then
