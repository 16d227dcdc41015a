"""The clean and the consolidated form, and what stands on the pages of every form."""

from dataclasses import replace
from io import BytesIO
from typing import get_args
from zipfile import ZipFile

import docx
import pytest

from documents.document import ConsolidatedDocument
from exporters.word import Form, export, file_name
from exporters.word.naming import date_and_time, word_tag
from exporters.word.words import say
from tests.exporters.drafts import AS_OF, amended, declaration, document, id_of
from tests.exporters.programme_drafts import programme
from tests.exporters.reading import W, nothing, paragraphs, part, resolved, text_of, texts

FORMS: tuple[Form, ...] = get_args(Form)


def lines(file: bytes) -> list[str]:
    return paragraphs(resolved(file, nothing))


def consolidated(label: str, **facts) -> str:
    return texts(resolved(export(declaration(), "consolidated", **facts), nothing))[f"_cl_{id_of(label)}"]


def test_a_clean_text_holds_nothing_that_is_only_proposed():
    clean = lines(export(declaration(), "clean"))
    assert not any("register of glaciers" in line or "2028" in line for line in clean)
    assert any("Invite the United Nations Environment Programme" in line for line in clean)


def test_a_clause_that_is_not_agreed_says_so_beside_it():
    clean = lines(export(declaration(), "clean"))
    for note in ("open", "open (was agreed ad ref)", "agreed ad ref, pending TJK"):
        assert note in clean
    assert any("not yet agreed" in line for line in clean)


def test_a_text_that_is_all_agreed_shows_no_notes_and_no_legend():
    file = export(
        document(amended("operative", "Decide;", label="OP 1", number="1", agreed="adopted")), "clean"
    )
    assert not any("agreed" in line or "open" in line for line in lines(file))


def test_a_clean_text_counts_by_itself_where_counting_gives_the_labels():
    file = export(declaration(), "clean")
    numbered = [
        text_of(p)
        for p in part(file, "word/document.xml").iter(f"{W}p")
        if p.find(f"{W}pPr/{W}numPr") is not None
    ]
    assert numbered[0].startswith("Recalling")
    assert len(numbered) == 9  # two preambular, five operative paragraphs, two sub-items
    forms = [level.get(f"{W}val") for level in part(file, "word/numbering.xml").iter(f"{W}lvlText")]
    assert forms == ["PP %1", "(%2)", "OP %1", "(%2)"]


def test_a_series_with_a_bis_in_it_keeps_its_labels_as_words():
    clean = lines(
        export(
            document(
                amended("operative", "Decide;", label="OP 1", number="1"),
                amended("operative", "Agree;", label="OP 1 bis", number="1 bis"),
            ),
            "clean",
        )
    )
    assert "OP 1 bis\tAgree;" in clean


def test_brackets_name_who_wants_what():
    assert consolidated("OP 1") == (
        "[Decide][Resolve TJK] to strengthen the [equitable KAZ] joint management of transboundary waters, as set out "
        "in OP 2, by [2030][2028 KAZ, UZB][2035 TJK];"
    )


def test_brackets_name_delegations_in_full_or_not_at_all():
    assert "[2028 Kazakhstan, Uzbekistan]" in consolidated("OP 1", attribution="names")
    assert consolidated("OP 1", attribution="none").endswith("by [2030][2028][2035];")


def test_a_tabled_clause_stands_in_brackets_with_its_label():
    assert "OP 2 bis\t[Encourage the creation of a regional register of glaciers; KGZ, UNDP]" in lines(
        export(declaration(), "consolidated")
    )


def test_a_clause_that_somebody_wants_out_says_no_text():
    assert consolidated("OP 3").endswith("on the Caspian Sea;][no text TKM]")


def test_a_move_is_noted_behind_the_clause():
    assert consolidated("OP 4").endswith("the next Summit; [KGZ: move after OP 5]")


def test_a_row_that_comes_or_goes_as_one_stands_in_one_pair_of_brackets():
    read = lines(export(programme(), "consolidated"))
    assert "[• Всемирный банк: 1,0 млн долл. США, подлежит мобилизации UNDP]" in read
    assert any(line.startswith("[• Подготовленные") and line.endswith("][без текста KAZ]") for line in read)


@pytest.mark.parametrize(
    "form", [one for one in FORMS if one not in ("comparison", "amendments")]
)  # which leaves out what nobody disputes
def test_every_field_of_an_entry_is_printed(form):
    printed = "\n".join(lines(export(programme(), form)))
    for expected in (
        "CT-01",
        "Региональная сеть наблюдения за ледниками",
        "Получать",
        "подготовка сорока специалистов;",
        "KAZ, KGZ, TJK, UZB",
        "Ведущая страна: TJK",
        "UNDP, FAO",
        "2026–",
        "Сеть действует и публикует данные",
        "Ледники под наблюдением (единиц): исходное 14 (2025); целевое 30 (2029). "
        "Проверка: Ежегодный бюллетень сети",
        "6,4 млн долл. США",
        "Зелёный климатический фонд: 3,0 млн долл. США, объявлено",
        "Государственные бюджеты: 1,2 млн долл. США, обеспечено",
        "Дефицит: 2,2 млн долл. США",
        "Труднодоступность станций зимой;",
        "6.5, 13.1",
        "Декларация: ",
    ):
        assert expected in printed


@pytest.mark.parametrize(
    ("language", "option", "no_text"), (("en", "Option", "no text"), ("ru", "Вариант", "без текста"))
)
def test_another_text_is_an_option_beside_the_present_one(language, option, no_text):
    entry = amended(
        "operative",
        "The Parties shall cooperate by 2030.",
        {
            "KAZ": "The Parties shall cooperate by 2028.",
            "TKM": "",
            "UZB": "Welcomes what was done for the Aral Sea so far.",
        },
        label="OP 1",
    )
    read = texts(resolved(export(document(entry, language=language), "consolidated"), nothing))
    assert read[f"_cl_{id_of('OP 1')}"] == (
        f"[{option} 1: The Parties shall cooperate by [2030][2028 KAZ].] [{option} 2: {no_text} TKM] "
        f"[{option} 3: Welcomes what was done for the Aral Sea so far. UZB]"
    )


def test_long_wordings_of_one_place_share_what_they_have_in_common():
    base = "The Parties meet in Astana every spring and work for the rivers that all of them share."
    added = "They report on what was done every second year."
    entry = amended(
        "operative",
        base,
        {"KAZ": f"{base} {added}", "UZB": f"{base} {added.replace('second', 'third')}"},
        label="OP 1",
    )
    read = texts(resolved(export(document(entry), "consolidated"), nothing))
    assert read[f"_cl_{id_of('OP 1')}"] == (
        f"{base} [They report on what was done every [second KAZ][third UZB] year. KAZ, UZB]"
    )


def gap_of(language: str, form: Form, budget: str, wanted: dict[str, str] | None = None) -> str:
    """Return what stands behind "Gap:" in an entry of which Kazakhstan wants some fields otherwise."""
    content = {
        "title": "A network",
        "budget": budget,
        "funding.a.source": "Fund",
        "funding.a.amount": "USD 2.0 million",
        "funding.a.status": "pledged",
    }
    entry = amended("entry", content, {"KAZ": wanted} if wanted else {}, label="1.1")
    prefix = say("gap", language)
    read = lines(export(document(entry, language=language), form))
    return next((line.removeprefix(prefix) for line in read if line.startswith(prefix)), "")


@pytest.mark.parametrize("form", ("consolidated", "tracked"))
def test_the_gap_of_disputed_amounts_says_that_it_counts_the_present_ones(form):
    said = "USD 4.0 million (of the present amounts, some of them in dispute)"
    assert gap_of("en", form, "USD 6.0 million", {"budget": "USD 8.0 million"}) == said
    assert gap_of("en", form, "USD 6.0 million", {"funding.a.amount": "USD 1.0 million"}) == said
    assert gap_of("ru", form, "USD 6.0 million", {"budget": "USD 8.0 million"}) == (
        "4,0 млн долл. США (по нынешним суммам, часть из них оспаривается)"
    )
    assert gap_of("en", form, "USD 6.0 million", {"title": "Network"}) == "USD 4.0 million"


def test_a_clean_text_says_nothing_of_disputes_in_its_gap():
    assert gap_of("en", "clean", "USD 6.0 million", {"budget": "USD 8.0 million"}) == "USD 4.0 million"


def test_an_open_budget_leaves_its_gap_open():
    assert gap_of("en", "clean", "[USD 6.0 million]") == "open, as the budget is"
    assert gap_of("ru", "clean", "[USD 6.0 million]") == "не определён: бюджет открыт"
    assert gap_of("en", "clean", "") == ""


def test_a_chapter_is_one_table_in_landscape_with_its_heading_row_repeated():
    body = part(export(programme(), "clean"), "word/document.xml")
    tables = list(body.iter(f"{W}tbl"))
    assert len(tables) == 2
    for table in tables:
        rows = table.findall(f"{W}tr")
        assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    orientations = [size.get(f"{W}orient") for size in body.iter(f"{W}pgSz")]
    assert orientations == [None, "landscape", None]


@pytest.mark.parametrize("form", FORMS)
def test_notice_symbol_and_page_number_stand_on_every_page(form):
    file = docx.Document(BytesIO(export(programme(), form)))
    for section in file.sections:
        header, footer = section.header.paragraphs[0].text, section.footer.paragraphs[0]
        assert "RES2026/PRG/L.1" in header
        assert "Иллюстративный проект. Не является текстом Саммита." in header
        assert "PAGE" in footer._p.xml
        assert "NUMPAGES" in footer._p.xml


def test_the_cover_says_kind_time_and_original():
    cover = lines(export(programme(), "tracked"))[:3]
    assert cover == [
        "Рабочий текст\tRES2026/PRG/L.1",
        "Текст с отслеживаемыми изменениями\t22 апреля 2026 г., 14:05 UTC",
        "Русский\tЯзык оригинала: русский",
    ]


def test_opening_words_are_in_italics():
    body = part(export(declaration(), "clean"), "word/document.xml")
    italics = [
        text_of(run)
        for run in body.iter(f"{W}r")
        if run.find(f"{W}rPr/{W}rStyle[@{W}val='LeadWords']") is not None
    ]
    assert italics[:3] == ["Recalling", "Noting with deep concern", "Decide"]


def test_a_reference_to_what_is_not_there_keeps_its_place():
    file = export(document(amended("operative", "As in ⟦nowhere⟧;", label="OP 1", number="1")), "clean")
    assert "As in ‹reference›;" in lines(file)


def test_the_file_says_what_it_is_to_programs():
    file = docx.Document(BytesIO(export(declaration(), "tracked")))
    core = file.core_properties
    assert core.title == "Joint Declaration of the Heads of State of Central Asia"
    assert (core.language, core.created, core.modified) == ("en-GB", AS_OF, AS_OF)
    with ZipFile(BytesIO(export(declaration(), "tracked"))) as package:
        custom = package.read("docProps/custom.xml").decode()
        assert {entry.date_time for entry in package.infolist()} == {(2026, 4, 22, 14, 5, 0)}
    for value in ("joint-declaration", "RES2026/DEC/L.1/Rev.2", "tracked", "en"):
        assert f"<vt:lpwstr>{value}</vt:lpwstr>" in custom


def test_a_tracked_file_goes_on_tracking():
    assert part(export(declaration(), "tracked"), "word/settings.xml").find(f"{W}trackRevisions") is not None
    assert part(export(declaration(), "clean"), "word/settings.xml").find(f"{W}trackRevisions") is None


def test_the_name_of_a_file_comes_from_the_symbol():
    assert file_name(declaration(), "tracked") == "RES2026-DEC-L1-Rev2-tracked-en.docx"


def test_words_of_our_own_are_in_the_readers_language():
    assert say("move", "ru", where="после п. 7") == "переместить: после п. 7"
    assert say("pending", "kk-Cyrl", level="согласовано", whom="TJK") == "согласовано, ожидается TJK"
    assert date_and_time(AS_OF, "en") == "22 April 2026, 14:05 UTC"
    assert word_tag("uz-Latn") == "uz-Latn-UZ"


def test_a_text_that_closes_with_place_and_date_does_not_say_them_twice():
    def said(draft: ConsolidatedDocument) -> list[str]:
        file = docx.Document(BytesIO(export(replace(draft, signatories=("Kazakhstan",)), "clean")))
        block = file.tables[-1].cell(0, 0).paragraphs
        return [one.text[:10] for one in block if one.style.style_id == "Testimonium"]

    assert said(declaration()) == ["In witness"]
    assert said(document(amended("operative", "Decide;", label="OP 1"))) == ["In witness", "Done at __"]
    proposed = amended("closing", "Done in Astana.", inserted_by=("KAZ",))
    assert said(document(proposed)) == ["In witness", "Done at __"], (
        "what is only proposed closes nothing yet"
    )


def test_no_page_cuts_the_signature_block():
    draft = replace(declaration(), signatories=("Kazakhstan", "Kyrgyzstan", "Uzbekistan"))
    file = docx.Document(BytesIO(export(draft, "clean")))
    [row] = file.tables[-1].rows
    assert row._tr.trPr.find(f"{W}cantSplit") is not None
    styles = [one.style.style_id for one in row.cells[0].paragraphs]
    assert styles == ["Testimonium", *["Signature"] * 3]
