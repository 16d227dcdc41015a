"""Opening words: what stands in italics at the start of a paragraph, and what does not."""

from pathlib import Path

import pytest

from documents.opening_words import opening_words
from documents.source import read_source

TEXTS = Path(__file__).parents[2] / "documents" / "texts"


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Call upon all partners to act;", "en", "Call upon"),
        ("Call the attention of all partners;", "en", "Call"),
        ("Deeply concerned that glaciers retreat,", "en", "Deeply concerned"),
        ("Ссылаясь также на резолюцию 78/147,", "ru", "Ссылаясь также на"),
        (
            "Отмечая с глубокой обеспокоенностью сокращение ледников,",
            "ru",
            "Отмечая с глубокой обеспокоенностью",
        ),
        ("Принимая во внимание доклад,", "ru", "Принимая во внимание"),
        ("Parties shall cooperate.", "en", ""),
        ("Agreement was reached.", "en", ""),
        ("Recalling the past,", "tk", ""),
        ("", "en", ""),
    ],
)
def test_the_longest_phrase_of_the_list_opens_the_paragraph(text, language, expected):
    assert opening_words(text, language) == expected


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_paragraph_of_the_declaration_opens_with_words_of_the_list(language):
    source = (TEXTS / f"joint-declaration.{language}.md").read_text(encoding="utf-8")
    clauses = read_source(source, file="joint-declaration").clauses
    texts = [clause.content["text"] for clause in clauses if clause.kind in ("preambular", "operative")]
    assert [text for text in texts if not opening_words(text, language)] == []
