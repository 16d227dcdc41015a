"""What is made of an amendment for the room: instructions to read out, and a bridge laid beside it."""

from fastapi import APIRouter

from app.access import amendment_for
from app.identity import Asking
from app.models.values import clauses_by_id
from app.models.written import as_written
from app.parameters import AnId, LanguageQuery, Reading, acts, require_language
from app.reading_out import read_out
from app.schemas.documents import sent_fields
from app.schemas.readouts import (
    BridgeIn,
    BridgeOut,
    InstructionOut,
    ReadOutOut,
    ThreefoldPieceOut,
    ThreeTextsOut,
)
from app.services.wording import clean_wording
from documents.content import ordered_addresses
from documents.errors import UnknownValue
from documents.readings import carry
from documents.three_texts import three_texts

router = APIRouter(prefix="/api/amendments", tags=["amendments"])


@router.get("/{amendment_id}/instructions")
def read_out_amendment(
    session: Reading, participant: Asking, amendment_id: AnId, language: LanguageQuery = None
) -> ReadOutOut:
    """Read an amendment as the chair reads it out: in words that quote no more than is unambiguous."""
    amendment, clause, document = amendment_for(session, participant, amendment_id)
    spoken = require_language(document, language)
    made = read_out(session, document=document, clause=clause, amendment=amendment, language=spoken)
    return ReadOutOut(
        amendment=amendment.id,
        language=spoken,
        sentences=list(made.sentences),
        instructions={
            address: [InstructionOut.of(one) for one in given] for address, given in made.instructions.items()
        },
    )


@router.post("/{amendment_id}/bridge", openapi_extra=acts("read"))
def lay_bridge_beside(session: Reading, participant: Asking, amendment_id: AnId, body: BridgeIn) -> BridgeOut:
    """Lay a bridge beside an amendment and the present text, without changing anything: every word with its owner."""
    amendment, clause, document = amendment_for(session, participant, amendment_id)
    [(_, written)] = as_written(session, [amendment])
    if written.kind not in ("replace", "insert"):
        raise UnknownValue(
            f"A bridge stands between wordings, and this amendment is to {written.kind} the clause; "
            "propose another wording of the clause instead.",
            field="text",
        )
    sent = sent_fields(body.text, body.fields)
    if not sent:
        raise UnknownValue("Say what the bridge reads: text, or fields of an entry.", field="text")
    present = clauses_by_id(session, document, [clause.id])[clause.id].clause
    wording = clean_wording(present.kind, sent)
    carried = carry(present.kind, written, present.content)
    fields = {}
    for address in ordered_addresses(present.kind, wording.fields):
        base = "" if written.kind == "insert" else present.content.get(address, "")
        proposal = carried[address].text if address in carried else present.content.get(address, "")
        bridge = wording.fields[address]
        pieces = three_texts(base, proposal, bridge)
        fields[address] = ThreeTextsOut(
            base=base,
            proposal=proposal,
            bridge=bridge,
            pieces=[ThreefoldPieceOut.of(piece) for piece in pieces],
        )
    return BridgeOut(amendment=amendment.id, fields=fields, notes=list(wording.notes))
