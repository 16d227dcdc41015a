"""Files of an operator become rows: participants from TOML, documents from drafters' text files."""

import tomllib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from app.models import DocumentRow
from app.services.delegations import add_delegation
from app.services.documents import import_document
from app.settings import PROJECT
from documents.errors import Unacceptable
from documents.permissions import Capacity
from documents.source import Source, read_source

TEXTS = PROJECT / "documents" / "texts"
DELEGATIONS = TEXTS / "delegations.toml"


def read_delegations(path: Path) -> list[dict[str, object]]:
    """Return the entries of a delegations file; refuse one that is not."""
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("delegation", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Unacceptable(f"{path.name}: {error}") from error
    for number, entry in enumerate(entries, start=1):
        for name, kind in (("code", str), ("kind", str), ("names", dict)):
            if not isinstance(entry.get(name), kind):
                raise Unacceptable(f"{path.name}, delegation {number}: expected {name}")
    codes = [entry["code"] for entry in entries]
    for needed in ("CHAIR", "SEC"):
        if needed not in codes:
            raise Unacceptable(
                f"{path.name}: expected a delegation {needed}; chair and secretariat take part too"
            )
    return list(entries)


def load_delegations(session: Session, path: Path, *, now: datetime) -> int:
    """Enter the delegations of a file that are not there yet; return how many the file names."""
    entries = read_delegations(path)
    # The secretariat first: it is the one who enters the others.
    for ordinal, entry in sorted(enumerate(entries), key=lambda one: one[1]["code"] != "SEC"):
        add_delegation(
            session,
            code=str(entry["code"]),
            kind=str(entry["kind"]),
            names=entry["names"],  # type: ignore[arg-type]  # checked when the file was read
            ordinal=ordinal,
            time_zone=str(entry.get("time_zone", "")),
            now=now,
        )
    return len(entries)


def capacities_in(path: Path, slug: str) -> dict[str, Capacity]:
    """Return who takes part in a document in which capacity, according to a delegations file."""
    found: dict[str, Capacity] = {}
    for entry in read_delegations(path):
        capacities = entry.get("capacities", {})
        if isinstance(capacities, dict) and slug in capacities:
            found[str(entry["code"])] = capacities[slug]
    return found


def read_texts(paths: Sequence[Path]) -> tuple[Source, list[tuple[str, Source]]]:
    """Return the negotiated text among some files of one document, and the aligned ones with their names."""
    sources = [(path.name, read_source(path.read_text(encoding="utf-8"), file=path.name)) for path in paths]
    negotiated = [source for _, source in sources if not source.is_aligned]
    if len(negotiated) != 1:
        raise Unacceptable(
            f"Of {', '.join(name for name, _ in sources)}, {len(negotiated)} are in the negotiated language; "
            "give exactly one such file, and any number of others."
        )
    return negotiated[0], [(name, source) for name, source in sources if source.is_aligned]


def load_document(
    session: Session, paths: Sequence[Path], *, capacities: dict[str, Capacity] | None, now: datetime
) -> DocumentRow:
    """Make a document of its text files; without capacities every state and agency negotiates it."""
    negotiated, aligned = read_texts(paths)
    return import_document(
        session, negotiated=negotiated, aligned=aligned, participations=capacities, now=now
    )
