"""The fields of an entry under the names in which people read them, in English and in Russian."""

from collections.abc import Mapping

_ENGLISH: Mapping[str, str] = {
    "lead_state": "Lead state",
    "lead_agency": "Lead agency",
    "supporting_agencies": "Supporting agencies",
    "result": "Expected result",
    "sdg": "Sustainable Development Goals",
    "declaration": "Clauses of the Declaration",
    "indicators": "Indicator",
    "baseline_year": "baseline year",
    "target_year": "target year",
    "verification": "means of verification",
}
_RUSSIAN: Mapping[str, str] = {
    "text": "Текст",
    "code": "Код",
    "title": "Название",
    "objective": "Цель",
    "activities": "Действия",
    "countries": "Страны",
    "lead_state": "Ведущая страна",
    "lead_agency": "Ведущее учреждение",
    "supporting_agencies": "Участвующие учреждения",
    "start": "Начало",
    "end": "Окончание",
    "result": "Ожидаемый результат",
    "budget": "Бюджет",
    "risks": "Риски",
    "sdg": "Цели в области устойчивого развития",
    "declaration": "Пункты Декларации",
    "indicators": "Показатель",
    "funding": "Финансирование",
    "unit": "единица",
    "baseline": "исходное значение",
    "baseline_year": "исходный год",
    "target": "целевое значение",
    "target_year": "целевой год",
    "verification": "способ проверки",
    "source": "источник",
    "amount": "сумма",
    "status": "статус",
}


def field_name(address: str, *, language: str = "en") -> str:
    """Return the name of a field, in Russian or, for every other language, in English.

    >>> field_name("lead_agency"), field_name("indicators.a.target_year"), field_name("funding.b.amount")
    ('Lead agency', 'Indicator a: target year', 'Funding b: amount')
    >>> field_name("budget", language="ru"), field_name("funding.b.amount", language="ru")
    ('Бюджет', 'Финансирование b: сумма')
    """
    names = _RUSSIAN if language.split("-", maxsplit=1)[0] == "ru" else _ENGLISH
    field, _, cell = address.partition(".")
    name = names.get(field, field.capitalize())
    if not cell:
        return name
    row, _, part = cell.partition(".")
    return f"{name} {row}: {cell_name(part, language=language).lower()}"


def cell_name(cell: str, *, language: str = "en") -> str:
    """Return the name of a cell of a row, as it heads a column.

    >>> cell_name("target_year"), cell_name("amount", language="ru")
    ('Target year', 'Сумма')
    """
    names = _RUSSIAN if language.split("-", maxsplit=1)[0] == "ru" else _ENGLISH
    name = names.get(cell, cell)
    return name[:1].upper() + name[1:]
