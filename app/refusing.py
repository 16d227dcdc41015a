"""The sentence of a refusal in the language spoken: known again by its form, since the core speaks English alone."""

import re
from functools import cache

from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from app.speaking import TRANSLATIONS, gettext, spoken
from documents.errors import BrokenRule

REFUSAL = "refusal"  # the sense in which the catalogues hold these sentences
_PLACE = re.compile(r"%\((p\d+)\)s")


def sentence_of(rule: BrokenRule) -> str:
    """Return what a refusal says in the language spoken."""
    return in_speech(rule.message)


def in_speech(sentence: str) -> str:
    """Return the sentence of a refusal in the language spoken, in English where nobody has translated it.

    A fact is translated where the interface knows it as a word of its own, as it knows levels and kinds.
    """
    language = spoken()
    for form, translation in _forms(language) if language != "en" else ():
        if found := form.fullmatch(sentence):
            return translation % {place: fact and gettext(fact) for place, fact in found.groupdict().items()}
    return sentence


@cache
def _forms(language: str) -> list[tuple[re.Pattern[str], str]]:
    """Return the form of each sentence with its translation, those first of which most is known."""
    with (TRANSLATIONS / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    sentences = [one for one in catalogue if one.context == REFUSAL and one.string]
    sentences.sort(key=lambda one: len(_PLACE.sub("", _words(one))), reverse=True)
    return [(_form(_words(one)), str(one.string)) for one in sentences]


def _words(message: Message) -> str:
    return str(message.id)


def _form(sentence: str) -> re.Pattern[str]:
    parts = _PLACE.split(sentence)  # words, and every second one the name of a place
    return re.compile(
        "".join(
            f"(?P<{part}>.*?)" if number % 2 else re.escape(part.replace("%%", "%"))
            for number, part in enumerate(parts)
        ),
        re.DOTALL,
    )
