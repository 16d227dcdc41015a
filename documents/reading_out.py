"""Amending instructions in words, in English and in Russian, ready for the floor."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from documents.content import ClauseKind
from documents.instructions import Instruction
from documents.invisible import invisible_changes, say_invisible
from documents.tokens import count_words

# A slot names what is quoted; behind the colon stands, in its case, the noun that introduces it.
_ENGLISH: Mapping[str, str] = {
    "insert after": "after {before} insert {new:insert}",
    "insert before": "before {after} insert {new:insert}",
    "insert between": "between {before} and {after} insert {new:insert}",
    "delete": "delete {old}",
    "delete in": "in {quote} delete {old}",
    "replace": "replace {old} by {new}",
    "unseen": "in {quote} put {what}",
    "rewrite": "the text is to read: {new}",
    "first text": "insert the text {new}",
    "no text": "delete the text {old}",
    "in clause": "In {place}, {what}",
    "in field": "In {place}, under {field}: {what}",
    "insert clause": "After {after}, insert {place}: {text}",
    "insert clause first": "At the beginning, insert {place}: {text}",
    "delete clause": "Delete {place}",
    "move clause": "Move {place} to follow {after}",
    "move clause first": "Move {place} to the beginning",
    "alone": " ({first})",
    "supported": " ({first}, supported by {others})",
}
_RUSSIAN: Mapping[str, str] = {
    "insert after": "после {before:слов} дополнить {new:словами}",
    "insert before": "перед {after:словами} дополнить {new:словами}",
    "insert between": "между {before:словами} и {after} дополнить {new:словами}",
    "delete": "{old:слова} исключить",
    "delete in": "в {quote:словах} {old:слова} исключить",
    "replace": "{old:слова} заменить {new:словами}",
    "unseen": "в {quote:словах}: {what}",
    "rewrite": "изложить в следующей редакции: {new}",
    "first text": "дополнить текстом: {new}",
    "no text": "исключить текст {old}",
    "in clause": "{place}: {what}",
    "in field": "{place}, {field}: {what}",
    "insert clause": "После {after} включить {place}: {text}",
    "insert clause first": "В начало включить {place}: {text}",
    "delete clause": "{place}: исключить",
    "move clause": "{place}: поместить после {after}",
    "move clause first": "{place}: поместить в начало",
    "alone": " ({first})",
    "supported": " ({first} при поддержке {others})",
}
_ENGLISH_SIGNS = {",": "a comma", ";": "a semicolon", ":": "a colon", ".": "a full stop"}
_RUSSIAN_SIGNS = {",": "запятой", ";": "точкой с запятой", ":": "двоеточием", ".": "точкой"}
_FIGURES = re.compile(r"[\d\s.,:/–—-]*\d")
_OF_FIGURES = {"слова": "цифры", "слов": "цифр", "словами": "цифрами", "словах": "цифрах"}
_SINGULAR = {"слова": "слово", "слов": "слова", "словами": "словом", "словах": "слове"}


_UNNUMBERED: Mapping[str, tuple[str, str]] = {
    "title": ("the title", "название"),
    "chapeau": ("the chapeau", "вводная часть"),
    "heading": ("the heading", "заголовок"),
    "closing": ("the closing paragraph", "заключительный абзац"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Floor:
    """Who listens: the language, and the labels by which a text refers to clauses (clause id -> label)."""

    language: str = "en"
    labels: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_russian(self) -> bool:
        """Whether Russian is spoken; English is for every other language."""
        return self.language.split("-", maxsplit=1)[0] == "ru"

    def name(self, kind: ClauseKind) -> str:
        """Return what a clause without a label is called."""
        return _UNNUMBERED.get(kind, ("the new clause", "новый пункт"))[self.is_russian]

    def quote(self, text: str) -> str:
        """Return words of a text in quotation marks."""
        return f"{_Quoted(text.strip(), self)}"

    def say(self, phrase: str, given: Mapping[str, str] | None = None, **quoted: str) -> str:
        """Return a phrase with words of a text in quotation marks, and what is ``given`` as it is: labels, names."""
        words = {name: _Quoted(text.strip(), self) for name, text in quoted.items()}
        return (_RUSSIAN if self.is_russian else _ENGLISH)[phrase].format(**words, **(given or {}))


@dataclass(frozen=True, slots=True)
class _Quoted:
    """Words of a text, quoted where a phrase names them."""

    text: str
    floor: Floor

    def __format__(self, noun: str) -> str:
        shown = re.sub(r"⟦([^⟦⟧\s]+)⟧", lambda found: self.floor.labels.get(found[1], found[0]), self.text)
        if not self.floor.is_russian:
            return (_ENGLISH_SIGNS.get(shown) if noun else None) or f"“{shown}”"
        if noun == "словами" and shown in _RUSSIAN_SIGNS:
            return _RUSSIAN_SIGNS[shown]
        if not noun:
            return f"«{shown}»"
        if _FIGURES.fullmatch(shown):
            return f"{_OF_FIGURES[noun]} «{shown}»"
        return f"{_SINGULAR[noun] if count_words(self.text) == 1 else noun} «{shown}»"


def say_instruction(one: Instruction, floor: Floor) -> str:
    """Return one instruction in words.

    >>> say_instruction(Instruction("voluntary ", "", "", "and predictable "), Floor())
    'after “voluntary” insert “and predictable”'
    >>> say_instruction(Instruction("", "следует", "", "надлежит активно"), Floor(language="ru"))
    'слово «следует» заменить словами «надлежит активно»'
    """
    before, old, after, new = one.before, one.old, one.after, one.new
    if unseen := invisible_changes(old, new):
        what = ", ".join(say_invisible(change, language=floor.language) for change in unseen)
        return floor.say("unseen", {"what": what}, quote=one.quote) if one.quote.strip() else what
    if one.kind == "rewrite":
        name = "rewrite" if old.strip() and new.strip() else "first text" if new.strip() else "no text"
        return floor.say(name, old=old, new=new)
    if not old.strip():
        place = "between" if before.strip() and after.strip() else "after" if before.strip() else "before"
        return floor.say(f"insert {place}", before=before, after=after, new=new)
    if not new.strip() and not one.before + one.after:
        return floor.say("delete", old=old)
    if not new.strip() and one.quote.count(old) == 1:
        return floor.say("delete in", quote=one.quote, old=old)
    return floor.say("replace", old=one.quote, new=before + new + after)


def read_out_changes(
    place: str, fields: Sequence[tuple[str, Sequence[Instruction]]], delegations: Sequence[str], floor: Floor
) -> tuple[str, ...]:
    """Return one sentence for each field of a clause that changes; ``fields`` are names, "" for the one of a paragraph.

    >>> given = [Instruction("voluntary ", "", "", "and predictable ")]
    >>> read_out_changes("OP 3", [("", given)], ["KGZ", "UZB"], Floor())
    ('In OP 3, after “voluntary” insert “and predictable” (KGZ, supported by UZB).',)
    """
    sentences = []
    for name, given in fields:
        what = "; ".join(say_instruction(one, floor) for one in given)
        phrase = "in field" if name else "in clause"
        said = floor.say(phrase, {"place": place, "field": name, "what": what})
        sentences.append(_sentence(said, delegations, floor))
    return tuple(sentences)


def read_out_clause(
    kind: Literal["insert", "delete", "move"],
    place: str,
    delegations: Sequence[str],
    floor: Floor,
    *,
    after: str = "",
    text: str = "",
) -> str:
    """Return what is to become of a clause as a whole; ``after`` is the label that it is to follow, "" for none.

    >>> read_out_clause("move", "OP 3", ["TJK"], Floor(), after="OP 7")
    'Move OP 3 to follow OP 7 (TJK).'
    """
    phrase = f"{kind} clause" if after or kind == "delete" else f"{kind} clause first"
    return _sentence(floor.say(phrase, {"place": place, "after": after}, text=text), delegations, floor)


def _sentence(said: str, delegations: Sequence[str], floor: Floor) -> str:
    first, *others = delegations or ("",)
    phrase = "supported" if others else "alone"
    by = floor.say(phrase, {"first": first, "others": ", ".join(others)}) if first else ""
    return f"{said[:1].upper()}{said[1:]}{by}."
