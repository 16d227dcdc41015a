"""What somebody does to our files in LibreOffice, with tracking on, is found as what it is."""

import pytest

from exporters.word import export
from tests.exporters.drafts import declaration
from tests.exporters.libreoffice import Judge, judge
from tests.importers.reading_back import AUTHOR, found, own, read, said

DRAFT = declaration()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Judge:
    return judge(tmp_path_factory.mktemp("editing"))


def test_what_is_edited_in_libreoffice_is_found(office: Judge) -> None:
    back = office.edit(
        export(DRAFT, "clean"),
        (AUTHOR, "type", "transboundary waters", " and soils"),
        (AUTHOR, "strike", " with deep concern"),
        (AUTHOR, "cut", "development partners"),
        (AUTHOR, "comment", "transboundary", "Soils belong to the waters."),
        ("UZB", "type", "this Declaration", " and its annex"),
    )
    findings = found(back, DRAFT)
    assert own(findings) == [
        (
            "replace",
            "PP 2",
            {
                "text": "Noting the retreat of the glaciers of the Pamir and the Tien Shan, on which the rivers of the "
                "region depend,"
            },
        ),
        (
            "replace",
            "OP 1",
            {
                "text": "Decide to strengthen the joint management of transboundary waters and soils, as set out in "
                f"⟦{DRAFT.clauses[8].clause.id}⟧, by 2030;"
            },
        ),
        ("replace", "OP 2", {"text": "Call upon development partners"}),
        ("insert", "after OP 2", {"text": "to support the International Fund for Saving the Aral Sea;"}),
    ]
    assert [one.reason for one in findings if one.author == AUTHOR] == [
        "",
        "Soils belong to the waters.",
        "",
        "",
    ]
    assert own(findings, "UZB") == [
        ("replace", "OP 5", {"text": "Request the secretariat to circulate this Declaration and its annex;"})
    ]
    assert {one.author for one in findings} == {AUTHOR, "UZB"}


def test_what_is_joined_or_moved_in_libreoffice_is_found(office: Judge) -> None:
    joined = office.edit(export(DRAFT, "clean"), (AUTHOR, "join", "Recalling General Assembly"))
    assert [(kind, label) for kind, label, _ in own(found(joined, DRAFT))] == [
        ("replace", "PP 1"),
        ("delete", "PP 2"),
    ]
    moved = office.edit(
        export(DRAFT, "clean"), (AUTHOR, "move", "Welcome the offer", "Request the secretariat")
    )
    [one] = found(moved, DRAFT)
    assert (one.author, one.kind, one.label) == (AUTHOR, "move", "OP 4")
    assert one.after == next(item.clause.id for item in DRAFT.clauses if item.clause.label == "OP 5")


def test_edits_over_the_changes_of_others_leave_these_as_they_were(office: Judge) -> None:
    sent = export(DRAFT, "tracked")
    back = office.edit(sent, (AUTHOR, "type", "by 2030", " or 2031"), ("UZB", "strike", " widely"))
    before, after = said(found(sent, DRAFT)), said(found(back, DRAFT))
    assert [one for one in after if one not in before] == [
        (
            AUTHOR,
            "replace",
            "OP 1",
            {
                "text": "Decide to strengthen the joint management of transboundary waters, as set out in "
                f"⟦{DRAFT.clauses[8].clause.id}⟧, by 2030 or 2031;"
            },
        )
    ]
    assert [one for one in before if one not in after] == []
    assert ("OP 5", "KAZ") in {
        (next(i.clause.label for i in DRAFT.clauses if i.clause.id == clause), whose)
        for clause, whose in read(back, DRAFT).stacked["UZB"]
    }
