"""The chair's choices: every passage with its wordings, drawn for the form and read from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.pages.forms import sent_one
from app.pages.frame import Named
from app.pages.pen import Pen, Stretch
from app.pages.words import name_of_field
from documents.choices import Choice
from documents.consolidation import Consolidation, Passage
from documents.document import ConsolidatedClause
from documents.tokens import is_word, tokenize

OWN = "own"  # the choice of words of the chair's own


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording that may be chosen; ``by`` is empty for the present text."""

    value: str
    stretches: Sequence[Stretch]
    by: Sequence[Named]
    chosen: bool


@dataclass(frozen=True, slots=True)
class PassageToChoose:
    """A passage; without wordings nobody touches it."""

    name: str  # of its inputs
    number: int
    base: Sequence[Stretch]
    wordings: Sequence[Wording] = ()
    own_words: str = ""
    own_chosen: bool = False


@dataclass(frozen=True, slots=True)
class FieldToChoose:
    """One field with its passages."""

    name: str
    passages: Sequence[PassageToChoose]


def read_choices(address: str, field: Consolidation, form: Mapping[str, list[str]]) -> list[Choice]:
    """Return one choice per disputed passage; none at all when everything stays as it is."""
    choices: list[Choice] = []
    for place in field.disputed:
        name = f"{address}.{place}"
        value = sent_one(form, f"choice.{name}")
        if value == OWN:
            choices.append(_bridge(field.passages[place], sent_one(form, f"words.{name}")))
        else:
            is_number = value.isascii() and value.isdigit() and len(value) < 6
            choices.append(int(value) if is_number else 0)
    return choices if any(choice != 0 for choice in choices) else []


def own_words(form: Mapping[str, list[str]]) -> list[str]:
    """Return the words of the chair's own that were chosen, whatever passages they were written for."""
    return [
        words
        for name in form
        if name.startswith("choice.") and sent_one(form, name) == OWN
        if (words := sent_one(form, name.replace("choice.", "words.", 1)).strip())
    ]


def _bridge(passage: Passage, words: str) -> str:
    """Return the chair's words with the spaces at both ends that the wordings they replace have there."""
    like = passage.base or passage.alternatives[0].text
    lead, trail = like[: len(like) - len(like.lstrip())], like[len(like.rstrip()) :]
    return f"{lead}{words.strip()}{trail}" if words.strip() else ""


def draw_fields_to_choose(
    consolidated: ConsolidatedClause, form: Mapping[str, list[str]], pen: Pen
) -> tuple[FieldToChoose, ...]:
    """Return every disputed field with its passages, as chosen in the form."""
    is_entry = consolidated.clause.kind == "entry"
    return tuple(
        FieldToChoose(name_of_field(address) if is_entry else "", tuple(_passages(address, field, form, pen)))
        for address, field in consolidated.fields.items()
    )


def _passages(
    address: str, field: Consolidation, form: Mapping[str, list[str]], pen: Pen
) -> list[PassageToChoose]:
    passages = []
    number = 0
    for place, passage in enumerate(field.passages):
        opening = pen.opening(passage.base) if place == 0 else 0
        base = tuple(pen.words("text", passage.base, opening=opening))
        name = f"{address}.{place}"
        if not passage.alternatives:
            if any(map(is_word, tokenize(passage.base))):  # a comma alone needs no row
                passages.append(PassageToChoose(name, 0, base))
            continue
        number += 1
        chosen = sent_one(form, f"choice.{name}") or "0"
        wordings = [Wording("0", base, (), chosen == "0")]
        for n, alternative in enumerate(passage.alternatives, start=1):
            by = pen.named(alternative.delegations)
            words = tuple(pen.words("insert", alternative.text.strip(), by=by))
            wordings.append(Wording(str(n), words, by, chosen == str(n)))
        own_words = sent_one(form, f"words.{name}") or passage.base
        passages.append(PassageToChoose(name, number, base, wordings, own_words, chosen == OWN))
    return passages
