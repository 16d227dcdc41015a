"""Drafting in another language: a delegation asks, the secretariat translates, the delegation returns it or accepts."""

from app.demonstration.stage import Stage
from app.demonstration.story import Act
from app.models import ClauseRow, TranslationRequestRow
from app.services.translating import accept_translation, ask_again, ask_for_translation, give_translation
from app.services.wording import clean_wording
from documents.permissions import Participant


def ask(stage: Stage, act: Act, who: Participant) -> None:
    """Draft other words in a language that is not the negotiated one, and ask for their translation."""
    clause, language = stage.clause(act), act.word("language")
    _, present = stage.present(clause, language)
    stage.requests[act.word("name")] = ask_for_translation(
        stage.session,
        participant=who,
        clause=clause,
        document=stage.document,
        language=language,
        wording=clean_wording(clause.kind, act.applied(present), act.word("reason")),
        base_revision=stage.present(clause)[0],
        now=act.at,
    )


def translate(stage: Stage, act: Act, who: Participant) -> None:
    """Give the words in the negotiated language."""
    request, clause = _request_of(stage, act)
    revision, present = stage.present(clause)
    give_translation(
        stage.session,
        participant=who,
        request=request,
        clause=clause,
        document=stage.document,
        wording=clean_wording(clause.kind, act.applied(present)),
        base_revision=revision,
        now=act.at,
    )


def send_back(stage: Stage, act: Act, who: Participant) -> None:
    """Send a translation back with what is to be other."""
    request, _ = _request_of(stage, act)
    ask_again(
        stage.session,
        participant=who,
        request=request,
        document=stage.document,
        note=act.word("reason"),
        now=act.at,
    )


def accept(stage: Stage, act: Act, who: Participant) -> None:
    """Make a draft amendment of the translation, which the story calls by a name."""
    request, clause = _request_of(stage, act)
    stage.amendments[act.word("name")] = accept_translation(
        stage.session,
        participant=who,
        request=request,
        clause=clause,
        document=stage.document,
        now=act.at,
    )


def _request_of(stage: Stage, act: Act) -> tuple[TranslationRequestRow, ClauseRow]:
    request = stage.requests.get(act.word("of"))
    if request is None:
        act.refuse(f"nobody has asked for a translation called {act.word('of')!r}")
    return request, stage.session.get_one(ClauseRow, request.clause_id)
