"""What an operator can set, read once from the environment."""

import os
from dataclasses import dataclass, field, fields
from pathlib import Path

from importers.word.package import Limits

DEFAULT_DATABASE = "sqlite:///var/kelisim.db"
EXPORT_PROCESSES = 2


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one process."""

    database_url: str = DEFAULT_DATABASE
    body_limit: int = 4 * 1024 * 1024  # bytes of a request; a text of 20,000 words is far below
    export_processes: int = EXPORT_PROCESSES  # that write files to take away; 0: the server's own
    signing_key: Path | None = None  # of the secretariat, with which certificates are signed
    word_limits: Limits = field(default_factory=Limits)  # how much of a Word file is read

    @property
    def is_sqlite(self) -> bool:
        """Whether the store is the embedded one."""
        return self.database_url.startswith("sqlite")


def read_settings() -> Settings:
    """Return the settings of this environment.

    ``KELISIM_DATABASE_URL``, ``KELISIM_EXPORT_PROCESSES``, ``KELISIM_SIGNING_KEY``, and ``KELISIM_WORD_PACKED`` and
    its like.
    """
    processes = _count("KELISIM_EXPORT_PROCESSES", least=0)
    given = {one.name: _count(f"KELISIM_WORD_{one.name.upper()}") for one in fields(Limits)}
    return Settings(
        database_url=os.environ.get("KELISIM_DATABASE_URL") or DEFAULT_DATABASE,
        export_processes=EXPORT_PROCESSES if processes is None else processes,
        signing_key=Path(key) if (key := os.environ.get("KELISIM_SIGNING_KEY")) else None,
        word_limits=Limits(**{name: value for name, value in given.items() if value is not None}),
    )


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
