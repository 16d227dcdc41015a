"""Playing the stories: every act goes through the service that a request would go through.

All of it is one transaction: an interrupted load leaves nothing behind, and a second one finds it done.
"""

from datetime import datetime
from heapq import merge
from pathlib import Path

from sqlalchemy.orm import Session

from app.database import Store
from app.demonstration.acting import perform
from app.demonstration.stage import Stage
from app.demonstration.stepping_in import LOADED, is_demonstration, require_nobody
from app.demonstration.story import Story, read_story
from app.loading import DELEGATIONS, TEXTS, capacities_in, load_delegations, load_document
from app.services.record import CHAIR, OPERATOR, record

STORIES = tuple(
    Path(__file__).with_name(f"{name}.toml") for name in ("declaration", "programme", "communique")
)


def load_demonstration(store: Store, *, now: datetime, stories: tuple[Path, ...] = STORIES) -> bool:
    """Load the documents and play what happens to them; return False where that was done before.

    The acts bear the dates of the story. ``now`` stands in the record only, as when the story was loaded.
    """
    told = [read_story(path) for path in stories]
    with store.writing() as session:
        if is_demonstration(session):
            return False
        require_nobody(session)
        stages = _set_up(session, told)
        acts = merge(*([(act.at, number, act) for act in story.acts] for number, story in enumerate(told)))
        for _, number, act in acts:
            perform(stages[number], act)
        record(
            session,
            stream=CHAIR,
            by=OPERATOR,
            what=LOADED,
            subject="demonstration",
            document=None,
            data={story.document: len(story.acts) for story in told},
            now=now,
        )
    return True


def _set_up(session: Session, told: list[Story]) -> list[Stage]:
    load_delegations(session, DELEGATIONS, now=min(story.begins for story in told))
    stages = []
    for story in told:
        document = load_document(
            session,
            sorted(TEXTS.glob(f"{story.document}.*.md")),
            capacities=capacities_in(DELEGATIONS, story.document),
            now=story.begins,
        )
        stages.append(Stage.of(session, document))
    return stages
