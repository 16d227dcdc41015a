"""The catalogues of translations, kept in step with the code: ``python -m app.message_catalogues`` writes them anew.

A message that is new stands in them without a translation, one that is no longer said is gone; a test says which.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from jinja2.ext import extract_from_ast

from app.pages.rendering import ENVIRONMENT, TEMPLATES
from app.refusal_sentences import VALUES, every_rule, refusal_facts, refusal_sentences
from app.refusing import REFUSAL
from app.settings import PROJECT
from app.speaking import LANGUAGES, TRANSLATIONS
from documents.permissions import CAPACITY_WORDS, PERMISSIONS
from documents.waiting import WORDS

TRANSLATED = tuple(one for one in LANGUAGES if one != "en")
_MARKS = {"gettext": None, "N_": None, "ngettext": (1, 2), "counts": (1, 2), "pgettext": ((1, "c"), 2)}
_HEADER = "# What the interface says. English stands in the code; `make translations` keeps this file in step with it."

Message = tuple[str, str | tuple[str, ...], str | None]  # where, what with its plural, in which sense


def messages_in_use() -> Catalog:
    """Return everything that pages say in words of their own."""
    catalogue = Catalog(charset="utf-8", header_comment=_HEADER)
    for where, message, context in sorted(_found(), key=str):
        catalogue.add(message, locations=[(where, 0)], context=context)
    return catalogue


def catalogue_path(language: str) -> Path:
    """Return where the translations into a language stand."""
    return TRANSLATIONS / language / "LC_MESSAGES" / "messages.po"


def read_catalogue(language: str) -> Catalog:
    """Return the translations into a language."""
    with catalogue_path(language).open("rb") as file:
        return read_po(file, locale=language)


def updated(language: str) -> bytes:
    """Return the file of a language as it is to be: every message in use, with the translation that there is."""
    path = catalogue_path(language)
    catalogue = read_catalogue(language) if path.exists() else Catalog(locale=language)
    catalogue.update(messages_in_use(), no_fuzzy_matching=True)
    written = BytesIO()
    write_po(
        written,
        catalogue,
        width=0,
        omit_header=True,
        ignore_obsolete=True,
        include_lineno=False,
        sort_output=True,
    )
    return _head(catalogue) + written.getvalue()


def _head(catalogue: Catalog) -> bytes:
    """Return the header without the time at which it was written, which would change by itself."""
    return (
        f'{_HEADER}\nmsgid ""\nmsgstr ""\n"Language: {catalogue.locale_identifier}\\n"\n'
        f'"Plural-Forms: {catalogue.plural_forms}\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n\n'
    ).encode()


def _found() -> Iterator[Message]:
    for path in sorted((PROJECT / "app").rglob("*.py")):
        if path.name == "speaking.py":  # says how one speaks, and nothing itself
            continue
        with path.open("rb") as file:
            for _, message, _, context in extract("python", file, keywords=_MARKS):
                yield _name(path), message, context
    for path in sorted(TEMPLATES.rglob("*.html")):
        for _, function, found in extract_from_ast(ENVIRONMENT.parse(path.read_text(encoding="utf-8"))):
            words = [one for one in (found if isinstance(found, tuple) else (found,)) if one is not None]
            yield _of_template(_name(path), function, words)
    for words_of_core in WORDS.values():
        yield "documents/waiting.py", words_of_core, None
    for permission in PERMISSIONS.values():
        yield "documents/permissions.py", permission.does, None
    for capacity in CAPACITY_WORDS:
        yield "documents/permissions.py", capacity, None
    for value in VALUES:
        yield "app/refusal_sentences.py", value, None
    for rule in every_rule():
        yield rule.__module__.replace(".", "/") + ".py", rule.title, None
    for where, sentence in (*refusal_sentences(), *refusal_facts()):
        yield where, sentence, REFUSAL


def _of_template(where: str, function: str, words: list[str]) -> Message:
    if function == "pgettext":
        return where, words[1], words[0]
    return where, (words[0], words[1]) if function == "ngettext" else words[0], None


def _name(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


def placeholders(text: str) -> list[str]:
    """Return what a translation must take over as it is: the places of facts, and marks.

    >>> placeholders('On %(moment)s, as <a href="%(way)s">%(symbol)s</a>: 100%%')
    ['%%', '%(moment)s', '%(symbol)s', '%(way)s', '</a', '<a']
    """
    return sorted(re.findall(r"%\(\w+\)s|%%|</?[a-z]+", text))


if __name__ == "__main__":
    for name in TRANSLATED:
        catalogue_path(name).parent.mkdir(parents=True, exist_ok=True)
        catalogue_path(name).write_bytes(updated(name))
