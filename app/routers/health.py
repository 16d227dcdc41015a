"""Whether the process lives and can serve, and what its refusals mean."""

from inspect import getdoc

from fastapi import APIRouter
from sqlalchemy import text

from app import errors as shell_errors
from app.parameters import Reading
from app.schemas.wire import Out
from documents import errors
from documents.errors import NotThere

router = APIRouter(tags=["operations"])


class HealthOut(Out):
    """The state of the process."""

    status: str


class ProblemOut(Out):
    """What a problem's type means."""

    type: str
    title: str
    meaning: str


@router.get("/health")
def check_life() -> HealthOut:
    """Say that the process lives."""
    return HealthOut(status="alive")


@router.get("/health/ready")
def check_readiness(session: Reading) -> HealthOut:
    """Say that the store answers and has its schema."""
    session.execute(text("SELECT count(*) FROM document"))
    return HealthOut(status="ready")


@router.get("/problems/{slug}")
def explain_problem(slug: str) -> ProblemOut:
    """Explain the type of a problem."""
    for rule in (*vars(errors).values(), *vars(shell_errors).values()):
        if isinstance(rule, type) and issubclass(rule, errors.BrokenRule) and rule.slug() == slug:
            return ProblemOut(type=f"/problems/{slug}", title=rule.title, meaning=getdoc(rule) or "")
    raise NotThere
