"""An amendment as the chair reads it out: its instructions against the present text, with labels of today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from app.models import AmendmentRow, ClauseRow, DocumentRow
from app.models.consolidated import labels_of_others
from app.models.values import as_clauses, clauses_by_id
from app.models.written import as_written
from documents.content import field_at, ordered_addresses
from documents.document import Clause
from documents.field_names import field_name
from documents.instructions import Instruction, instructions, value_instructions
from documents.reading_out import Floor, read_out_changes, read_out_clause
from documents.readings import carry
from documents.values import print_value


@dataclass(frozen=True, slots=True)
class ReadOut:
    """One sentence for each field, and the instructions in them: address -> instructions."""

    sentences: tuple[str, ...]
    instructions: Mapping[str, tuple[Instruction, ...]]


def read_out(
    session: Session, *, document: DocumentRow, clause: ClauseRow, amendment: AmendmentRow, language: str
) -> ReadOut:
    """Return an amendment in words of a language; what it quotes stays in the language of the negotiation."""
    [(_, written)] = as_written(session, [amendment])
    negotiated = clauses_by_id(session, document, [clause.id])[clause.id].clause
    own = {one.clause.id: one.clause for one in as_clauses(session, document, language=language)}
    floor = Floor(
        language=language,
        labels=labels_of_others(session, document, language) | {key: one.label for key, one in own.items()},
    )
    place = clauses_by_id(session, document, [clause.id], language=language)[clause.id].clause.label
    if written.kind == "replace":
        carried = carry(negotiated.kind, written, negotiated.content)
        wanted = {address: one.text for address, one in carried.items()}
        return read_out_replacement(negotiated, wanted, written.sponsors, floor, place=place)
    after = own.get(amendment.after_id or "")
    said = read_out_clause(
        written.kind,
        place or floor.name(negotiated.kind),
        written.sponsors,
        floor,
        after="" if after is None else after.label or floor.quote(after.text),
        text=negotiated.text,
    )
    return ReadOut((said,), {})


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
