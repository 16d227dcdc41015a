"""The sentence of a refusal in the language spoken: known again by its form, since the core speaks English alone."""

import re
from functools import cache

from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from app.refused_facts import Speak, fact_in_speech
from app.speaking import TRANSLATIONS, gettext, spoken
from documents.errors import BrokenRule

REFUSAL = "refusal"  # the sense in which the catalogues hold these sentences
_LONGEST = 5_000  # characters of a sentence that is looked for: with words of people in it, it may be longer
_PLACE = re.compile(r"%\((p\d+)\)s")


def sentence_of(rule: BrokenRule) -> str:
    """Return what a refusal says in the language spoken."""
    return in_speech(rule.message)


def in_speech(sentence: str) -> str:
    """Return the sentence of a refusal in the language spoken, in English where nobody has translated it.

    A fact is translated where it is known: as a word of the interface, as words marked with ``fact``, or as a row of
    such. What people have written, codes, symbols and labels stay as they are.
    """
    if spoken() == "en":
        return sentence
    return _by_form(sentence, 0) or sentence


def _by_form(words: str, deep: int) -> str | None:
    """Return what the catalogue says for words of a form that it holds, with their facts; None where it holds none."""
    if len(words) > _LONGEST:
        return None
    for form, translation in _forms(spoken()):
        if found := form.fullmatch(words):
            facts = {place: fact_in_speech(fact, _SPEAK, deep) for place, fact in found.groupdict().items()}
            return translation % facts
    return None


def _exactly(words: str) -> str | None:
    found = _words_alone(spoken()).get(words) or gettext(words)
    return found if found != words else None


_SPEAK = Speak(exactly=_exactly, by_form=_by_form)


@cache
def _words_alone(language: str) -> dict[str, str]:
    """Return what is said of refusals without any fact in it: English -> translation."""
    return {
        words.replace("%%", "%"): str(one.string).replace("%%", "%")
        for one in _refusals(language)
        if not _PLACE.search(words := _words(one))
    }


@cache
def _forms(language: str) -> list[tuple[re.Pattern[str], str]]:
    """Return the form of each sentence with its translation, those first of which most is known."""
    sentences = sorted(_refusals(language), key=lambda one: len(_PLACE.sub("", _words(one))), reverse=True)
    return [(_form(_words(one)), str(one.string)) for one in sentences]


@cache
def _refusals(language: str) -> list[Message]:
    with (TRANSLATIONS / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    return [one for one in catalogue if one.context == REFUSAL and one.string]


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
