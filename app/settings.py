"""What an operator can set, read once from the environment."""

import os
from dataclasses import dataclass, field, fields
from pathlib import Path
from urllib.parse import urlsplit

from importers.word.package import Limits

DEFAULT_DATABASE = "sqlite:///var/kelisim.db"
EXPORT_PROCESSES = 2
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True, slots=True)
class OpenIdClient:
    """Another system that knows people, and by what name and secret it knows this one."""

    issuer: (
        str  # to the letter as it calls itself: one with a slash behind it is another one than one without
    )
    client: str
    secret: str
    name: str  # as it stands on the button


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one process."""

    database_url: str = DEFAULT_DATABASE
    body_limit: int = 4 * 1024 * 1024  # bytes of a request; a text of 20,000 words is far below
    export_processes: int = EXPORT_PROCESSES  # that write files to take away; 0: the server's own
    address: str | None = None  # under which people reach it, for links: "https://kelisim.example"
    hosts: tuple[str, ...] = ("*",)  # names under which requests may come
    smtp_url: str | None = (
        None  # smtp://user:password@host:587?from=secretariat@example.org, smtps://, smtp+plain://
    )
    openid: OpenIdClient | None = None  # another system through which people sign in
    demonstration: bool = False  # anybody may step into any role
    signing_key: Path | None = None  # of the secretariat, with which certificates are signed
    word_limits: Limits = field(default_factory=Limits)  # how much of a Word file is read

    @property
    def is_sqlite(self) -> bool:
        """Whether the store is the embedded one."""
        return self.database_url.startswith("sqlite")


def read_settings() -> Settings:
    """Return the settings of this environment.

    ``docs/operations.md`` lists them. Those that hold a secret can be given as the path of a file instead, under
    their name with ``_FILE`` behind it.
    """
    processes = _count("KELISIM_EXPORT_PROCESSES", least=0)
    given = {one.name: _count(f"KELISIM_WORD_{one.name.upper()}") for one in fields(Limits)}
    return Settings(
        database_url=_secret("KELISIM_DATABASE_URL") or DEFAULT_DATABASE,
        address=_address("KELISIM_ADDRESS"),
        hosts=(*LOOPBACK, *_hosts()),
        smtp_url=_secret("KELISIM_SMTP_URL"),
        openid=_openid(),
        demonstration=os.environ.get("KELISIM_DEMONSTRATION") == "1",
        export_processes=EXPORT_PROCESSES if processes is None else processes,
        signing_key=Path(key) if (key := os.environ.get("KELISIM_SIGNING_KEY")) else None,
        word_limits=Limits(**{name: value for name, value in given.items() if value is not None}),
    )


def _secret(name: str) -> str | None:
    """Return a setting that is no one else's to read: of the environment, or of the file that it names."""
    if not (path := os.environ.get(f"{name}_FILE")):
        return os.environ.get(name) or None
    try:
        return Path(path).read_text(encoding="utf-8").strip() or None
    except (OSError, UnicodeDecodeError) as error:
        raise SystemExit(f"{name}_FILE names {path!r}, which cannot be read: {error}") from None


def _address(name: str) -> str | None:
    """Return where people reach the server; end the process at anything that is no address."""
    value = (os.environ.get(name) or "").rstrip("/")
    if value and not value.startswith(("http://", "https://")):
        raise SystemExit(f"{name} is {value!r}: write it as https://kelisim.example, or leave it out.")
    return value or None


def _openid() -> OpenIdClient | None:
    """Return the other system through which people sign in; end the process where only half of it is set."""
    issuer, client = os.environ.get("KELISIM_OPENID_ISSUER"), os.environ.get("KELISIM_OPENID_CLIENT")
    secret = _secret("KELISIM_OPENID_SECRET")
    if not issuer and not client:
        return None
    if not issuer or not client or not secret:
        raise SystemExit(
            "KELISIM_OPENID_ISSUER, KELISIM_OPENID_CLIENT and KELISIM_OPENID_SECRET belong together: set all three."
        )
    return OpenIdClient(issuer, client, secret, os.environ.get("KELISIM_OPENID_NAME") or "your organization")


def _hosts() -> list[str]:
    """Return the names under which the server is reached: those that were set, and that of its address."""
    named = [host.strip() for host in (os.environ.get("KELISIM_HOSTS") or "").split(",") if host.strip()]
    address = urlsplit(_address("KELISIM_ADDRESS") or "").hostname
    return [*named, address] if address else named


def _count(name: str, *, least: int = 1) -> int | None:
    """Return a whole number that an operator has set, None where there is none; end the process at anything else."""
    value = os.environ.get(name)
    if not value:
        return None
    if not (value.isascii() and value.isdigit() and int(value) >= least):
        wanted = "a whole number above 0" if least else "a whole number"
        raise SystemExit(f"{name} is {value!r}: set it to {wanted}, or leave it out.")
    return int(value)


PROJECT = Path(__file__).resolve().parent.parent
