"""The command line: serving, beginning, demonstrating, importing, tokens; other files hold the rest."""

import json
import os
import shlex
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated
from urllib.error import URLError
from urllib.request import urlopen

import typer
from rich.console import Console
from sqlalchemy import select

from app.commanding import open_store, out, require_schema
from app.database import Store, migrate
from app.demonstration import NAMED, load_demonstration, require_demonstration, require_real
from app.getting_ready import get_ready, settle_memory
from app.loading import DELEGATIONS, capacities_in, load_delegations, load_document, read_texts
from app.models import AmendmentRow, DocumentRow
from app.models.values import as_clauses
from app.services.accounts import begin_administration
from app.services.tokens import issue_token, revoke_tokens
from app.settings import read_settings
from app.store_commands import backup, certificate, restore, tick, verify
from app.word_commands import draft, export, redline
from documents.errors import BrokenRule

app = typer.Typer(help="Kelisim: delegations negotiate a text until they agree on it.", no_args_is_help=True)
ROLES = (
    ("KAZ", "negotiator"),
    ("UZB", "head"),
    ("UNEP", "negotiator"),
    ("ADB", "observer"),
    ("CHAIR", "chair"),
    ("SEC", "secretariat"),
)

Delegations = Annotated[Path, typer.Option(help="who takes part, as TOML", exists=True, dir_okay=False)]
Port = Annotated[int, typer.Option(min=1, max=65535)]


def main() -> None:
    """Run a command; a broken rule is a sentence and an exit code, never a traceback."""
    try:
        app()
    except BrokenRule as rule:
        Console(stderr=True, highlight=False).print(rule.message, markup=False, soft_wrap=True)
        raise SystemExit(1) from None


@app.command()
def serve(port: Port = 8000, host: str = "127.0.0.1") -> None:
    """Serve pages and API; the database must have been made by init or demo."""
    import uvicorn  # the other commands need no server

    from app.main import create_app

    with open_store() as store:
        require_schema(store)
        if read_settings().demonstration:
            with store.reading() as session:
                require_demonstration(session)
        get_ready(store)
    served = create_app()
    settle_memory()
    uvicorn.run(
        served,
        host=host,
        port=port,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=10,
    )


@app.command()
def init(
    delegations: Delegations = DELEGATIONS,
    administrator: Annotated[
        str | None, typer.Option(help="e-mail address of the first administrator, who invites the others")
    ] = None,
    name: Annotated[str, typer.Option(help="the administrator's name")] = "Administrator",
    language: Annotated[str, typer.Option(help="en, ru or kk: in which the interface speaks to them")] = "en",
) -> None:
    """Begin an empty system: its tables, the delegations of a file, and the first administrator."""
    now = datetime.now(UTC)
    settings = read_settings()
    migrate(settings.database_url)
    secret = ""
    with open_store() as store, store.writing() as session:
        count = load_delegations(session, delegations, now=now)
        if administrator is not None:
            require_real(session)
            _, secret = begin_administration(
                session, email=administrator, name=name, language=language, now=now
            )
    out.print(f"Ready, with {count} participants. Next: kelisim import TEXT…, kelisim serve")
    if secret:
        out.print("The administrator chooses a password here, once, within seven days:")
        out.print(f"  {settings.address or 'http://127.0.0.1:8000'}/join/{secret}", markup=False)
    else:
        out.print("The first administrator: kelisim init --administrator name@example.org")


@app.command()
def demo(
    serve_it: Annotated[bool, typer.Option("--serve", help="serve it afterwards")] = False,
    port: Port = 8000,
) -> None:
    """Load the demonstration (once), print fresh tokens and what to do next."""
    now = datetime.now(UTC)
    migrate(read_settings().database_url)
    with open_store() as store:
        load_demonstration(store, now=now)
        with store.writing() as session:
            revoke_tokens(session, name=NAMED, now=now)
            tokens = {
                (code, role): issue_token(
                    session,
                    delegation=code,
                    role=role,
                    name=NAMED,
                    expires_at=now + timedelta(hours=24),
                    now=now,
                )
                for code, role in ROLES
            }
        _print_welcome(store, tokens, f"http://127.0.0.1:{port}")
    if serve_it:
        os.environ["KELISIM_DEMONSTRATION"] = "1"  # read when the server makes its application
        serve(port=port)


def _print_welcome(store: Store, tokens: dict[tuple[str, str], str], address: str) -> None:
    out.print(
        "\n[bold]Kelisim[/bold], the demonstration: an illustrative negotiation, not a text of the Summit.\n"
    )
    out.print(f"  Pages   {address}/enter   (step into any role; the tokens are good for 24 hours)")
    out.print(f"  API     {address}/docs\n")
    for (code, role), token in tokens.items():
        out.print(f"  {code:<6}{role:<13}{token}", markup=False)
    with store.reading() as session:
        document = session.scalars(select(DocumentRow).where(DocumentRow.slug == "joint-declaration")).one()
        own = set(session.scalars(select(AmendmentRow.clause_id).where(AmendmentRow.delegation == "KAZ")))
        clause = min(
            (
                one.clause
                for one in as_clauses(session, document)
                if one.clause.kind == "operative"
                and one.clause.standing
                and one.clause.agreement.is_open
                and one.clause.id not in own
                and one.clause.text.startswith(("Undertake", "Decide", "Agree"))
                and one.clause.text.endswith(";")
            ),
            key=lambda clause: len(clause.text),
        )
    text = clause.text.removesuffix(";") + ", in accordance with national legislation;"
    body = {
        "base_revision": clause.revision,
        "text": text,
        "rationale": "National legislation differs from State to State.",
        "status": "tabled",
    }
    sign = f"-H 'Authorization: Bearer {tokens['KAZ', 'negotiator']}'"
    out.print(
        f"\nTable an amendment to {clause.label} for Kazakhstan, show it with all others, fetch the Word file:\n"
    )
    for line in (
        f"curl -sS {address}/api/clauses/{clause.id}/amendments {sign} "
        f"-H 'Content-Type: application/json' -d {shlex.quote(json.dumps(body, ensure_ascii=False))}",
        f"curl -sS {address}/api/clauses/{clause.id}/consolidation {sign}",
        f"curl -sS {sign} -o joint-declaration.docx "
        f"'{address}/api/documents/joint-declaration/export.docx?form=tracked'",
    ):
        out.print(line + "\n", markup=False)


@app.command("import")
def import_text(
    texts: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False)],
    delegations: Annotated[
        Path | None, typer.Option(help="take who negotiates it from this file", exists=True, dir_okay=False)
    ] = None,
) -> None:
    """Make a document of a text file, and of its files in other languages."""
    now = datetime.now(UTC)
    capacities = None
    if delegations is not None:
        capacities = capacities_in(delegations, read_texts(texts)[0].slug)
    with open_store() as store:
        require_schema(store)
        with store.writing() as session:
            document = load_document(session, texts, capacities=capacities, now=now)
            count = len(as_clauses(session, document))
            out.print(f"{document.slug}: {count} clauses in {', '.join(sorted(document.titles))}.")


app.command()(draft)
app.command()(export)
app.command()(redline)
app.command()(verify)
app.command()(backup)
app.command()(restore)
app.command()(certificate)
app.command()(tick)


@app.command()
def token(
    delegation: Annotated[str, typer.Argument(help="KAZ … CHAIR, SEC")],
    role: Annotated[str, typer.Argument(help="negotiator, head, observer; chair; secretariat")],
    hours: Annotated[int, typer.Option(min=1, help="how long it is good")] = 24 * 30,
) -> None:
    """Print a new bearer token and nothing else."""
    now = datetime.now(UTC)
    with open_store() as store:
        require_schema(store)
        with store.writing() as session:
            expires_at = now + timedelta(hours=hours)
            made = issue_token(
                session, delegation=delegation, role=role, name="command line", expires_at=expires_at, now=now
            )
    print(made)  # noqa: T201  (for use in scripts: nothing else may stand on this line)


@app.command()
def health(port: Port = 8000) -> None:
    """Ask a serving process on this machine whether it is ready (for HEALTHCHECK)."""
    try:
        with urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=5) as answer:
            ready = answer.status == 200
    except (URLError, OSError):
        ready = False
    raise typer.Exit(0 if ready else 1)
