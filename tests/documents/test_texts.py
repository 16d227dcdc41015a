"""The zero drafts themselves: readable, of one structure in all languages, marked as illustrative, in good form."""

import re
from collections import Counter
from pathlib import Path

import pytest

from documents.content import Field, fields_of, row_ids
from documents.source import Source, SourceClause, read_source, require_same_structure, write_source
from documents.values import funding_gap, parse_codes, parse_number, parse_references, parse_year

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
    texts = {(source.slug, source.language) for source in SOURCES.values()}
    assert texts == {
        (slug, lang)
        for slug in ("joint-declaration", "programme-of-action", "ministerial-communique")
        for lang in LANGUAGES
    }


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


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_a_reference_to_another_document_finds_its_clause(source: Source) -> None:
    known = {f"{other.slug}#{clause.key}" for other in SOURCES.values() for clause in other.clauses}
    for clause in source.clauses:
        for text in clause.content.values():
            assert known.issuperset(re.findall("⟦([^⟧]+#[^⟧]+)⟧", text)), clause.key


@pytest.mark.parametrize(("name", "aligned"), ALIGNED.items(), ids=ALIGNED)
def test_both_languages_of_a_document_name_the_same_numbers(name: str, aligned: Source) -> None:
    negotiated = SOURCES[f"{aligned.slug}.{aligned.negotiated_language}.md"]
    for ours, theirs in zip(negotiated.clauses, aligned.clauses, strict=True):
        for address, text in theirs.content.items():
            assert numbers_in(ours.content[address]) == numbers_in(text), f"{ours.key}, {address}"


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


STATES = {"KAZ", "KGZ", "TJK", "TKM", "UZB"}
AGENCIES = {
    *(
        "UNEP",
        "UNDP",
        "UNECE",
        "FAO",
        "UNESCO",
        "UNIDO",
        "WMO",
        "WHO",
        "ILO",
        "UNICEF",
        "UNFPA",
        "UN-Habitat",
    ),
    *("UNFCCC", "CBD", "UNCCD", "OECD", "IEA", "IRENA", "ADB", "WB"),
}
PERIOD = range(2026, 2031)
PROGRAMME = SOURCES["programme-of-action.ru.md"]
ENTRIES = [clause for clause in PROGRAMME.clauses if clause.kind == "entry"]
every_entry = pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.key)


def test_the_programme_has_eight_chapters_of_entries() -> None:
    chapters = [clause.key for clause in PROGRAMME.clauses if clause.kind == "chapter"]
    entries = Counter(entry.parent for entry in ENTRIES)
    assert len(chapters) == 8
    assert list(entries) == chapters
    assert len(ENTRIES) >= 48
    assert min(entries.values()) >= 4


def test_no_two_entries_have_one_code() -> None:
    assert not [
        code for code, times in Counter(entry.content["code"] for entry in ENTRIES).items() if times > 1
    ]


@every_entry
def test_an_entry_says_everything(entry: SourceClause) -> None:
    for field in fields_of("entry"):
        if isinstance(field, Field):
            assert field.name in entry.content
        else:
            rows = row_ids(entry.content, field.name)
            assert rows
            for row in rows:
                assert not [
                    cell.name
                    for cell in field.cells
                    if f"{field.name}.{row}.{cell.name}" not in entry.content
                ]


@every_entry
def test_an_entry_names_known_states_and_agencies(entry: SourceClause) -> None:
    countries = parse_codes(entry.content["countries"]) or ()
    supporting = parse_codes(entry.content["supporting_agencies"]) or ()
    assert countries and STATES.issuperset(countries) and len(set(countries)) == len(countries)
    assert entry.content["lead_state"] in countries
    assert entry.content["lead_agency"] in AGENCIES
    assert supporting and AGENCIES.issuperset(supporting) and len(set(supporting)) == len(supporting)
    assert entry.content["lead_agency"] not in supporting


@every_entry
def test_an_entry_keeps_within_the_years_of_the_programme(entry: SourceClause) -> None:
    start, end = (parse_year(entry.content[field]) for field in ("start", "end"))
    assert start is not None
    assert end is not None
    assert PERIOD.start <= start <= end < PERIOD.stop


@every_entry
def test_an_indicator_measures_from_a_past_year_to_a_year_of_the_entry(entry: SourceClause) -> None:
    content = entry.content
    for row in row_ids(content, "indicators"):
        baseline, target = (
            parse_number(content[f"indicators.{row}.{cell}"]) for cell in ("baseline", "target")
        )
        assert baseline is not None
        assert target is not None
        assert baseline != target
        measured = parse_year(content[f"indicators.{row}.baseline_year"])
        reached = parse_year(content[f"indicators.{row}.target_year"])
        assert measured is not None and measured <= PERIOD.start
        assert reached is not None and int(content["start"]) <= reached <= int(content["end"])


@every_entry
def test_the_money_of_an_entry_adds_up(entry: SourceClause) -> None:
    gap = funding_gap(entry.content)
    assert gap.open == ()
    assert gap.budget is not None
    assert gap.unfunded is not None
    assert gap.unfunded.value >= 0
    assert gap.budget.currency == "USD"
    assert gap.budget.scale == "million"


@every_entry
def test_an_entry_is_linked_to_goals_and_to_the_declaration(entry: SourceClause) -> None:
    targets = parse_codes(entry.content["sdg"])
    references = parse_references(entry.content["declaration"])
    assert targets and all(re.fullmatch(r"(1[0-7]|[1-9])\.[0-9a-f]{1,2}", target) for target in targets)
    assert references
    assert all(reference.startswith("joint-declaration#op-") for reference in references)
