"""The application: routers, error handlers, static files, nothing else."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from app.certifying import SigningKey
from app.database import Store
from app.describing import add_description
from app.due import Duty, doing_what_is_due
from app.duties import DUTIES
from app.errors import add_error_handlers
from app.exporting import Workshop
from app.limits import BodyLimit, HostCheck, SafeAnswers
from app.mailing import MailServer
from app.openid import Provider
from app.pages import (
    account_page,
    administration_page,
    begin_page,
    bridging_forms,
    bridging_page,
    bridging_steps,
    changes,
    clause_page,
    comment_forms,
    compare_pages,
    decide_page,
    delegation_tracking_page,
    delegations_page,
    document_page,
    document_record_page,
    edit_page,
    edition_page,
    editions_page,
    elsewhere_page,
    enter_page,
    exports_page,
    find_page,
    insert_page,
    join_page,
    keys_page,
    language_form,
    link_forms,
    links_page,
    near_page,
    overview_page,
    participation_page,
    pdf_page,
    people_page,
    position_forms,
    propose_page,
    record_page,
    redline_page,
    room_page,
    round_page,
    rounds_page,
    silence_page,
    silences_page,
    standing_forms,
    standing_page,
    statements_page,
    step_forms,
    streamline_page,
    streamlining_page,
    styleguide_page,
    text_page,
    tokens_page,
    tracking_page,
    translation_request_page,
    translations_page,
    whereabouts_page,
)
from app.pages.refusal_page import draw_refusal
from app.preferring import Speaking
from app.press import Press
from app.routers import (
    accounts,
    amendments,
    amendments_read,
    backups,
    bridging_texts,
    clauses,
    comments,
    decisions,
    delegations,
    documents,
    drafts,
    editions,
    events,
    exports,
    health,
    links,
    participation,
    pdfs,
    positions,
    readouts,
    redlines,
    room,
    rounds,
    sign_ins,
    silence,
    sponsors,
    standings,
    statements,
    streamlining,
    tokens,
    translation_requests,
    translations,
    waiting,
    whereabouts,
)
from app.settings import PROJECT, Settings, read_settings

DESCRIPTION = """
Delegations negotiate a text until they agree on it.

Send `Authorization: Bearer <token>` with every request (`make run` prints tokens). Every write names what it was
written against: `base_revision` in the body, or `If-Match`. Refusals are `application/problem+json`: `type` names
the rule, `detail` says what to do.
"""


def create_app(settings: Settings | None = None, *, duties: Sequence[Duty] = DUTIES) -> FastAPI:
    """Return the application for these settings, or for those of the environment, and what it does by its clock."""
    settings = settings or read_settings()
    store = Store(settings.database_url)
    workshop = Workshop(settings.export_processes)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with doing_what_is_due(app, duties):
            yield
        workshop.close()
        store.engine.dispose()

    app = FastAPI(
        title="Kelisim",
        version=version("kelisim"),
        description=DESCRIPTION,
        lifespan=lifespan,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
    )
    app.state.store = store
    app.state.workshop = workshop
    app.state.press = Press()
    app.state.word_limits = settings.word_limits
    app.state.address = settings.address
    app.state.mail_server = MailServer.read(settings.smtp_url) if settings.smtp_url else None
    app.state.provider = Provider(settings.openid) if settings.openid else None
    app.state.demonstration = settings.demonstration
    app.state.signing_key = SigningKey.read(settings.signing_key) if settings.signing_key else None
    add_description(app)
    add_error_handlers(app, draw_refusal)
    app.add_middleware(BodyLimit, limit=settings.body_limit, file_limit=settings.word_limits.packed)
    app.add_middleware(HostCheck, hosts=settings.hosts)
    app.add_middleware(SafeAnswers, draw_refusal=draw_refusal)
    app.add_middleware(Speaking)
    for module in (
        documents,
        drafts,
        clauses,
        amendments_read,
        amendments,
        sponsors,
        readouts,
        comments,
        positions,
        bridging_texts,
        links,
        rounds,
        silence,
        statements,
        participation,
        room,
        redlines,
        translations,
        translation_requests,
        decisions,
        standings,
        waiting,
        streamlining,
        whereabouts,
        editions,
        exports,
        pdfs,
        events,
        sign_ins,
        tokens,
        accounts,
        delegations,
        backups,
        health,
    ):
        app.include_router(module.router)
    for page in (
        overview_page,
        administration_page,
        document_page,
        clause_page,
        decide_page,
        propose_page,
        edit_page,
        insert_page,
        step_forms,
        comment_forms,
        tracking_page,
        delegation_tracking_page,
        position_forms,
        standing_page,
        standing_forms,
        bridging_page,
        bridging_steps,
        bridging_forms,
        links_page,
        link_forms,
        rounds_page,
        round_page,
        silences_page,
        silence_page,
        statements_page,
        participation_page,
        streamline_page,
        streamlining_page,
        whereabouts_page,
        redline_page,
        translations_page,
        translation_request_page,
        begin_page,
        edition_page,
        record_page,
        room_page,
        changes,
        keys_page,
        editions_page,
        document_record_page,
        text_page,
        exports_page,
        near_page,
        find_page,
        compare_pages,
        pdf_page,
        enter_page,
        elsewhere_page,
        join_page,
        language_form,
        account_page,
        people_page,
        tokens_page,
        delegations_page,
        styleguide_page,
    ):
        app.include_router(page.router, include_in_schema=False)
    app.mount("/static", StaticFiles(directory=PROJECT / "app" / "static"), name="static")
    return app
