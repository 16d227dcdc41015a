"""Acts beside the text: comments and answers."""

from app.demonstration.stage import Stage
from app.demonstration.story import Act
from app.models import ClauseRow
from app.services.comments import answer_comment, comment_on
from documents.circles import CIRCLES
from documents.following import Pointer
from documents.permissions import Participant


def comment(stage: Stage, act: Act, who: Participant) -> None:
    """Open a thread on a clause, or on the amendment that the act names, in a circle."""
    circle = next((one for one in CIRCLES if one == act.word("circle")), None)
    if circle is None:
        act.refuse(f"there is no circle {act.word('circle')!r}; there are: {', '.join(CIRCLES)}")
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
