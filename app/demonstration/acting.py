"""One act after another: the words of a story become the arguments of a service."""

from collections.abc import Mapping

from app.demonstration.agreeing import agree, package, reopen
from app.demonstration.choosing import choices_of
from app.demonstration.linking import check, link
from app.demonstration.rounds import call, close, extend
from app.demonstration.silencing import call_off, confirm, object_to, prolong, put_under_silence
from app.demonstration.stage import Stage
from app.demonstration.stating import adopt, state, strike, take_part
from app.demonstration.story import Act
from app.demonstration.streamlining import merge, split
from app.demonstration.talking import answer, bridge, comment, think
from app.demonstration.translating import accept, ask, send_back, translate
from app.models import AmendmentRow, ClauseRow
from app.models.values import as_clause
from app.models.written import as_open_amendments, as_written, last_revisions
from app.services.amendments import edit_amendment, propose_amendment, table_amendment, withdraw_amendment
from app.services.corrections import correct_clause
from app.services.decisions import Verdict, decide_clause
from app.services.editions import issue_edition
from app.services.insertions import propose_clause
from app.services.languages import align_text
from app.services.silence_outcome import write_due_outcomes
from app.services.sponsors import join_amendment, leave_amendment
from app.services.undoing import undo_decision
from app.services.wording import clean_wording
from documents.amendments import AmendmentKind
from documents.content import CLAUSE_KINDS, prose_only
from documents.errors import BrokenRule
from documents.permissions import Participant, Role
from documents.readings import carry, consolidate_clause
from documents.subamendments import words_on

_HOUSE_ROLES: Mapping[str, Role] = {"CHAIR": "chair", "SEC": "secretariat"}
_KINDS: Mapping[str, AmendmentKind] = {"amends": "replace", "deletes": "delete", "moves": "move"}


def perform(stage: Stage, act: Act) -> None:
    """Let an act happen; refuse the story, naming file and act, where a rule forbids it."""
    if act.word("name") in {**stage.amendments, **stage.comments, **stage.rounds, **stage.silences}:
        act.refuse(f"there is something called {act.word('name')!r} already")
    try:
        write_due_outcomes(stage.session, now=act.at)
        _PERFORMANCES[act.does](stage, act, Participant(act.by, _HOUSE_ROLES.get(act.by, "negotiator")))
    except BrokenRule as broken:
        if broken.message.startswith(act.where):
            raise
        act.refuse(broken)


def _propose(stage: Stage, act: Act, who: Participant) -> None:
    clause = stage.clause(act)
    revision, present = stage.present(clause)
    amends = None
    if "amending" in act.says:  # another delegation's amendment, whose words are changed
        amended = stage.amendment(act, act.word("amending"))
        [(_, written)] = as_written(stage.session, [amended])
        [last] = last_revisions(stage.session, [amended.id])
        amends, present = last.id, words_on(clause.kind, written, present)
    stage.amendments[act.word("name")] = propose_amendment(
        stage.session,
        participant=who,
        clause=clause,
        document=stage.document,
        kind=_KINDS[act.does],
        wording=clean_wording(clause.kind, act.applied(present), act.word("reason")),
        language=None,
        base_revision=revision,
        after=stage.clause(act, "after") if "after" in act.says else None,
        amends=amends,
        tabled=not act.says.get("draft"),
        now=act.at,
    )


def _insert(stage: Stage, act: Act, who: Participant) -> None:
    kind = next((kind for kind in CLAUSE_KINDS if kind == act.word("kind")), None)
    if kind is None:
        act.refuse(f"there is no kind of clause {act.word('kind')!r}; there are: {', '.join(CLAUSE_KINDS)}")
    amendment = propose_clause(
        stage.session,
        participant=who,
        document=stage.document,
        kind=kind,
        after=stage.clause(act, "after"),
        wording=clean_wording(kind, act.applied({}), act.word("reason")),
        language=None,
        tabled=not act.says.get("draft"),
        now=act.at,
    )
    stage.amendments[act.word("name")] = amendment
    stage.clauses[act.word("name")] = stage.session.get_one(ClauseRow, amendment.clause_id)


def _edit(stage: Stage, act: Act, who: Participant) -> None:
    amendment, clause = _amendment_of(stage, act)
    revision, present = stage.present(clause)
    if amendment.kind == "insert":
        [last] = last_revisions(stage.session, [amendment.id])
        own = dict(last.fields)
    else:
        [(_, written)] = as_written(stage.session, [amendment])
        carried = carry(clause.kind, written, present)
        own = {address: outcome.text for address, outcome in carried.items()}
    wording = clean_wording(clause.kind, {**own, **act.applied({**present, **own})}, act.word("reason"))
    edit_amendment(
        stage.session,
        participant=who,
        amendment=amendment,
        clause=clause,
        document=stage.document,
        wording=wording,
        language=None,
        base_revision=revision,
        now=act.at,
    )


def _table(stage: Stage, act: Act, who: Participant) -> None:
    amendment, clause = _amendment_of(stage, act)
    table_amendment(
        stage.session,
        participant=who,
        amendment=amendment,
        clause=clause,
        document=stage.document,
        now=act.at,
    )


def _withdraw(stage: Stage, act: Act, who: Participant) -> None:
    amendment, clause = _amendment_of(stage, act)
    withdraw_amendment(stage.session, participant=who, amendment=amendment, clause=clause, now=act.at)


def _join(stage: Stage, act: Act, who: Participant) -> None:
    amendment, clause = _amendment_of(stage, act)
    join_amendment(
        stage.session,
        participant=who,
        amendment=amendment,
        clause=clause,
        document=stage.document,
        text=last_revisions(stage.session, [amendment.id])[0].id,
        now=act.at,
    )


def _leave(stage: Stage, act: Act, who: Participant) -> None:
    amendment = stage.amendment(act, act.word("of"))
    leave_amendment(stage.session, participant=who, amendment=amendment, now=act.at)


def _amendment_of(stage: Stage, act: Act) -> tuple[AmendmentRow, ClauseRow]:
    amendment = stage.amendment(act, act.word("of"))
    return amendment, stage.session.get_one(ClauseRow, amendment.clause_id)


def _decide(stage: Stage, act: Act, who: Participant) -> None:
    clause = stage.clause(act)
    placed = as_clause(stage.session, stage.document, clause.id)
    amendments = as_open_amendments(stage.session, clauses=[clause.id]).get(clause.id, [])
    consolidated = consolidate_clause(placed.clause, amendments)
    decision = decide_clause(
        stage.session,
        participant=who,
        clause=clause,
        document=stage.document,
        fingerprint=consolidated.fingerprint,
        verdict=Verdict(
            choices=choices_of(act, consolidated),
            texts=act.applied(placed.clause.content),
            adopts=[stage.amendment(act, name).id for name in act.words("adopts")],
            closes=[stage.amendment(act, name).id for name in act.words("closes")],
            reason=act.word("reason"),
        ),
        now=act.at,
    )
    stage.decisions.setdefault(clause.id, []).append(decision.id)


def _undo(stage: Stage, act: Act, who: Participant) -> None:
    clause = stage.clause(act)
    if not stage.decisions.get(clause.id):
        act.refuse("there is no decision on this clause to undo")
    undo_decision(
        stage.session,
        participant=who,
        clause=clause,
        document=stage.document,
        decision=stage.decisions[clause.id].pop(),
        reason=act.word("reason"),
        now=act.at,
    )


def _correct(stage: Stage, act: Act, who: Participant) -> None:
    clause = stage.clause(act)
    revision, present = stage.present(clause)
    correct_clause(
        stage.session,
        participant=who,
        clause=clause,
        document=stage.document,
        fields=act.applied(present),
        reason=act.word("reason"),
        base_revision=revision,
        now=act.at,
    )


def _align(stage: Stage, act: Act, who: Participant) -> None:
    clause = stage.clause(act)
    revision, negotiated = stage.present(clause)
    [language] = set(stage.document.titles) - {stage.document.negotiated_language}
    aligned, present = stage.present(clause, language)
    fields = act.applied(present)
    if missing := prose_only(clause.kind, negotiated).keys() - {**present, **fields}.keys():
        act.refuse(f"expected the words in {language} of: {', '.join(sorted(missing))}")
    align_text(
        stage.session,
        participant=who,
        clause=clause,
        document=stage.document,
        language=language,
        fields=fields,
        aligned_to=revision,
        base_revision=aligned,
        now=act.at,
    )


def _issue(stage: Stage, act: Act, who: Participant) -> None:
    issue_edition(stage.session, participant=who, document=stage.document, kind=act.word("kind"), now=act.at)


_PERFORMANCES = {
    "amends": _propose,
    "inserts": _insert,
    "deletes": _propose,
    "moves": _propose,
    "edits": _edit,
    "tables": _table,
    "withdraws": _withdraw,
    "joins": _join,
    "leaves": _leave,
    "comments": comment,
    "answers": answer,
    "thinks": think,
    "bridges": bridge,
    "splits": split,
    "merges": merge,
    "asks": ask,
    "translates": translate,
    "returns": send_back,
    "accepts": accept,
    "adopts": adopt,
    "states": state,
    "records": take_part,
    "strikes": strike,
    "links": link,
    "checks": check,
    "calls": call,
    "extends": extend,
    "closes": close,
    "decides": _decide,
    "undoes": _undo,
    "corrects": _correct,
    "aligns": _align,
    "agrees": agree,
    "packages": package,
    "reopens": reopen,
    "silences": put_under_silence,
    "prolongs": prolong,
    "ends": call_off,
    "objects": object_to,
    "confirms": confirm,
    "issues": _issue,
}
