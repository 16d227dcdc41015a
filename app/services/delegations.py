"""Delegations: entered by an operator's file or by an administrator, their signs, and in what they take part."""

import re
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import DelegationRow, DocumentRow, HouseRulesRow, ParticipationRow
from app.services.record import OPERATOR, PUBLIC, own_stream_of, record
from app.services.turns import take_turn
from documents.cleaning import clean
from documents.content import Field
from documents.errors import StateForbids, Unacceptable, UnknownValue
from documents.permissions import CAPACITIES, Capacity, Participant, require
from documents.silence import time_zone_named

KINDS = ("state", "agency", "partner", "observer")
HOUSE_KINDS = ("chair", "secretariat")  # entered by an operator, once
SIGNS = 8  # hues, and as many lines
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9-]{1,31}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def add_delegation(
    session: Session,
    *,
    code: str,
    kind: str,
    names: Mapping[str, str],
    ordinal: int,
    time_zone: str | None = None,
    now: datetime,
) -> DelegationRow:
    """Enter a delegation, or return the one that is there."""
    row = session.get(DelegationRow, code)
    if row is None:
        zone = _zone(time_zone)
        row = DelegationRow(code=code, kind=kind, names=dict(names), ordinal=ordinal, time_zone=zone)
        _enter(session, row, OPERATOR, now)
    return row


def enter_delegation(
    session: Session,
    *,
    participant: Participant,
    code: str,
    kind: str,
    names: Mapping[str, str],
    hue: int | None = None,
    line: int | None = None,
    time_zone: str | None = None,
    now: datetime,
) -> DelegationRow:
    """Enter a new delegation behind those that are there; it takes part in a document when that is said."""
    require(participant, "administer")
    if not _CODE.fullmatch(code):
        raise Unacceptable(
            "A code has 2 to 32 letters, digits and hyphens, and begins with a letter: KAZ, UN-Habitat.",
            field="code",
        )
    if kind not in KINDS:
        raise UnknownValue(
            f"There is no kind {kind!r} of delegation; there are: {', '.join(KINDS)}.", field="kind"
        )
    take_turn(session)
    if session.scalar(select(DelegationRow.code).where(func.lower(DelegationRow.code) == code.lower())):
        raise StateForbids(f"There is a delegation {code} already.", code=code)
    last = session.scalar(select(func.max(DelegationRow.ordinal)))
    row = DelegationRow(
        code=code,
        kind=kind,
        names=_clean_names(names),
        ordinal=0 if last is None else last + 1,
        hue=_sign(hue, "hue"),
        line=_sign(line, "line"),
        time_zone=_zone(time_zone),
    )
    _enter(session, row, participant, now)
    return row


def change_delegation(
    session: Session,
    *,
    participant: Participant,
    delegation: DelegationRow,
    names: Mapping[str, str] | None = None,
    signs: Mapping[str, int | None] | None = None,
    time_zone: str | None = None,
    now: datetime,
) -> DelegationRow:
    """Change the names of a delegation, its signs (hue, line; None: by its place), the time zone of its capital.

    What is not sent stays.
    """
    require(participant, "administer")
    if names is not None:
        delegation.names = _clean_names(names)
    signs = signs or {}
    delegation.hue = _sign(signs.get("hue", delegation.hue), "hue")
    delegation.line = _sign(signs.get("line", delegation.line), "line")
    if time_zone is not None:
        delegation.time_zone = _zone(time_zone)
    if session.is_modified(delegation):
        data = {
            "names": dict(delegation.names),
            "hue": delegation.hue,
            "line": delegation.line,
            "time_zone": delegation.time_zone,
        }
        _record(session, participant, PUBLIC, "delegation changed", delegation.code, data, now)
    return delegation


def set_house_rules_of(
    session: Session, *, participant: Participant, delegation: DelegationRow, required: bool, now: datetime
) -> DelegationRow:
    """Say whether one's delegation puts on the table only what its head has released. It is nobody else's affair."""
    require(participant, "require release", owner=delegation.code)
    take_turn(session, delegation.code)
    rules = session.get(HouseRulesRow, delegation.code)
    if (rules is not None and rules.head_releases) != required:
        session.merge(HouseRulesRow(delegation=delegation.code, head_releases=required))
        stream = own_stream_of(delegation.code)
        _record(
            session, participant, stream, "release required", delegation.code, {"required": required}, now
        )
    return delegation


def take_part(
    session: Session,
    *,
    participant: Participant,
    delegation: DelegationRow,
    document: DocumentRow,
    capacity: str | None,
    now: datetime,
) -> Capacity | None:
    """Say in which capacity a delegation takes part in a document; None: not at all, and it reads nothing of it."""
    require(participant, "administer")
    if delegation.kind in HOUSE_KINDS:
        raise Unacceptable("Chair and secretariat serve every document.", field="delegation")
    wanted = next((one for one in CAPACITIES if one == capacity), None)
    if wanted is None and capacity is not None:
        raise UnknownValue(
            f"There is no capacity {capacity!r}; there are: {', '.join(CAPACITIES)}.", field="capacity"
        )
    row = session.get(ParticipationRow, (document.id, delegation.code))
    if (row.capacity if row is not None else None) == wanted:
        return wanted
    if row is None and wanted is not None:
        session.add(ParticipationRow(document_id=document.id, delegation=delegation.code, capacity=wanted))
    elif row is not None and wanted is not None:
        row.capacity = wanted
    else:
        session.delete(row)
    data = {"delegation": delegation.code, "capacity": wanted}
    _record(session, participant, PUBLIC, "participation set", document.id, data, now, document=document.id)
    return wanted


def _enter(session: Session, row: DelegationRow, by: Participant, now: datetime) -> None:
    session.add(row)
    session.flush()
    _record(
        session,
        by,
        PUBLIC,
        "delegation entered",
        row.code,
        {"kind": row.kind, "names": dict(row.names)},
        now,
    )


def _clean_names(names: Mapping[str, str]) -> dict[str, str]:
    cleaned = {}
    for language, name in names.items():
        if not _LANGUAGE.fullmatch(language) or len(language) > 16:
            raise Unacceptable(f"{language!r} is no language; write en, ru, kk, uz.", field="names")
        cleaned[language] = clean(name, Field(f"names.{language}")).text
        if not 1 <= len(cleaned[language]) <= 200:
            raise Unacceptable(f"The name in {language} has 1 to 200 characters.", field="names")
    if "en" not in cleaned:
        raise Unacceptable("Give the name in English at least: names.en.", field="names")
    return cleaned


def _zone(name: str | None) -> str | None:
    """Return a time zone as it is kept; none where nobody says one."""
    return time_zone_named(name.strip()).key if name and name.strip() else None


def _sign(slot: int | None, field: str) -> int | None:
    if slot is not None and not 0 <= slot < SIGNS:
        raise Unacceptable(f"There are {SIGNS} of them, 0 to {SIGNS - 1}.", field=field)
    return slot


def _record(
    session: Session,
    by: Participant,
    stream: str,
    what: str,
    subject: str,
    data: Mapping[str, object],
    now: datetime,
    document: str | None = None,
) -> None:
    record(session, stream=stream, by=by, what=what, subject=subject, document=document, data=data, now=now)
