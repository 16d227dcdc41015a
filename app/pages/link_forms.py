"""The forms of links on a clause's page: one links it, the others say that a link holds, or remove it."""

from fastapi import APIRouter, Request, Response

from app.access import clause_for
from app.access_between import link_ends_named, links_for
from app.identity import Asking, Now
from app.pages.clause_page import answer_step
from app.pages.drawn_links import pair_sent, texts_sent
from app.pages.forms import SentForm, sent_one
from app.parameters import AnId, Writing
from app.services.links import check_links, link_clauses, remove_link
from app.speaking import gettext
from documents.errors import UnknownValue

router = APIRouter(prefix="/clauses/{clause_id}/links")


@router.post("")
def link_form(
    request: Request, session: Writing, participant: Asking, now: Now, clause_id: AnId, form: SentForm
) -> Response:
    """Link a clause with those that were chosen, in the texts that the page showed."""
    clause, _ = clause_for(session, participant, clause_id)

    def step() -> None:
        pairs = [pair_sent(one) for one in form.get("pair", [])]
        if not pairs or any(clause.id not in names for names, _ in pairs):
            raise UnknownValue(gettext("Choose what is to be linked."), field="pair")
        ends = link_ends_named(session, participant, [names for names, _ in pairs])
        read = [texts for _, texts in pairs]
        link_clauses(session, participant=participant, links=list(zip(ends, read, strict=True)), now=now)

    return answer_step(request, session, participant, clause.id, step, done="linked", part="links", now=now)


@router.post("/{link_id}/check")
def check_link_form(
    request: Request,
    session: Writing,
    participant: Asking,
    now: Now,
    clause_id: AnId,
    link_id: AnId,
    form: SentForm,
) -> Response:
    """Say that both ends of a link belong together as the page showed them."""
    clause, _ = clause_for(session, participant, clause_id)

    def step() -> None:
        [(row, ends)] = links_for(session, participant, [link_id], lock=True)
        links = [(row, ends, texts_sent(sent_one(form, "read")))]
        check_links(session, participant=participant, links=links, now=now)

    return answer_step(
        request, session, participant, clause.id, step, done="link-checked", part="links", now=now
    )


@router.post("/{link_id}/remove")
def remove_link_form(
    request: Request, session: Writing, participant: Asking, now: Now, clause_id: AnId, link_id: AnId
) -> Response:
    """Remove a link."""
    clause, _ = clause_for(session, participant, clause_id)

    def step() -> None:
        [(row, ends)] = links_for(session, participant, [link_id], lock=True)
        remove_link(session, participant=participant, link=row, ends=ends, now=now)

    return answer_step(
        request, session, participant, clause.id, step, done="link-removed", part="links", now=now
    )
