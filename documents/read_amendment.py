"""An amendment to a clause in words, field by field, ready for the floor and for the printed list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from documents.content import field_at, ordered_addresses
from documents.document import Clause
from documents.field_names import field_name
from documents.instructions import Instruction, instructions, value_instructions
from documents.reading_out import Floor, read_out_changes
from documents.values import print_value


@dataclass(frozen=True, slots=True)
class ReadOut:
    """One sentence for each field, and the instructions in them: address -> instructions."""

    sentences: tuple[str, ...]
    instructions: Mapping[str, tuple[Instruction, ...]]


def read_out_replacement(
    clause: Clause, wanted: Mapping[str, str], sponsors: Sequence[str], floor: Floor, *, place: str
) -> ReadOut:
    """Return in words what makes the wanted fields of a clause."""
    given = {address: _instructions(clause, address, text) for address, text in wanted.items()}
    changing = [address for address in ordered_addresses(clause.kind, given) if given[address]]
    named = clause.kind == "entry"
    fields = [
        (
            field_name(address, language=floor.language) if named else "",
            [_printed(one, clause, address, floor) for one in given[address]],
        )
        for address in changing
    ]
    sentences = read_out_changes(place or floor.name(clause.kind), fields, sponsors, floor)
    return ReadOut(sentences, {address: given[address] for address in changing})


def _instructions(clause: Clause, address: str, wanted: str) -> tuple[Instruction, ...]:
    present = clause.content.get(address, "")
    make = value_instructions if field_at(clause.kind, address).kind == "value" else instructions
    return make(present, wanted)


def _printed(one: Instruction, clause: Clause, address: str, floor: Floor) -> Instruction:
    """Return an instruction with a value as its listeners know it."""
    if field_at(clause.kind, address).kind != "value":
        return one
    old, new = (
        print_value(text, language=floor.language, address=address) if text else ""
        for text in (one.old, one.new)
    )
    return replace(one, old=old, new=new)
