"""How many people, tokens and delegations there are, as administrators know of them; bounded queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.models import AccountRow, ApiTokenRow, DelegationRow, LinkRow, ParticipationRow


@dataclass(frozen=True, slots=True)
class People:
    """Accounts that are open: how many, who of them has no password yet, and of those who has no good link either."""

    accounts: int
    invited: int
    stranded: int
    nobody_from: Sequence[
        str
    ]  # delegations that negotiate something and have no account, in the order of the house


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens in force: how many, how many of them have no end, and how many the operator has made."""

    in_force: int
    without_end: int
    of_operator: int


def count_people(session: Session, *, now: datetime) -> People:
    """Return how many there are, and who is missing; of passwords only whether there is one."""
    open_accounts = session.execute(
        select(AccountRow.id, AccountRow.delegation, AccountRow.password_hash.is_(None)).where(
            AccountRow.closed_at.is_(None)
        )
    ).all()
    good_links = set(
        session.scalars(
            select(LinkRow.account_id).where(LinkRow.ended_at.is_(None), LinkRow.expires_at > now)
        )
    )
    invited = [account for account, _, without in open_accounts if without]
    represented = {delegation for _, delegation, _ in open_accounts}
    negotiating = session.scalars(
        select(DelegationRow.code)
        .where(
            DelegationRow.code.in_(
                select(ParticipationRow.delegation).where(ParticipationRow.capacity == "negotiates")
            )
        )
        .order_by(DelegationRow.ordinal, DelegationRow.code)
    )
    return People(
        accounts=len(open_accounts),
        invited=len(invited),
        stranded=len(set(invited) - good_links),
        nobody_from=[code for code in negotiating if code not in represented],
    )


def count_tokens(session: Session, *, now: datetime) -> Tokens:
    """Return how many tokens are in force."""
    rows = session.execute(
        select(ApiTokenRow.expires_at.is_(None), ApiTokenRow.account_id.is_(None)).where(
            ApiTokenRow.revoked_at.is_(None),
            or_(ApiTokenRow.expires_at.is_(None), ApiTokenRow.expires_at > now),
        )
    ).all()
    return Tokens(len(rows), sum(endless for endless, _ in rows), sum(ours for _, ours in rows))


def count_delegations(session: Session) -> Mapping[str, int]:
    """Return how many delegations of each kind there are: kind -> number."""
    kinds = session.execute(
        select(DelegationRow.kind, func.count()).group_by(DelegationRow.kind).order_by(DelegationRow.kind)
    )
    return {kind: number for kind, number in kinds}  # noqa: C416  (a row is no pair to mypy)
