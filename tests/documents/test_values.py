"""Values as typed: read where they can be, summed without what is open, printed for readers of each language."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.content import FUNDING_STATUSES
from documents.values import (
    Amount,
    funding_gap,
    parse_amount,
    parse_codes,
    parse_number,
    parse_references,
    parse_status,
    parse_year,
    print_amount,
    print_value,
)

million = st.decimals(min_value=0, max_value=9999, places=2).map(lambda number: f"USD {number} million")


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("USD 6.4 million", Amount("USD", Decimal("6.4"), "million")),
        ("USD\u00a06.4\u00a0million", Amount("USD", Decimal("6.4"), "million")),
        ("EUR 2 billion", Amount("EUR", Decimal(2), "billion")),
        ("KZT 12,500.50", Amount("KZT", Decimal("12500.50"))),
        ("8 300 000 долл. США", Amount("USD", Decimal(8300000))),
        ("500 тыс. евро", Amount("EUR", Decimal(500), "thousand")),
        ("8,3 млн долл. США", Amount("USD", Decimal("8.3"), "million")),
    ],
)
def test_an_amount_is_read_in_english_and_in_russian_spelling(text: str, amount: Amount) -> None:
    assert parse_amount(text) == amount


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[USD 5 million]",
        "USD [5][6] million",
        "USD 5 million [per year]",
        "USD 5 hundred",
        "USD 6,4 million",
        "USD million",
        "about USD 5 million",
        "8,3 млн тугриков",
        "USD ٣ million",
        "USD 1234567890123456 million",
        "to be confirmed",
    ],
)
def test_a_disputed_or_unclear_amount_is_open(text: str) -> None:
    assert parse_amount(text) is None
    assert print_value(text, language="ru") == text


def test_the_value_of_an_amount_is_exact() -> None:
    assert Amount("USD", Decimal("0.1"), "million").value * 3 == 300_000


@pytest.mark.parametrize("text", ["", "[2028]", "28", "20299", "2026–2030", "0999"])
def test_what_is_not_one_plain_year_is_open(text: str) -> None:
    assert parse_year(text) is None


def test_a_number_is_read_with_a_point_and_groups() -> None:
    assert parse_number("1,250,000") == 1_250_000
    assert parse_number("−2.5") == Decimal("-2.5")
    assert parse_number("12,5") is None
    assert parse_number("[30]") is None


def test_a_list_of_codes_is_read_whole_or_not_at_all() -> None:
    assert parse_codes("KAZ, KGZ,UN-Habitat") == ("KAZ", "KGZ", "UN-Habitat")
    assert parse_codes("6.5, 13.1") == ("6.5", "13.1")
    assert parse_codes("KAZ, [KGZ]") is None
    assert parse_codes("KAZ, ") is None


def test_a_list_of_references_is_read_whole_or_not_at_all() -> None:
    assert parse_references("⟦joint-declaration#op-water⟧") == ("joint-declaration#op-water",)
    assert parse_references("⟦op-water⟧, OP 5") is None


def test_the_statuses_are_those_that_a_content_may_hold() -> None:
    assert [parse_status(status) for status in FUNDING_STATUSES] == list(FUNDING_STATUSES)
    assert parse_status("[secured][pledged]") is None


@pytest.mark.parametrize(
    ("text", "russian"),
    [
        ("USD 6.4 million", "6,4 млн долл. США"),
        ("USD 3.0 million", "3,0 млн долл. США"),
        ("EUR 2 billion", "2 млрд евро"),
        ("UZS 12,500", "12 500 UZS"),
        ("secured", "обеспечено"),
        ("pledged", "объявлено"),
        ("to be mobilised", "подлежит мобилизации"),
        ("2028", "2028"),
        ("6.5, 13.1", "6.5, 13.1"),
        ("CT-01", "CT-01"),
    ],
)
def test_a_value_is_printed_for_readers_of_russian(text: str, russian: str) -> None:
    assert print_value(text, language="ru") == russian
    assert print_value(text, language="en") == text


def test_a_value_typed_in_russian_is_printed_in_english() -> None:
    assert print_value("6,4 млн долл. США", language="en") == "USD 6.4 million"
    assert print_value("обеспечено", language="en") == "secured"


def test_numbers_get_their_marks_only_where_numbers_stand() -> None:
    assert print_value("1,250.5", language="ru", address="indicators.b.baseline") == "1\u00a0250,5"
    assert print_value("6.5", language="ru", address="sdg") == "6.5"
    assert print_value("2029", language="ru", address="indicators.b.target_year") == "2029"


@given(million)
def test_what_is_printed_reads_back_as_the_same_amount(text: str) -> None:
    amount = parse_amount(text)
    assert amount is not None
    for language in ("en", "ru", "ru-RU", "kk-Cyrl"):
        assert parse_amount(print_amount(amount, language=language)) == amount


@given(st.text(max_size=40))
def test_whatever_was_typed_can_be_printed(text: str) -> None:
    assert print_value(text, language="en") is not None
    assert print_value(text, language="ru") is not None


def content(budget: str, *funding: tuple[str, str]) -> dict[str, str]:
    fields = {"budget": budget} if budget else {}
    for row, (amount, status) in zip("abcdefgh", funding, strict=False):
        fields |= {f"funding.{row}.amount": amount, f"funding.{row}.status": status}
    return fields


def test_funding_is_summed_by_status_and_set_against_the_budget() -> None:
    gap = funding_gap(
        content(
            "USD 6.4 million",
            ("USD 3.0 million", "pledged"),
            ("USD 1.2 million", "secured"),
            ("USD 800,000", "secured"),
            ("USD 0.75 million", "to be mobilised"),
        )
    )
    printed = [
        print_amount(amount, language="en")
        for amount in (gap.secured, gap.pledged, gap.to_be_mobilised, gap.unfunded)
        if amount
    ]
    assert printed == ["USD 2.0 million", "USD 3.0 million", "USD 0.75 million", "USD 0.65 million"]
    assert gap.open == ()


def test_what_is_open_is_left_out_of_the_sums_and_named() -> None:
    gap = funding_gap(
        content(
            "USD 6.0 million",
            ("[USD 5 million]", "secured"),
            ("USD 1.0 million", "[secured][pledged]"),
            ("EUR 1.0 million", "secured"),
            ("USD 2.0 million", "secured"),
        )
    )
    assert gap.secured == Amount("USD", Decimal("2.0"), "million")
    assert gap.unfunded == Amount("USD", Decimal("4.0"), "million")
    assert gap.open == ("funding.a.amount", "funding.b.status", "funding.c.amount")


def test_an_open_budget_leaves_the_gap_open() -> None:
    gap = funding_gap(content("[USD 6.0 million]", ("EUR 2.0 million", "pledged")))
    assert (gap.budget, gap.unfunded, gap.open) == (None, None, ("budget",))
    assert gap.pledged == Amount("EUR", Decimal("2.0"), "million")


def test_an_entry_without_money_has_no_gap() -> None:
    gap = funding_gap({"title": "A dialogue"})
    assert (gap.budget, gap.unfunded, gap.open) == (None, None, ())
    assert gap.secured.value == 0


def test_more_funding_than_budget_is_a_negative_gap() -> None:
    gap = funding_gap(content("USD 1.0 million", ("USD 1.5 million", "secured")))
    assert gap.unfunded is not None
    assert print_amount(gap.unfunded, language="en") == "USD -0.5 million"


@given(million, st.lists(st.tuples(million, st.sampled_from(FUNDING_STATUSES)), max_size=8))
def test_the_parts_of_a_budget_always_add_up_to_it(budget: str, funding: list[tuple[str, str]]) -> None:
    gap = funding_gap(content(budget, *funding))
    assert gap.budget is not None
    assert gap.unfunded is not None
    parts = (gap.secured, gap.pledged, gap.to_be_mobilised, gap.unfunded)
    assert sum(part.value for part in parts) == gap.budget.value
