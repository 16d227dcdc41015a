"""The glossary of names, read from its file: what each is called in each language."""

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from documents.concordance import Name
from documents.errors import MalformedSource

FILE = Path(__file__).parent / "texts" / "glossary.toml"


def read_glossary(text: str, *, file: str = "glossary.toml") -> tuple[Name, ...]:
    """Return the names of a glossary; raises MalformedSource where an entry is no table of languages with forms.

    >>> read_glossary('[[name]]\\nen = ["Joint Statement"]\\nru = ["Совместн* заявлени*"]')[0].forms["en"]
    ['Joint Statement']
    """
    try:
        entries = tomllib.loads(text).get("name", [])
    except tomllib.TOMLDecodeError as error:
        raise MalformedSource(file, 0, f"TOML, but {error}") from error
    if not isinstance(entries, list):
        raise MalformedSource(file, 0, "[[name]] before each name")
    for number, entry in enumerate(entries, start=1):
        if not isinstance(entry, dict) or not all(_are_forms(forms) for forms in entry.values()):
            raise MalformedSource(
                file, 0, f'of name {number} forms in each language: en = ["Joint Statement"]'
            )
    return tuple(Name(entry) for entry in entries)


@cache
def the_glossary() -> Sequence[Name]:
    """Return the project's own glossary."""
    return read_glossary(FILE.read_text(encoding="utf-8"))


def _are_forms(forms: object) -> bool:
    return (
        isinstance(forms, list)
        and bool(forms)
        and all(isinstance(form, str) and form.strip("* ") for form in forms)
    )
