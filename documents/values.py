"""Values of a Programme entry: years, numbers, amounts, codes, statuses of funding.

A value is kept as typed; here it is read where it can be. What is disputed (``[USD 5 million]``, ``[2028]``,
``[UNEP][UNDP]``) or not understood reads as None: it is open, sums leave it out and say so, and it is printed as
it was typed. Money is decimal throughout.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, cast, get_args

from documents.content import Content, row_ids

FundingStatus = Literal["secured", "pledged", "to be mobilised"]
Scale = Literal["", "thousand", "million", "billion"]

_POWERS: Mapping[Scale, int] = {"": 0, "thousand": 3, "million": 6, "billion": 9}
_RUSSIAN_SCALES: Mapping[Scale, str] = {"thousand": "тыс.", "million": "млн", "billion": "млрд"}
_RUSSIAN_CURRENCIES: Mapping[str, str] = {"USD": "долл. США", "EUR": "евро", "KZT": "тенге"}
_RUSSIAN_STATUSES: Mapping[FundingStatus, str] = {
    "secured": "обеспечено",
    "pledged": "объявлено",
    "to be mobilised": "подлежит мобилизации",
}

_HARD_SPACE = re.compile("[\u00a0\u202f]")  # typed to keep a number on one line
_YEAR = re.compile(r"(?:19|20|21)[0-9][0-9]")
_NUMBER = re.compile(r"[-−]?(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,15})(?:\.[0-9]{1,6})?")
_RUSSIAN_NUMBER = re.compile(r"[-−]?(?:[0-9]{1,3}(?: [0-9]{3}){1,4}|[0-9]{1,15})(?:,[0-9]{1,6})?")
_AMOUNT = re.compile(rf"(?P<currency>[A-Z]{{3}}) (?P<number>{_NUMBER.pattern})(?: (?P<scale>[a-z]+))?")
_RUSSIAN_AMOUNT = re.compile(
    rf"(?P<number>{_RUSSIAN_NUMBER.pattern})(?: (?P<scale>тыс\.|млн|млрд))? (?P<currency>\D+)"
)
_CODE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")
_REFERENCE = re.compile(r"⟦(?P<key>(?:[a-z0-9-]+#)?[a-z0-9-]+)⟧")
_FUNDING_CELL = re.compile(r"funding\.[a-z0-9]+\.(?:amount|status)")
_NUMBER_CELL = re.compile(r"indicators\.[a-z0-9]+\.(?:baseline|target)")


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money as it is spelt: currency code, number, scale."""

    currency: str
    number: Decimal
    scale: Scale = ""

    @property
    def value(self) -> Decimal:
        """The sum in whole units of the currency."""
        return self.number.scaleb(_POWERS[self.scale])


@dataclass(frozen=True, slots=True)
class Gap:
    """What of a budget is covered, by status, and what is not; None where the budget is open or absent.

    ``unfunded`` has no source at all, and is negative where more is listed than the budget asks for.
    ``open`` are the addresses that no sum contains: disputed, not understood, or in another currency.
    """

    budget: Amount | None
    secured: Amount
    pledged: Amount
    to_be_mobilised: Amount
    unfunded: Amount | None
    open: tuple[str, ...] = ()


def parse_year(text: str) -> int | None:
    """Read a year.

    >>> parse_year("2029"), parse_year("[2028]")
    (2029, None)
    """
    return int(text) if _YEAR.fullmatch(text) else None


def parse_number(text: str) -> Decimal | None:
    """Read a number typed with a decimal point.

    >>> parse_number("8,300.5"), parse_number("about 30")
    (Decimal('8300.5'), None)
    """
    return _decimal(text, group=",", point=".") if _NUMBER.fullmatch(text) else None


def parse_amount(text: str) -> Amount | None:
    """Read an amount of money, typed as in English or as in Russian.

    >>> parse_amount("USD 6.4 million")
    Amount(currency='USD', number=Decimal('6.4'), scale='million')
    >>> parse_amount("6,4 млн долл. США") == parse_amount("USD 6.4 million")
    True
    >>> parse_amount("[USD 5 million]") is None
    True
    """
    text = _HARD_SPACE.sub(" ", text)
    if found := _AMOUNT.fullmatch(text):
        scale = found["scale"] or ""
        if scale not in _POWERS:
            return None
        number = _decimal(found["number"], group=",", point=".")
        return Amount(found["currency"], number, cast(Scale, scale))
    if found := _RUSSIAN_AMOUNT.fullmatch(text):
        scales = {name: scale for scale, name in _RUSSIAN_SCALES.items()}
        currencies = {name: code for code, name in _RUSSIAN_CURRENCIES.items()}
        if found["currency"] not in currencies:
            return None
        number = _decimal(found["number"], group=" ", point=",")
        return Amount(currencies[found["currency"]], number, scales.get(found["scale"], ""))
    return None


def parse_codes(text: str) -> tuple[str, ...] | None:
    """Read a list of codes: countries, agencies, goals.

    >>> parse_codes("KAZ, UN-Habitat, 6.5")
    ('KAZ', 'UN-Habitat', '6.5')
    >>> parse_codes("[UNEP][UNDP]") is None
    True
    """
    codes = tuple(code.strip() for code in text.split(","))
    return codes if all(_CODE.fullmatch(code) for code in codes) else None


def parse_references(text: str) -> tuple[str, ...] | None:
    """Read a list of cross-references.

    >>> parse_references("⟦joint-declaration#op-water⟧, ⟦op-aral⟧")
    ('joint-declaration#op-water', 'op-aral')
    """
    found = [_REFERENCE.fullmatch(reference.strip()) for reference in text.split(",")]
    keys = tuple(reference["key"] for reference in found if reference)
    return keys if len(keys) == len(found) else None


def parse_status(text: str) -> FundingStatus | None:
    """Read the status of a source of funding.

    >>> parse_status("pledged"), parse_status("подлежит мобилизации"), parse_status("hoped for")
    ('pledged', 'to be mobilised', None)
    """
    if text in get_args(FundingStatus):
        return cast(FundingStatus, text)
    return next((status for status, name in _RUSSIAN_STATUSES.items() if name == text), None)


def print_value(text: str, *, language: str, address: str = "") -> str:
    """Return a value as readers of a language expect it; what is open or not understood as it was typed.

    Plain numbers are printed only where ``address`` says that one stands there: "6.5" may be a goal's code.

    >>> print_value("USD 6.4 million", language="ru")
    '6,4 млн долл. США'
    >>> print_value("to be mobilised", language="ru"), print_value("[2028]", language="ru")
    ('подлежит мобилизации', '[2028]')
    >>> print_value("0.8", language="ru", address="indicators.a.target"), print_value("6.5", language="ru")
    ('0,8', '6.5')
    """
    if amount := parse_amount(text):
        return print_amount(amount, language=language)
    if status := parse_status(text):
        return _RUSSIAN_STATUSES[status] if _is_russian(language) else status
    number = parse_number(text)
    if number is not None and _NUMBER_CELL.fullmatch(address):
        return text.replace(",", "\u00a0").replace(".", ",") if _is_russian(language) else text
    return text


def print_amount(amount: Amount, *, language: str) -> str:
    """Return an amount in Russian or, for every other language, in English.

    >>> print_amount(Amount("EUR", Decimal("1250000")), language="ru")
    '1 250 000 евро'
    """
    if _is_russian(language):
        number = f"{amount.number:,f}".replace(",", " ").replace(".", ",")
        currency = _RUSSIAN_CURRENCIES.get(amount.currency, amount.currency)
        return " ".join(filter(None, (number, _RUSSIAN_SCALES.get(amount.scale), currency)))
    return " ".join(filter(None, (amount.currency, f"{amount.number:,f}", amount.scale)))


def is_of_funding(address: str) -> bool:
    """Return whether the gap depends on a field: the budget, and what covers it.

    >>> [is_of_funding(address) for address in ("budget", "funding.a.amount", "funding.a.source", "risks")]
    [True, True, False, False]
    """
    return address == "budget" or bool(_FUNDING_CELL.fullmatch(address))


def funding_gap(content: Content) -> Gap:
    """Sum the funding of an entry by status and set it against the budget.

    >>> gap = funding_gap({
    ...     "budget": "USD 6.4 million",
    ...     "funding.a.amount": "USD 3.0 million", "funding.a.status": "pledged",
    ...     "funding.b.amount": "[USD 5 million]", "funding.b.status": "secured",
    ... })
    >>> print_amount(gap.unfunded, language="en"), gap.open
    ('USD 3.4 million', ('funding.b.amount',))
    """
    typed = content.get("budget")
    budget = parse_amount(typed) if typed else None
    currency = budget.currency if budget else ""
    still_open = ["budget"] if typed and not budget else []
    sums = dict.fromkeys(get_args(FundingStatus), Decimal(0))
    for row in row_ids(content, "funding"):
        amount = parse_amount(content.get(f"funding.{row}.amount", ""))
        status = parse_status(content.get(f"funding.{row}.status", ""))
        currency = currency or (amount.currency if amount else "")
        if amount is None or amount.currency != currency:
            still_open.append(f"funding.{row}.amount")
        elif status is None:
            still_open.append(f"funding.{row}.status")
        else:
            sums[status] += amount.value
    currency = currency or "USD"  # nothing is summed: zero of what the Programme counts in
    return Gap(
        budget=budget,
        secured=_in_millions(currency, sums["secured"]),
        pledged=_in_millions(currency, sums["pledged"]),
        to_be_mobilised=_in_millions(currency, sums["to be mobilised"]),
        unfunded=_in_millions(currency, budget.value - sum(sums.values())) if budget else None,
        open=tuple(still_open),
    )


def _decimal(text: str, *, group: str, point: str) -> Decimal:
    digits = "".join(character for character in text if character not in group)
    return Decimal(digits.replace(point, ".").replace("−", "-"))


def _in_millions(currency: str, value: Decimal) -> Amount:
    """Return a sum as drafters type it: in millions with one decimal, or as many as it needs."""
    number = value.scaleb(-_POWERS["million"]).normalize()
    decimals = max(1, -cast(int, number.as_tuple().exponent))
    return Amount(currency, number.quantize(Decimal(1).scaleb(-decimals)), "million")


def _is_russian(language: str) -> bool:
    return language.split("-", maxsplit=1)[0] == "ru"
