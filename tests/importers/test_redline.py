"""A Word file that comes back: what every author wants of every clause, and nothing else."""

from collections.abc import Sequence

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lxml import etree

from documents.amendments import AmendmentKind
from documents.cleaning import clean
from documents.consolidation import read_as
from documents.content import ClauseKind, Field
from documents.document import ConsolidatedClause, ConsolidatedDocument
from documents.errors import BrokenRule
from documents.moved_clauses import find_moves
from exporters.word import Form, export
from tests.documents.strategies import bracketed_on_one_base
from tests.exporters.drafts import amended, declaration, document
from tests.exporters.programme_drafts import programme
from tests.importers import tracking
from tests.importers.reading_back import AUTHOR, found, own, said
from tests.importers.tracking import W
from tests.thoroughness import often

DRAFT = declaration()


@pytest.mark.parametrize("draft", [declaration(), programme()], ids=["declaration", "programme"])
@pytest.mark.parametrize("form", ["clean", "tracked"])
def test_a_file_that_nobody_touched_proposes_what_is_on_the_table(
    draft: ConsolidatedDocument, form: Form
) -> None:
    wanted = {
        (code, item.clause.label or item.clause.kind, address, text)
        for item in draft.clauses
        for amendment in item.amendments
        if amendment.kind == "replace"
        for code in amendment.sponsors
        for address, text in amendment.texts.items()
        if text != item.clause.content.get(address, "")
    }
    findings = found(export(draft, form), draft)
    replaced = {
        (one.author, one.label, address, text)
        for one in findings
        if one.kind == "replace"
        for address, text in one.fields.items()
    }
    deleted = {(one.author, one.label) for one in findings if one.kind == "delete"}
    assert replaced == (wanted if form == "tracked" else set())
    moved = {(one.author, one.label, one.after) for one in findings if one.kind == "move"}
    goals = {
        (code, item.clause.label, amendment.after)
        for item in draft.clauses
        for amendment in item.amendments
        if amendment.kind == "move"
        for code in amendment.sponsors
    }
    assert moved == (goals if form == "tracked" else set())
    inserted = {
        (one.author, one.label, tuple(one.fields.items())) for one in findings if one.kind == "insert"
    }
    new = {
        (code, i.clause.label, tuple(i.clause.content.items()))
        for i in draft.clauses
        for code in i.inserted_by
    }
    assert inserted == (new if form == "tracked" else set())
    gone = {(code, i.clause.label) for i in draft.clauses for code in i.deleted_by}
    assert deleted == (gone if form == "tracked" else set())


def test_reasons_come_back_with_what_they_are_given_for() -> None:
    reasons = {
        (one.author, one.label): one.reason for one in found(export(DRAFT, "tracked"), DRAFT) if one.reason
    }
    assert reasons == {
        ("KGZ", "PP 2"): "The retreat has accelerated since the last report; «rapid» is its own word.",
        ("TJK", "OP 1"): "Works of this size take a decade.",
        ("KAZ", "OP 1"): "Equity is agreed language of the region.\nThe date follows the Programme.",
        ("TKM", "OP 3"): "Covered by the Tehran Convention.",
        ("KGZ", "OP 2 bis"): "No such register exists.",
        ("UNDP", "OP 2 bis"): "No such register exists.",
        ("KGZ", "OP 4"): "It belongs to the follow-up.",
    }


_plain = Field("text")


@settings(max_examples=often(60))
@given(st.lists(bracketed_on_one_base(most=4), min_size=1, max_size=3))
def test_what_is_exported_is_what_is_found(cases: list[tuple[str, list[tuple[str, str]]]]) -> None:
    clauses = []
    expected = set()
    for number, (raw, raw_readings) in enumerate(cases, start=1):
        try:
            base = clean(raw.replace("\n", " "), _plain).text
            wanted = {code: clean(text.replace("\n", " "), _plain).text for code, text in raw_readings}
        except BrokenRule:
            assume(False)
        assume(base and not any("⟦" in text for text in (base, *wanted.values())))
        label = f"OP {number}"
        clauses.append(amended("operative", base, wanted, key=label, label=label, number=str(number)))
        expected |= {(code, label, text) for code, text in wanted.items() if text != base}
    draft = document(*clauses)
    findings = found(export(draft, "tracked"), draft)
    assert {(one.author, one.label, one.fields.get("text", "")) for one in findings} == expected
    assert {one.kind for one in findings} <= {"replace", "delete"}


_STATES = ("KAZ", "KGZ", "UZB")


_WISHES = ("", "", "reword", "move", "move and reword", "delete")


@st.composite
def _negotiated(draw: st.DrawFn) -> ConsolidatedDocument:
    """Return paragraphs and sub-items that delegations want reworded, elsewhere or away, with new ones between them."""
    shape = draw(st.lists(st.integers(0, 2), min_size=2, max_size=5))
    labels = [f"OP {n}" for n in range(1, len(shape) + 1)]
    clauses = []

    def one(kind: ClauseKind, label: str, goals: Sequence[str]) -> ConsolidatedClause:
        wishes = {code: draw(st.sampled_from(_WISHES)) for code in _STATES}
        goal = draw(st.sampled_from(goals))
        text = f"The Parties shall act under {label} of this text;"
        return amended(
            kind,
            text,
            {
                code: text.replace("shall act", draw(st.sampled_from(("act", "should act"))))
                for code, wish in wishes.items()
                if "reword" in wish
            },
            label=label,
            number=label[-2] if kind == "sub_item" else label[3:],
            moved={code: f"after {goal}" if goal else "" for code, wish in wishes.items() if "move" in wish},
            deleted_by=tuple(code for code, wish in wishes.items() if wish == "delete"),
        )

    for label, parts in zip(labels, shape, strict=True):
        clauses.append(one("operative", label, ["", *(other for other in labels if other != label)]))
        clauses += [one("sub_item", f"{label} ({letter})", labels) for letter in "ab"[:parts]]
        if inserters := draw(st.lists(st.sampled_from(_STATES), unique=True, max_size=2)):
            label = f"{label} bis"
            clauses.append(
                amended(
                    *("operative", f"The Parties shall add {label};"),
                    label=label,
                    number=label[3:],
                    inserted_by=tuple(sorted(inserters)),
                )
            )
    return document(*clauses)


@settings(max_examples=often(100))
@given(_negotiated())
def test_of_every_kind_what_is_exported_is_what_is_found(draft: ConsolidatedDocument) -> None:
    clauses = draft.clauses
    deleted = {(code, i.clause.label) for i in clauses for code in i.deleted_by}
    gone = {(code, i.clause.id) for i in clauses for code in i.deleted_by}
    moves = [
        (code, clauses[move.first].clause.label, move.after)
        for move in find_moves(clauses)
        for code in move.by
    ]
    # Behind what the same delegation wants away, a file shows the clause before that.
    assume(not any((code, after) in gone for code, _, after in moves))
    findings = found(export(draft, "tracked"), draft)

    def of_kind(kind: AmendmentKind) -> set[tuple[str, str, str]]:
        return {
            (one.author, one.label, one.after if kind == "move" else one.fields.get("text", ""))
            for one in findings
            if one.kind == kind
        }

    assert of_kind("move") == {*moves}
    assert of_kind("delete") == {(code, label, "") for code, label in deleted}
    assert of_kind("insert") == {
        (code, i.clause.label, i.clause.text) for i in clauses for code in i.inserted_by
    }
    assert of_kind("replace") == {
        (code, i.clause.label, read_as(one, code))
        for i in clauses
        for one in i.fields.values()
        for code in one.delegations
    }


def bare(root: etree._Element) -> None:
    """Take away the bookmarks and the styles, as programs do that know neither."""
    for node in list(root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}pStyle", f"{W}rStyle")):
        node.getparent().remove(node)


def test_clauses_without_their_bookmarks_are_found_by_their_words() -> None:
    file = tracking.edited(
        export(DRAFT, "tracked"),
        bare,
        tracking.insert_after(AUTHOR, "exchange hydrological data", " and forecasts"),
        tracking.replace(AUTHOR, "each month", "each week"),
    )
    assert own(found(file, DRAFT)) == [
        ("replace", "OP 1 (a)", {"text": "to exchange hydrological data and forecasts each week;"})
    ]


def test_a_change_by_several_is_a_change_of_each() -> None:
    draft = document(amended("operative", "Parties shall act;", label="OP 1", number="1"))
    file = tracking.edited(export(draft, "clean"), tracking.replace("KAZ, UZB", "shall", "should"))
    assert said(found(file, draft)) == [
        (code, "replace", "OP 1", {"text": "Parties should act;"}) for code in ("KAZ", "UZB")
    ]


def test_a_paragraph_typed_before_a_clause_leaves_the_clause_what_it_is() -> None:
    draft = document(
        amended("operative", "Parties shall act;", label="OP 1", number="1"),
        amended("operative", "Parties shall report.", label="OP 2", number="2"),
    )

    def typed_before(root: etree._Element) -> None:
        # Enter at the beginning of a clause, then words into the first of both paragraphs: as Word writes it.
        tracking.replace("KAZ", "Parties shall report.", "|Parties shall report.", tracked=False)(root)
        tracking.break_after("KAZ", "|")(root)
        tracking.replace("KAZ", "|", "", tracked=False)(root)
        opening = next(
            t
            for t in root.iter(f"{W}bookmarkStart")
            if t.get(f"{W}name") == f"_cl_{draft.clauses[1].clause.id}"
        )
        run = etree.Element(f"{W}r")
        etree.SubElement(run, f"{W}t").text = "Parties shall meet;"
        holder = etree.Element(f"{W}ins", {f"{W}id": "1", f"{W}author": "KAZ"})
        holder.append(run)
        opening.addnext(holder)

    assert said(found(tracking.edited(export(draft, "clean"), typed_before), draft)) == [
        ("KAZ", "insert", "after OP 1", {"text": "Parties shall meet;"})
    ]


def test_a_reply_stands_under_what_it_replies_to() -> None:
    from io import BytesIO
    from zipfile import ZipFile

    data = export(DRAFT, "tracked")
    with ZipFile(BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    w14 = "http://schemas.microsoft.com/office/word/2010/wordml"
    w15 = "http://schemas.microsoft.com/office/word/2012/wordml"
    comments = etree.fromstring(parts["word/comments.xml"])
    numbers = {}
    for number, node in enumerate(comments.iter(f"{W}comment")):
        last = list(node.iter(f"{W}p"))[-1]
        last.set(f"{{{w14}}}paraId", f"0000000{number}")
        numbers[node.get(f"{W}author")] = f"0000000{number}"
    parts["word/comments.xml"] = etree.tostring(comments)
    parts["word/commentsExtended.xml"] = (
        f'<w15:commentsEx xmlns:w15="{w15}"><w15:commentEx w15:paraId="{numbers["KAZ"]}" '
        f'w15:paraIdParent="{numbers["TJK"]}"/></w15:commentsEx>'
    ).encode()
    packed = BytesIO()
    with ZipFile(packed, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    reason = next(
        one.reason for one in found(packed.getvalue(), DRAFT) if (one.author, one.label) == ("TJK", "OP 1")
    )
    assert reason.startswith("Works of this size take a decade.\nKAZ: Equity is agreed language")
