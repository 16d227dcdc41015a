"""A process that serves, started and killed as an operator's machine would."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from app.database import Store
from app.loading import DELEGATIONS, TEXTS, capacities_in, load_delegations, load_document
from app.services.tokens import issue_token
from tests.stores import close_file

SLUG = "joint-declaration"
PROGRAMME = "programme-of-action"
PROJECT = Path(__file__).parents[2]
STARTING = 120.0  # seconds before we give up; one or two are usual, but not beside much else


def begin(database_url: str, *participants: tuple[str, str]) -> list[dict[str, str]]:
    """Load both documents, and return for each participant (delegation, role) the headers that sign a request."""
    store = Store(database_url)
    now = datetime.now(UTC)
    with store.writing() as session:
        load_delegations(session, DELEGATIONS, now=now)
        for slug in (SLUG, PROGRAMME):
            load_document(
                session,
                sorted(TEXTS.glob(f"{slug}.*.md")),
                capacities=capacities_in(DELEGATIONS, slug),
                now=now,
            )
        tokens = [
            issue_token(session, delegation=code, role=role, name="test", expires_at=None, now=now)
            for code, role in participants
        ]
    close_file(store)
    return [{"Authorization": f"Bearer {token}"} for token in tokens]


def free_port() -> int:
    """Return a port of the loopback interface that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def serving(database_url: str) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """Start a server of its own process; give the process and its address."""
    port = free_port()
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "uvicorn",
            "--factory",
            "app.main:create_app",
            "--port",
            str(port),
            "--log-level",
            "error",
        ],
        cwd=PROJECT,
        env={**os.environ, "KELISIM_DATABASE_URL": database_url},
    )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_until_ready(process, address)
        yield process, address
    finally:
        process.kill()
        process.wait()


def _wait_until_ready(process: subprocess.Popen[bytes], address: str) -> None:
    deadline = time.monotonic() + STARTING
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode} before it was ready")
        try:
            with urlopen(f"{address}/health/ready", timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.05)
    raise RuntimeError("the server did not get ready")
