"""The forms of positions on a clause's page: one takes a position, the others confirm it or take it back."""

from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session

from app.access import amendment_for, clause_for
from app.access_beside import bridging_text_for, own_positions, position_for
from app.access_to_people import speaking_as
from app.identity import Asking, Now
from app.models import AmendmentRow, BridgingTextRow
from app.pages.clause_page import answer_step
from app.pages.clause_positions import UnsentPosition
from app.pages.drawn_positions import texts_sent
from app.pages.forms import SentForm, sent_one
from app.parameters import AnId, Writing
from app.services.positions import confirm_positions, take_position, take_position_back
from app.services.subjects import Subject, TextsRead
from app.speaking import gettext
from documents.circles import CIRCLES
from documents.errors import UnknownValue
from documents.permissions import Participant
from documents.positions import STANCES

router = APIRouter()


@router.post("/clauses/{clause_id}/positions")
def position_form(
    request: Request, session: Writing, participant: Asking, now: Now, clause_id: AnId, form: SentForm
) -> Response:
    """Take a position on a clause, or on the amendment that the form names; or record what was said in the room."""
    clause, document = clause_for(session, participant, clause_id, lock=True)
    about = sent_one(form, "about")
    unsent = UnsentPosition(
        stance=sent_one(form, "stance"),
        circle=sent_one(form, "circle"),
        note=sent_one(form, "note"),
        red_line=bool(sent_one(form, "red_line")),
        about=about,
        delegation=sent_one(form, "delegation"),
    )

    def step() -> None:
        stance = next((one for one in STANCES if one == unsent.stance), None)
        circle = next((one for one in CIRCLES if one == unsent.circle), None)
        if stance is None:
            raise UnknownValue(gettext("Choose a position."), field="stance")
        if circle is None:
            raise UnknownValue(gettext("Say who is to read the position."), field="circle")
        subject = _subject(session, participant, about)
        if subject is not None and subject.clause_id != clause.id:
            raise UnknownValue(gettext("This is about another clause; open the page again."), field="about")
        code = unsent.delegation or participant.delegation
        text = sent_one(form, f"text.{about.partition(' ')[2]}")
        take_position(
            session,
            participant=speaking_as(session, participant, "take position", code),
            subject=Subject(document=document, clause=clause, about=subject),
            stance=stance,
            circle=circle,
            note=unsent.note,
            red_line=unsent.red_line,
            texts=TextsRead(sent_one(form, "base_revision") or None, text or None),
            now=now,
        )

    return answer_step(
        request,
        session,
        participant,
        clause.id,
        step,
        done="recorded" if participant.is_secretariat else "position",
        part="positions",
        unsent_position=unsent,
        now=now,
    )


def _subject(session: Session, participant: Participant, about: str) -> AmendmentRow | BridgingTextRow | None:
    """Return what a form says that a position is about: "amendment k3v5…", "bridging k3v5…"; None: the clause.

    The clause of the page is held, which is theirs or else they are refused: no second one is waited for.
    """
    kind, _, name = about.partition(" ")
    if not name:
        return None
    if kind == "bridging":
        return bridging_text_for(session, participant, name)[0]
    return amendment_for(session, participant, name)[0]


@router.post("/positions/{position_id}/confirm")
def confirm_position_form(
    request: Request, session: Writing, participant: Asking, now: Now, position_id: AnId, form: SentForm
) -> Response:
    """Confirm a position of one's own delegation on the text that the page showed."""
    position, clause, document = position_for(session, participant, position_id, lock=True)

    def step() -> None:
        [row] = own_positions(session, participant, document, [position.id])
        texts = texts_sent(sent_one(form, "read"))
        confirm_positions(
            session, participant=participant, document=document, positions=[(row, texts)], now=now
        )

    return answer_step(
        request, session, participant, clause.id, step, done="positions-confirmed", part="positions", now=now
    )


@router.post("/positions/{position_id}/take-back")
def take_position_back_form(
    request: Request, session: Writing, participant: Asking, now: Now, position_id: AnId
) -> Response:
    """Take a position back: one's own delegation's, or one that was recorded and never confirmed."""
    position, clause, _ = position_for(session, participant, position_id, lock=True)

    def step() -> None:
        speaker = speaking_as(session, participant, "take position back", position.delegation)
        take_position_back(session, participant=speaker, position=position, now=now)

    return answer_step(
        request, session, participant, clause.id, step, done="position-back", part="positions", now=now
    )
