"""Every form in every language is a valid file, by the schema's validator and by our own lint."""

from io import BytesIO
from typing import get_args

import docx
import pytest
from openxml_audit import OpenXmlValidator

from documents.document import ConsolidatedDocument
from exporters.word import Form, export
from exporters.word.make_reference import REFERENCE
from exporters.word.naming import word_tag
from tests.exporters.drafts import amended, declaration, document, stacked_declaration
from tests.exporters.programme_drafts import programme, programme_in_english
from tests.exporters.reading import W, lint, part


def declaration_in_russian() -> ConsolidatedDocument:
    return document(
        amended("title", "Совместная декларация глав государств Центральной Азии", key="title", stale=True),
        amended("preambular", "Подтверждая резолюцию 78/147,", label="п. преамбулы 1", number="1"),
        amended("operative", "Постановляем сотрудничать;", label="п. 1", number="1", stale=True),
        amended("operative", {}, label="п. 2", number="2"),
        language="ru",
    )


def empty() -> ConsolidatedDocument:
    return document()


DRAFTS = [declaration, declaration_in_russian, programme, programme_in_english, empty, stacked_declaration]
FORMS: tuple[Form, ...] = get_args(Form)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("draft", DRAFTS, ids=lambda draft: draft.__name__)
def test_a_file_is_valid_and_free_of_slips(draft, form, tmp_path):
    file = export(draft(), form)
    (tmp_path / "draft.docx").write_bytes(file)
    result = OpenXmlValidator().validate(tmp_path / "draft.docx")
    assert [str(error) for error in result.errors] == []
    assert lint(file) == []


def test_the_template_is_valid():
    assert [str(error) for error in OpenXmlValidator().validate(REFERENCE).errors] == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("draft", DRAFTS, ids=lambda draft: draft.__name__)
def test_a_file_can_be_read_by_ear(draft, form):
    """Its title and language are said, tables have a name and heads that are repeated, headings are headings."""
    file = export(draft(), form)
    opened = docx.Document(BytesIO(file))
    language = word_tag(draft().language)
    assert opened.core_properties.title and opened.core_properties.language == language
    body = part(file, "word/document.xml")
    assert {node.get(f"{W}val") for node in body.iter(f"{W}lang")} <= {language}
    for table in body.iter(f"{W}tbl"):
        assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val")
        assert table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
    assert not list(body.iter(f"{W}drawing", f"{W}pict")), "a picture would need words beside it"
    outlined = {
        one.style_id for one in opened.styles if one.element.find(f"{W}pPr/{W}outlineLvl") is not None
    }
    assert {"SectionHeading", "ChapterHeading", "EntryHeading"} <= outlined


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("draft", [programme, programme_in_english], ids=lambda draft: draft.__name__)
def test_the_long_form_is_valid_and_free_of_slips(draft, form, tmp_path):
    file = export(draft(), form, long=True)
    (tmp_path / "draft.docx").write_bytes(file)
    result = OpenXmlValidator().validate(tmp_path / "draft.docx")
    assert [str(error) for error in result.errors] == []
    assert lint(file) == []


@pytest.mark.parametrize("form", FORMS)
def test_the_same_document_gives_the_same_bytes(form):
    assert export(programme(), form) == export(programme(), form)


def test_characters_that_no_file_may_hold_are_left_out():
    file = export(
        document(
            amended(
                "operative", "Wa\x00ter\x0b and\ufffe air\ud800;", {"KAZ": "Water & <air>;"}, label="OP 1"
            )
        ),
        "tracked",
    )
    assert lint(file) == []
