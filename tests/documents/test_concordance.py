"""Language versions: mere notation is passed over in silence, every slip is named."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.concordance import Disagreement, concordance
from documents.errors import MalformedSource
from documents.glossary import read_glossary, the_glossary
from documents.quantities import quantities_of
from documents.source import read_source

TEXTS = Path(__file__).parents[2] / "documents" / "texts"
EN_RU, EN_KK = ("en", "ru"), ("en", "kk")


def found(one: str, other: str, languages: tuple[str, str] = EN_RU) -> list[tuple[str, str, str]]:
    said = concordance(one, other, languages=languages, glossary=the_glossary())
    return [(it.kind, it.here, it.there) for it in said]


@pytest.mark.parametrize(
    ("one", "other", "languages"),
    [
        ("7.3 per cent", "7,3 процента", EN_RU),
        ("20,000 hectares", "20 000 гектаров", EN_RU),
        ("20,000 hectares", "20\u00a0000 гектар", EN_KK),
        ("more than 8.3 million seedlings", "более 8 миллионов 300 тысяч саженцев", EN_RU),
        ("more than 8.3 million seedlings", "8 миллион 300 мыңнан астам көшет", EN_KK),
        ("200 million trees", "200 млн деревьев", EN_RU),
        ("the 21st session", "XXI сессия", EN_RU),
        ("the twenty-first session", "двадцать первая сессия", EN_RU),
        ("the eleventh session", "11-я сессия", EN_RU),
        ("the eleventh session", "он бірінші сессия", EN_KK),
        ("two bodies, the first of them", "два органа, первый из них", EN_RU),
        ("one of the Parties", "Сторона", EN_RU),
        ("around zero", "около 0", EN_RU),
        ("6 November 2024", "6 ноября 2024 года", EN_RU),
        ("November 6, 2024", "06.11.2024", EN_RU),
        ("6 November 2024", "2024 жылғы 6 қараша", EN_KK),
        ("in March 2025", "в марте 2025 года", EN_RU),
        ("in March 2025", "2025 жылғы наурызда", EN_KK),
        ("22–24 April 2026", "22–24 апреля 2026 года", EN_RU),
        ("resolution 78/147 and A/RES/78/147", "резолюция 78/147 и A/RES/78/147", EN_RU),
        ("USD 6.4 million", "6,4 млн долл. США", EN_RU),
        ("US$ 5", "5 долларов США", EN_RU),
        ("No. PP-4291", "№ ПП-4291", EN_RU),
        ("paragraph 4 (b), above", "в пункте 4 b) выше", EN_RU),
        ("one quarter of the water", "четверть воды", EN_RU),
        ("[shall][should]", "[должны][следует]", EN_RU),
        ("+15…+22 °C", "+15…+22 °C-қа дейін", EN_KK),
        ("the Aral and Caspian Seas", "Аральское и Каспийское моря", EN_RU),
        ("may meet in May", "могут встречаться в мае", EN_RU),
        ("met in September", "тогда встречались", EN_RU),
        ("a season of rain", "жауынды маусым", EN_KK),
        ("in March and again in 2027", "в марте и вновь в 2027 году", EN_RU),
    ],
)
def test_what_is_merely_written_otherwise_is_no_disagreement(
    one: str, other: str, languages: tuple[str, str]
) -> None:
    assert found(one, other, languages) == []
    assert found(other, one, languages[::-1]) == []


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("by 2027", "до 2028 года", [("number", "2027", "2028")]),
        ("7.3 per cent", "73 процента", [("number", "7.3", "73")]),
        ("8.3 million", "8,3 тысячи", [("number", "8.3 million", "8,3 тысячи")]),
        ("the eleventh session", "XXI сессия", [("number", "eleventh", "XXI")]),
        ("three bodies", "четыре органа", [("number", "three", "четыре")]),
        ("30 June 2027", "30 июля 2027 года", [("date", "30 June 2027", "30 июля 2027 года")]),
        ("meet in September", "встречаются в октябре", [("date", "September", "октябре")]),
        ("April brings rain", "Март приносит дожди", [("date", "April", "Март")]),
        ("resolution 78/147", "резолюция 78/174", [("symbol", "78/147", "78/174")]),
        ("5 million", "$5 миллионов", [("currency", "", "$")]),
        ("EUR 5", "5 долларов США", [("currency", "EUR", "долларов США")]),
        ("[shall][should]", "[должны] следует", [("brackets", "[ ] [ ]", "[ ]")]),
        ("(a) water; (b) air", "a) вода; воздух", [("items", "(a) (b)", "a)")]),
        (
            "the Joint Declaration",
            "Совместное заявление",
            [("name", "Joint Declaration", ""), ("name", "", "Совместное заявление")],
        ),
        (
            "the Secretary",
            "cекретарь",
            [("script", "", "the Cyrillic “с” (U+0441) instead of the Latin “c” (U+0063)")],
        ),
    ],
)
def test_a_slip_is_named(one: str, other: str, said: list[tuple[str, str, str]]) -> None:
    assert found(one, other) == said


def test_a_bill_of_what_is_left_pairs_the_left_by_their_order() -> None:
    assert concordance("5, 7 and 9", "5, 8 и 9 и 10", languages=EN_RU) == [
        Disagreement("number", "7", "8"),
        Disagreement("number", "", "10"),
    ]


def test_a_language_without_customs_of_its_own_is_compared_by_its_digits() -> None:
    assert concordance("by 2027", "2027-йилгача", languages=("en", "uz-Latn")) == []
    assert concordance("by 2027", "2028-йилгача", languages=("en", "uz-Latn")) != []


@pytest.mark.parametrize(
    ("document", "texts"),
    [("joint-declaration", 70), ("programme-of-action", 70), ("ministerial-communique", 9)],
)
def test_the_drafts_of_the_project_agree_in_both_languages(document: str, texts: int) -> None:
    english, russian = (
        {
            one.key: one.content
            for one in read_source(file.read_text(encoding="utf-8"), file=file.name).clauses
        }
        for file in (TEXTS / f"{document}.en.md", TEXTS / f"{document}.ru.md")
    )
    compared = 0
    for key, content in english.items():
        for address, text in content.items():
            if address in russian[key]:
                compared += 1
                assert found(text, russian[key][address]) == [], (key, address)
    assert compared > texts


@given(st.text(max_size=40), st.sampled_from(["en", "ru", "kk", "uz-Latn"]))
def test_a_text_agrees_with_itself(text: str, language: str) -> None:
    said = concordance(text, text, languages=(language, language), glossary=the_glossary())
    assert [one for one in said if one.kind != "script"] == []
    assert all(one.written in text for one in quantities_of(text, language))


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_numbers_agree_where_they_are_the_same_and_nowhere_else(one: int, other: int) -> None:
    english, russian = f"{one:,} trees", f"{other:,} деревьев".replace(",", " ")
    assert (found(english, russian) == []) == (one == other)


@pytest.mark.parametrize(
    "text", ["name = 1", "[[name]]\nen = 'one'", "[[name]]\nen = []", "[[name]]\nen = ['*']", "["]
)
def test_a_glossary_that_cannot_be_read_says_what_was_expected(text: str) -> None:
    with pytest.raises(MalformedSource, match=r"glossary\.toml"):
        read_glossary(text)
