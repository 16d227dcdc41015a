"""The zero drafts themselves: readable, of one structure in all languages, marked as illustrative, in good form."""

import re
from collections import Counter
from pathlib import Path

import pytest

from documents.source import Source, read_source, require_same_structure, write_source

FOLDER = Path(__file__).parents[2] / "documents" / "texts"
FILES = sorted(FOLDER.glob("*.md"))
LANGUAGES = {"en", "ru"}


def read(path: Path) -> Source:
    return read_source(path.read_text(encoding="utf-8"), file=path.name)


def numbers_in(text: str) -> list[str]:
    """Return the numbers of a text, 8,3 read as 8.3 and 500 000 as 500,000."""
    joined = re.sub(r"(?<=\d)[ ,.](?=\d{3}(?!\d)|\d(?!\d))", "", text)
    return sorted(re.findall(r"\d+", joined))


SOURCES = {path.name: read(path) for path in FILES}
ALIGNED = {name: source for name, source in SOURCES.items() if source.is_aligned}


@pytest.mark.parametrize(("name", "source"), SOURCES.items(), ids=SOURCES)
def test_a_file_is_named_after_its_document_and_language(name: str, source: Source) -> None:
    assert name == f"{source.slug}.{source.language}.md"


def test_every_document_stands_in_every_language() -> None:
    documents = {source.slug for source in SOURCES.values()}
    assert "joint-declaration" in documents
    for slug in documents:
        assert {source.language for source in SOURCES.values() if source.slug == slug} == LANGUAGES


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_says_that_it_is_illustrative_and_no_text_of_the_summit(path: Path) -> None:
    notice, comments = (
        read(path).notice,
        "".join(re.findall(r"^# .*$", path.read_text("utf-8"), re.MULTILINE)),
    )
    for place in (notice, comments):
        assert "Kelisim" in place
        assert re.search("illustrative|иллюстративный", place, re.IGNORECASE)
        assert re.search("not a text of the Summit|не является текстом Саммита", place, re.IGNORECASE)


@pytest.mark.parametrize(("name", "aligned"), ALIGNED.items(), ids=ALIGNED)
def test_the_languages_of_a_document_have_one_structure(name: str, aligned: Source) -> None:
    require_same_structure(SOURCES[f"{aligned.slug}.{aligned.negotiated_language}.md"], aligned, file=name)


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_every_file_is_written_as_it_was_read(source: Source) -> None:
    again = read_source(write_source(source), file="written")
    assert [clause.content for clause in again.clauses] == [clause.content for clause in source.clauses]


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_no_word_mixes_two_alphabets(source: Source) -> None:
    for clause in source.clauses:
        for text in clause.content.values():
            assert not re.findall(r"[a-zA-Z][а-яёА-ЯЁ]|[а-яёА-ЯЁ][a-zA-Z]", text)


@pytest.fixture(params=sorted(LANGUAGES))
def declaration(request: pytest.FixtureRequest) -> Source:
    return SOURCES[f"joint-declaration.{request.param}.md"]


def test_the_declaration_has_the_parts_of_a_declaration(declaration: Source) -> None:
    count = Counter(clause.kind for clause in declaration.clauses)
    assert [clause.kind for clause in declaration.clauses[:2]] == ["title", "chapeau"]
    assert declaration.clauses[-1].kind == "closing"
    assert declaration.clauses[0].content["text"] == declaration.title
    assert count["preambular"] >= 14
    assert count["operative"] >= 28
    parents = Counter(clause.parent for clause in declaration.clauses if clause.kind == "sub_item")
    assert len(parents) >= 4
    assert min(parents.values()) >= 2


def test_the_preamble_comes_before_the_operative_part(declaration: Source) -> None:
    kinds = [clause.kind for clause in declaration.clauses if clause.kind in ("preambular", "operative")]
    assert kinds == sorted(kinds, reverse=True)


def test_the_paragraphs_of_the_declaration_make_one_sentence(declaration: Source) -> None:
    paragraphs = [
        clause for clause in declaration.clauses if clause.kind not in ("title", "heading", "closing")
    ]
    parents = {clause.parent for clause in declaration.clauses}
    for clause in paragraphs:
        text = clause.content["text"]
        if clause is paragraphs[-1]:
            assert text.endswith(".")
        elif clause.kind in ("chapeau", "preambular"):
            assert text.endswith(",")
        else:
            assert text.endswith(":" if clause.key in parents else ";"), clause.key
        assert "  " not in text


def test_a_paragraph_of_the_declaration_can_be_read_in_one_breath(declaration: Source) -> None:
    for clause in declaration.clauses:
        if clause.kind in ("preambular", "operative"):
            assert 20 <= len(clause.content["text"].split()) <= 80, clause.key


def test_the_declaration_refers_to_its_own_paragraphs(declaration: Source) -> None:
    references = [
        key for clause in declaration.clauses for key in re.findall("⟦(.+?)⟧", clause.content["text"])
    ]
    assert len(set(references)) >= 3


def test_the_declaration_recalls_the_resolution_behind_the_summit(declaration: Source) -> None:
    assert any("78/147" in clause.content["text"] for clause in declaration.clauses)


def test_both_languages_of_the_declaration_name_the_same_numbers() -> None:
    english, russian = (SOURCES[f"joint-declaration.{language}.md"] for language in ("en", "ru"))
    for ours, theirs in zip(english.clauses, russian.clauses, strict=True):
        assert numbers_in(ours.content["text"]) == numbers_in(theirs.content["text"]), ours.key
