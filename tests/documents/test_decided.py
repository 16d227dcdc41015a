"""What was decided since an edition, as if those who brought the words had proposed them on it."""

from hypothesis import given
from hypothesis import strategies as st

from documents.consensus import Agreement
from documents.consolidation import Alternative
from documents.content import ClauseKind
from documents.decided import decided_since
from documents.document import Clause
from documents.editions import FrozenClause
from documents.provenance import Origin
from tests.documents.strategies import edited, likely


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
    [one] = decided_since(
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
    [one] = decided_since([frozen("a", "Act.")], [present("a", "Act now together.")], origins)
    assert [p.alternatives[0] for p in one.fields["text"].passages if p.alternatives] == [
        Alternative(" now", ("KAZ",)),
        Alternative(" together", ("UZB",)),
    ]


def test_clauses_that_came_and_went_stand_where_they_stand_or_stood() -> None:
    found = decided_since(
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
    [one] = decided_since(
        [frozen("e", "USD 5 million", "entry")], [present("e", "USD 7 million", "entry")], origins
    )
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
    [one] = decided_since([frozen("a", old)], [present("a", new)], {"a": {"text": brought}})
    passages = one.fields["text"].passages if one.fields else ()
    if old == new:
        assert not passages
        return
    assert "".join(passage.base for passage in passages) == old
    wanted = (p.alternatives[0].text if p.alternatives else p.base for p in passages)
    assert "".join(wanted) == new
