"""In which language the interface speaks to whoever sent a request, and its words in that language.

English stands in the code and is its own translation. ``translations/<language>/LC_MESSAGES/messages.po`` holds the
others, read as they are, so that no step stands between a translator and a page. What a request speaks is kept for
that request alone: a language is chosen in the browser, else by the account, else by what the browser says that its
reader prefers.
"""

from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from types import MappingProxyType

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from app.settings import PROJECT
from documents.errors import UnknownValue

LANGUAGES = ("en", "ru", "kk")  # of the interface
NATIVE_NAMES: Mapping[str, str] = MappingProxyType({"en": "English", "ru": "Русский", "kk": "Қазақша"})
# Where there is little room.
SHORT_NAMES: Mapping[str, str] = MappingProxyType({"en": "EN", "ru": "RU", "kk": "ҚАЗ"})
TRANSLATIONS = PROJECT / "app" / "translations"


@dataclass(slots=True)
class Speech:
    """What one request speaks; the account that is found later has a say where the browser has none."""

    language: str = "en"
    is_chosen: bool = False  # in this browser


_SPEECH: ContextVar[Speech] = ContextVar("speech")


def known_language(language: str) -> str:
    """Return a language of the interface, or say which there are."""
    if language not in LANGUAGES:
        raise UnknownValue(
            f"The interface does not speak {language!r}; it speaks: {', '.join(LANGUAGES)}.", field="language"
        )
    return language


def begin_speech(speech: Speech) -> None:
    """Let the present request speak so; what runs for it in threads shares this one."""
    _SPEECH.set(speech)


def prefer(language: str) -> None:
    """Speak the language of an account, unless another was chosen in this browser."""
    speech = _SPEECH.get(None)
    if speech is not None and not speech.is_chosen:
        speech.language = language


def spoken() -> str:
    """Return the language of the present request; English outside of any."""
    speech = _SPEECH.get(None)
    return speech.language if speech is not None else "en"


def name_in_speech(names: Mapping[str, str], otherwise: str) -> str:
    """Return a name that is kept in several languages in the one spoken, else in English.

    >>> name_in_speech({"ru": "Казахстан", "en": "Kazakhstan"}, "KAZ"), name_in_speech({}, "KAZ")
    ('Kazakhstan', 'KAZ')
    """
    here = (name for tag, name in names.items() if tag.split("-", maxsplit=1)[0] == spoken())
    return next(here, names.get("en", otherwise))


def gettext(message: str, **facts: object) -> str:
    """Return a sentence in the language spoken, with its facts.

    >>> gettext("Bridging text on %(clause)s", clause="OP 5")
    'Bridging text on OP 5'
    """
    found = _catalogue(spoken()).gettext(message)
    return found % facts if facts else found


def ngettext(one: str, many: str, number: int, **facts: object) -> str:
    """Return a sentence in the language spoken and in the form that a number asks for.

    >>> ngettext("%(num)s hour", "%(num)s hours", 72)
    '72 hours'
    """
    return many_in_speech(one, many, number) % {"num": number, **facts}


def many_in_speech(one: str, many: str, number: int) -> str:
    """Return the form that a number asks for, its facts not yet in it."""
    return _catalogue(spoken()).ngettext(one, many, number)


def pgettext(context: str, message: str) -> str:
    """Return words that mean one thing here and another elsewhere."""
    return _catalogue(spoken()).pgettext(context, message)


def N_(message: str) -> str:  # noqa: N802  (the name that every tool of gettext looks for)
    """Mark words that are translated where they are used."""
    return message


@cache
def _catalogue(language: str) -> NullTranslations:
    if language == "en":
        return NullTranslations()
    with (TRANSLATIONS / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
