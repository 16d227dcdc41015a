"""The parts of an entry that is split, in a form: each with fields of its own, beginning with those that stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.pages.drafting import as_stored
from app.pages.entries import FieldToWrite, fields_to_write
from app.pages.forms import sent_one
from app.pages.references import show_references
from app.services.streamlining import MOST_PARTS, PartWanted
from documents.document import Clause


@dataclass(frozen=True, slots=True)
class PartToWrite:
    """A part in the form."""

    number: int
    fields: Sequence[FieldToWrite]


def parts_to_write(
    clause: Clause, form: Mapping[str, list[str]], labels: Mapping[str, str]
) -> tuple[PartToWrite, ...]:
    """Return the parts as they were sent, one more where that was asked for; at first two that read as the entry."""
    present = {address: show_references(text, labels) for address, text in clause.content.items()}
    count = min(_count(form) + (sent_one(form, "step") == "another"), MOST_PARTS)
    return tuple(
        PartToWrite(number, fields_to_write(clause.kind, present, _sent(form, number)))
        for number in range(1, count + 1)
    )


def parts_written(form: Mapping[str, list[str]], labels: Mapping[str, str]) -> list[PartWanted]:
    """Return the parts that a form says; a field that was left empty is none of the part's."""
    return [
        PartWanted(
            fields=as_stored(
                {address: text for address, text in _sent(form, number).items() if text.strip()}, labels
            )
        )
        for number in range(1, _count(form) + 1)
    ]


def _count(form: Mapping[str, list[str]]) -> int:
    sent = sent_one(form, "parts")
    return min(int(sent), MOST_PARTS) if sent.isascii() and sent.isdigit() and len(sent) < 3 else 2


def _sent(form: Mapping[str, list[str]], number: int) -> dict[str, str]:
    start = f"part.{number}."
    return {name.removeprefix(start): texts[0] for name, texts in form.items() if name.startswith(start)}
