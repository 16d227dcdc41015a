"""Where each proposal went as a Word file: valid, repeated head, landscape, the same bytes."""

from datetime import UTC, datetime
from io import BytesIO

import docx
import pytest
from docx.enum.section import WD_ORIENT
from openxml_audit import OpenXmlValidator

from documents.whereabouts import Lost
from documents.whereabouts_table import Came, DecidedOn, End, Leg, Whereabouts, WhereaboutsTable
from exporters.word.whereabouts import WhereaboutsPaper, export_whereabouts
from tests.exporters.reading import lint
from tests.exporters.test_rounds import paper as round_paper
from tests.exporters.test_rounds import proposal

DAY = datetime(2026, 4, 2, 9, 0, tzinfo=UTC)
SPLIT = Came("s", "split", DAY, "Two matters.")


def end(label: str, outcome: str = "open", **facts: object) -> End:
    told = {"amendment": "a", "clause": "c", "is_open": True, "legs": (), "decided": None, "joined": ()}
    return End(label=label, outcome=outcome, **{**told, **facts})


def written(*entries: Whereabouts, language: str = "en", since: str = "", of: str = "") -> WhereaboutsPaper:
    about = round_paper(language=language).document
    return WhereaboutsPaper("table.docx", about, WhereaboutsTable(since, of, entries))


CUT = Whereabouts(
    proposal=proposal(),
    outcome="taken over in part",
    ends=[
        end("OP 1", legs=[Leg(SPLIT, "OP 1", "OP 1", "cut")]),
        end(
            "OP 1 bis",
            "taken over",
            is_open=False,
            legs=[Leg(SPLIT, "OP 1", "OP 1 bis", "cut")],
            decided=DecidedOn("d", DAY, ""),
        ),
    ],
    lost=(),
    said=(),
)
LOST = Whereabouts(
    proposal=proposal(amends="move", wanted=[], move_to="after OP 7"),
    outcome="no place",
    ends=(),
    lost=[Lost("s", "text", "as in ⟦aaaaaaaaaaaaaaaa⟧", "by 2035"), Lost("s", "text", "", "more")],
    said=(),
)
SAID = Whereabouts(
    proposal=proposal(), outcome="said already", ends=[end("OP 2", joined=["b"])], lost=(), said=[SPLIT]
)
PAPERS = {
    "all": written(CUT, LOST, SAID),
    "in Russian": written(CUT, LOST, SAID, language="ru"),
    "of one since an edition": written(CUT, since="RES2026/DEC/L.1", of="KAZ"),
    "nothing": written(),
}


@pytest.mark.parametrize("one", PAPERS.values(), ids=PAPERS)
def test_the_annex_is_valid_and_the_same_bytes(one, tmp_path):
    file = export_whereabouts(one)
    (tmp_path / "table.docx").write_bytes(file)
    assert [str(error) for error in OpenXmlValidator().validate(tmp_path / "table.docx").errors] == []
    assert lint(file) == []
    assert export_whereabouts(one) == file


def test_each_row_says_where_a_proposal_went_and_what_became_of_it():
    [table] = docx.Document(BytesIO(export_whereabouts(PAPERS["all"]))).tables
    head, cut, lost, said = [[cell.text for cell in row.cells] for row in table.rows]
    assert head == ["No.", "Delegation", "Proposal", "Where it went", "Outcome"]
    assert cut[3].split("\n") == [
        "OP 1: a part of it; open",
        "OP 1 was split on 2 April 2026, 09:00 UTC: Two matters.",
        "OP 1 bis: a part of it; taken over; decided on 2 April 2026, 09:00 UTC",
        "OP 1 was split on 2 April 2026, 09:00 UTC: Two matters.",
    ]
    assert cut[4].split("\n")[0] == "taken over in part"
    assert lost[3].split("\n") == ["No place for: “as in OP 7” → “by 2035”", "No place for: “more”"]
    assert said[3].split("\n") == [
        "OP 2: one with other proposals",
        "The new text says it already (2 April 2026, 09:00 UTC).",
    ]


def test_the_first_page_says_which_proposals_these_are_and_how_they_fared():
    for name, lines in (
        ("all", ("3 proposals: taken over in part 1, said already 1, no place 1.",)),
        ("of one since an edition", ("open when RES2026/DEC/L.1 was issued", "Kazakhstan stands behind")),
        ("nothing", ("No proposal was tabled.",)),
    ):
        file = docx.Document(BytesIO(export_whereabouts(PAPERS[name])))
        opening = "\n".join(paragraph.text for paragraph in file.paragraphs)
        assert all(line in opening for line in lines)


def test_the_page_is_landscape_and_the_head_stands_on_every_page():
    file = docx.Document(BytesIO(export_whereabouts(PAPERS["all"])))
    assert file.sections[-1].orientation == WD_ORIENT.LANDSCAPE
    [head] = file.element.xpath("//w:tr[w:trPr/w:tblHeader]")
    assert head is file.tables[0].rows[0]._tr
