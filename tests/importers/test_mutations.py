"""Whatever somebody's program did to a file of ours, it is read or refused, and never breaks anything."""

from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from documents.errors import BrokenRule
from exporters.word import export
from tests.exporters.drafts import amended, declaration, document
from tests.exporters.programme_drafts import programme
from tests.importers import tracking
from tests.importers.reading_back import found, said
from tests.importers.tracking import W
from tests.thoroughness import often

DRAFTS = (declaration(), programme())
FILES = [(draft, export(draft, form)) for draft in DRAFTS for form in ("clean", "tracked")]
TAGS = (
    "p",
    "r",
    "t",
    "ins",
    "del",
    "tbl",
    "tr",
    "tc",
    "sdt",
    "moveFrom",
    "bookmarkStart",
    "bookmarkEnd",
    "body",
)
WORDS = ("", "x", " ", "\n", "⟦⟧", "[", "9" * 40, "-1", "_cl_")


def mutate(root: etree._Element, data: st.DataObject) -> None:
    """Take parts away, hang them elsewhere, double them, rename them, and put nonsense into them."""
    nodes = [one for one in root.iter() if isinstance(one.tag, str)]
    for _ in range(data.draw(st.integers(1, 20))):
        one, other = (nodes[data.draw(st.integers(0, len(nodes) - 1))] for _ in range(2))
        parent = one.getparent()
        step = data.draw(st.sampled_from(("take", "hang", "double", "rename", "say", "drop", "set")))
        if step == "take" and parent is not None:
            parent.remove(one)
        elif step == "hang" and one is not other and one not in other.iterancestors():
            other.append(one)
        elif step == "double" and parent is not None:
            parent.insert(0, deepcopy(one))
        elif step == "rename":
            one.tag = W + data.draw(st.sampled_from(TAGS))
        elif step == "say":
            one.text = data.draw(st.sampled_from(WORDS))
        elif one.attrib:
            name = sorted(one.attrib)[data.draw(st.integers(0, len(one.attrib) - 1))]
            if step == "drop":
                del one.attrib[name]
            else:
                one.set(name, data.draw(st.sampled_from(WORDS)))


@settings(max_examples=often(60))
@given(st.data(), st.sampled_from(range(len(FILES))))
def test_a_file_that_was_maltreated_is_read_or_refused(data: st.DataObject, which: int) -> None:
    draft, file = FILES[which]
    try:
        proposals = found(tracking.edited(file, lambda root: mutate(root, data)), draft)
    except BrokenRule as rule:
        assert rule.message
        return
    known = {item.clause.id for item in draft.clauses}
    assert all(one.clause in known or one.kind == "insert" for one in proposals)


def test_a_row_that_goes_and_a_paragraph_that_comes_are_two_things() -> None:
    draft = document(
        amended("chapter", "Water", label="1", number="1", key="water"),
        amended(
            "entry", {"code": "W-1", "title": "Rivers", "budget": "USD 1 million"}, label="1.1", number="1.1"
        ),
        amended("operative", "Parties shall act;", label="OP 1", number="1"),
    )

    def strike_row(root: etree._Element) -> None:
        row = list(root.iter(f"{W}tr"))[-1]
        for run in list(row.iter(f"{W}r")):
            holder = etree.Element(f"{W}del", {f"{W}id": "1", f"{W}author": "KAZ"})
            for words in run.iter(f"{W}t"):
                words.tag = f"{W}delText"
            run.getparent().replace(run, holder)
            holder.append(run)
        marks = row.find(f"{W}trPr")
        etree.SubElement(marks, f"{W}del", {f"{W}id": "2", f"{W}author": "KAZ"})

    file = tracking.edited(
        export(draft, "clean"),
        strike_row,
        tracking.paragraph_after("KAZ", "Parties shall act;", "Rivers", "Operative"),
    )
    assert said(found(file, draft)) == [
        ("KAZ", "delete", "1.1", {}),
        ("KAZ", "insert", "after OP 1", {"text": "Rivers"}),
    ]


@pytest.mark.parametrize("text", ["", " ", "⟦nowhere⟧", "[[", "]"])
def test_odd_words_in_a_clause_are_words(text: str) -> None:
    draft = document(amended("operative", "Parties shall act;", label="OP 1", number="1"))
    file = tracking.edited(export(draft, "clean"), tracking.replace("KAZ", "shall", text))
    [one] = found(file, draft)
    assert (one.kind, one.fields["text"]) == ("replace", f"Parties {text} act;")
