"""Every form in every language is a valid file, by the schema's validator and by our own lint."""

from typing import get_args

import pytest
from openxml_audit import OpenXmlValidator

from documents.document import ConsolidatedDocument
from exporters.word import Form, export
from exporters.word.make_reference import REFERENCE
from tests.exporters.drafts import amended, declaration, document, stacked_declaration
from tests.exporters.programme_drafts import programme, programme_in_english
from tests.exporters.reading import lint


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
