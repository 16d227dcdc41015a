"""Acts beside the text: comments and answers, positions, bridging texts."""

from app.access_to_people import speaking_for
from app.demonstration.stage import Stage
from app.demonstration.story import Act
from app.models import ClauseRow
from app.models.written import last_revisions
from app.services.bridging import propose_bridging_text, release_bridging_text
from app.services.comments import answer_comment, comment_on
from app.services.positions import take_position
from app.services.subjects import Subject, TextsRead
from documents.circles import CIRCLES, Circle
from documents.following import Pointer
from documents.permissions import Participant
from documents.positions import STANCES


def comment(stage: Stage, act: Act, who: Participant) -> None:
    """Open a thread on a clause, or on the amendment that the act names, in a circle."""
    circle = _circle(act)
    amendment = stage.amendment(act, act.word("of")) if "of" in act.says else None
    clause = (
        stage.session.get_one(ClauseRow, amendment.clause_id) if amendment is not None else stage.clause(act)
    )
    words = act.word("words")
    thread = comment_on(
        stage.session,
        participant=who,
        document=stage.document,
        clause=clause,
        amendment=amendment,
        text=act.word("text"),
        circle=circle,
        passage=Pointer(act.word("field") or "text", words) if words else None,
        base_revision=None,
        now=act.at,
    )
    if "name" in act.says:
        stage.comments[act.word("name")] = thread


def answer(stage: Stage, act: Act, who: Participant) -> None:
    """Answer in a thread."""
    thread = stage.comments.get(act.word("of"))
    if thread is None:
        act.refuse(f"there is no comment {act.word('of')!r} so far")
    answer_comment(
        stage.session,
        participant=who,
        document=stage.document,
        thread=thread,
        text=act.word("text"),
        now=act.at,
    )


def think(stage: Stage, act: Act, who: Participant) -> None:
    """Take a position on clauses, or on the amendment that the act names; as the secretariat, record ``said_by``."""
    stance = next((one for one in STANCES if one == act.word("stance")), None)
    if stance is None:
        act.refuse(f"there is no stance {act.word('stance')!r}; there are: {', '.join(STANCES)}")
    amendment = stage.amendment(act, act.word("of")) if "of" in act.says else None
    clauses = (
        [stage.session.get_one(ClauseRow, amendment.clause_id)]
        if amendment is not None
        else [stage.clause_called(act, key) for key in act.says.get("clauses", ())]
    )
    speaker = speaking_for(stage.session, who, act.word("said_by") or None)
    for clause in clauses:
        revision, _ = stage.present(clause)
        take_position(
            stage.session,
            participant=speaker,
            subject=Subject(document=stage.document, clause=clause, about=amendment),
            stance=stance,
            circle=_circle(act) if "circle" in act.says else "everyone",
            note=act.word("note"),
            red_line=bool(act.says.get("red_line")),
            texts=TextsRead(
                revision, last_revisions(stage.session, [amendment.id])[0].id if amendment else None
            ),
            now=act.at,
        )


def bridge(stage: Stage, act: Act, who: Participant) -> None:
    """Propose a bridging text on a clause, show it ``to`` some, or release it to everyone."""
    clause = stage.clause(act)
    revision, present = stage.present(clause)
    row = propose_bridging_text(
        stage.session,
        participant=who,
        clause=clause,
        document=stage.document,
        fields=act.applied(present),
        note=act.word("reason"),
        base_revision=revision,
        now=act.at,
    )
    if act.says.get("released") or "to" in act.says:
        release_bridging_text(
            stage.session,
            participant=who,
            bridging_text=row,
            clause=clause,
            document=stage.document,
            to=act.says.get("to", ()),
            everyone=bool(act.says.get("released")),
            now=act.at,
        )


def _circle(act: Act) -> Circle:
    circle = next((one for one in CIRCLES if one == act.word("circle")), None)
    if circle is None:
        act.refuse(f"there is no circle {act.word('circle')!r}; there are: {', '.join(CIRCLES)}")
    return circle
