"""Bearer tokens: shown once, kept as a hash, good for one delegation in one role."""

import secrets
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import delegation_named, hash_token
from app.models import ApiTokenRow, new_id
from app.services.record import CHAIR, record
from documents.amendments import DELEGATION_ROLES, Role
from documents.errors import UnknownValue

PREFIX = "kelisim_"
_HOUSE_ROLES: dict[str, tuple[Role, ...]] = {"CHAIR": ("chair",), "SEC": ("secretariat",)}


def issue_token(
    session: Session, *, delegation: str, role: str, name: str, expires_at: datetime | None, now: datetime
) -> str:
    """Return a new token for a delegation and role; it is never shown again."""
    code = delegation_named(session, delegation).code
    roles = _HOUSE_ROLES.get(code, DELEGATION_ROLES)
    if role not in roles:
        raise UnknownValue(
            f"In {code} there is no role {role!r}; there are: {', '.join(roles)}.", field="role"
        )
    token = PREFIX + secrets.token_urlsafe(32)
    row = ApiTokenRow(
        id=new_id(),
        hash=hash_token(token),
        delegation=code,
        role=role,
        name=name,
        created_at=now,
        expires_at=expires_at,
        revoked_at=None,
    )
    session.add(row)
    record(
        session,
        stream=CHAIR,
        actor="SEC",
        what="token issued",
        subject=row.id,
        document=None,
        data={"delegation": code, "role": role, "name": name},
        now=now,
    )
    return token


def revoke_tokens(session: Session, *, name: str, now: datetime) -> int:
    """Revoke all tokens of a name that are still good; return how many."""
    rows = session.scalars(
        select(ApiTokenRow).where(ApiTokenRow.name == name, ApiTokenRow.revoked_at.is_(None))
    ).all()
    for row in rows:
        row.revoked_at = now
        record(
            session,
            stream=CHAIR,
            actor="SEC",
            what="token revoked",
            subject=row.id,
            document=None,
            data={"delegation": row.delegation, "role": row.role, "name": row.name},
            now=now,
        )
    return len(rows)
