"""How an export names what is stored: languages, levels, kinds of editions, days and moments."""

from datetime import date, datetime

_WORD_TAGS = {
    "en": "en-GB",
    "ru": "ru-RU",
    "kk": "kk-KZ",
    "ky": "ky-KG",
    "tg": "tg-Cyrl-TJ",
    "tk": "tk-TM",
    "uz": "uz-Latn-UZ",
}

_LANGUAGES = {
    "en": {"en": "English", "ru": "английский"},
    "ru": {"en": "Russian", "ru": "русский"},
    "kk": {"en": "Kazakh", "ru": "казахский"},
    "ky": {"en": "Kyrgyz", "ru": "киргизский"},
    "tg": {"en": "Tajik", "ru": "таджикский"},
    "tk": {"en": "Turkmen", "ru": "туркменский"},
    "uz": {"en": "Uzbek", "ru": "узбекский"},
}

_LEVELS = {
    "open": "открыто",
    "agreed in informals": "согласовано на неофициальных консультациях",
    "agreed ad ref": "согласовано ad ref.",
    "agreed in plenary": "согласовано на пленарном заседании",
    "adopted": "принято",
}

_EDITION_KINDS = {
    "zero draft": "нулевой проект",
    "compilation": "компиляция предложений",
    "rolling text": "рабочий текст",
    "streamlined text": "упорядоченный текст",
    "chair's text": "текст председателя",
    "L document": "документ серии L",
    "adopted": "принятый текст",
    "edited": "отредактированный текст",
}

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
}


def word_tag(language: str) -> str:
    """Return the tag by which Word checks the spelling of a language.

    >>> word_tag("kk-Cyrl")
    'kk-KZ'
    """
    return _WORD_TAGS.get(language.split("-", maxsplit=1)[0], language)


def language_name(named: str, language: str) -> str:
    """Return the name of one language in another."""
    return _LANGUAGES.get(named.split("-", maxsplit=1)[0], {}).get(interface_language(language), named)


def level_name(level: str, language: str) -> str:
    """Return a level of agreement in a language, as it is where it has no translation."""
    return _LEVELS.get(level, level) if interface_language(language) == "ru" else level


def kind_name(kind: str, language: str) -> str:
    """Return the kind of an edition in a language, with a capital."""
    name = _EDITION_KINDS.get(kind, kind) if interface_language(language) == "ru" else kind
    return name[:1].upper() + name[1:]


def day_in_words(day: date, language: str) -> str:
    """Return a day as people write it.

    >>> day_in_words(date(2026, 4, 22), "en"), day_in_words(date(2026, 4, 22), "ru")
    ('22 April 2026', '22 апреля 2026 г.')
    """
    interface = interface_language(language)
    month = _MONTHS[interface].split()[day.month - 1]
    return f"{day.day} {month} {day.year}{' г.' if interface == 'ru' else ''}"


def date_and_time(moment: datetime, language: str) -> str:
    """Return a moment in UTC as people write it.

    >>> from datetime import UTC
    >>> date_and_time(datetime(2026, 4, 22, 9, 5, tzinfo=UTC), "en")
    '22 April 2026, 09:05 UTC'
    """
    return f"{day_in_words(moment.date(), language)}, {moment:%H:%M} UTC"


def interface_language(language: str) -> str:
    """Return the language of the interface for a text: Russian where it is read in our region, else English."""
    return "ru" if language.split("-", maxsplit=1)[0] in ("ru", "kk", "ky", "tg", "tk", "uz") else "en"
