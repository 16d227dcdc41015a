"""Which proposals of a clause a reader asks for: by whom, of which kind, and whether they change words."""

from datetime import UTC, datetime

from documents.consensus import Agreement
from documents.document import Clause
from documents.notation import write_bracketed
from documents.readings import OpenAmendment, consolidate_clause
from documents.selection import only_of_kind, without_typography

TEXT = "The Parties shall publish “results” by 2030."
CLAUSE = Clause(
    id="c",
    kind="operative",
    label="OP 1",
    number="1",
    depth=0,
    content={"text": TEXT},
    revision="r",
    agreement=Agreement(),
)


def _amendment(by: str, text: str = "", kind: str = "replace") -> OpenAmendment:
    return OpenAmendment(
        id=by,
        kind=kind,  # type: ignore[arg-type]
        delegation=by,
        sponsors=(by,),
        tabled_at=datetime(2026, 3, 2, tzinfo=UTC),
        rationale="",
        fields={"text": text} if text else {},
        base={"text": TEXT},
    )


ONE = consolidate_clause(
    CLAUSE,
    [
        _amendment("KAZ", TEXT.replace("“results”", "«results»")),
        _amendment("TJK", TEXT.replace("“results”", "«results»").replace("shall", "should")),
        _amendment("UZB", kind="delete"),
        _amendment("TKM", kind="move"),
    ],
)


def test_without_typography_only_words_are_in_dispute() -> None:
    shown = without_typography(ONE)
    assert write_bracketed(shown.fields["text"], attribution="codes") == (
        "The Parties [shall][should TJK] publish “results” by 2030."
    )
    assert [one.delegation for one in shown.amendments] == ["TJK", "UZB", "TKM"]


def test_one_kind_of_amendment_stands_alone() -> None:
    reworded = only_of_kind(ONE, "replace")
    assert reworded.fields == ONE.fields
    assert (reworded.deleted_by, [one.id for one in reworded.amendments]) == ((), ["KAZ", "TJK"])
    deleted = only_of_kind(ONE, "delete")
    assert (dict(deleted.fields), deleted.deleted_by) == ({}, ("UZB",))
    assert [one.id for one in only_of_kind(ONE, "move").amendments] == ["TKM"]
