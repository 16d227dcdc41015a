"""What all tables share: names of constraints, times in UTC, random ids."""

import secrets
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy import JSON, DateTime, MetaData, String, select
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, aliased
from sqlalchemy.types import TypeDecorator

from documents.permissions import Scope

ID_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
ID_LENGTH = 16


def new_id() -> str:
    """Return a random id: 16 characters of lower-case base32, 80 bits, never a sequence (gaps tell tales)."""
    return "".join(secrets.choice(ID_ALPHABET) for _ in range(ID_LENGTH))


class UtcTime(TypeDecorator[datetime]):
    """A time with its zone on both databases; SQLite alone would hand it back without one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Store in UTC; refuse a time without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Return in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Row(DeclarativeBase):
    """A stored row."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012  (SQLAlchemy's own way of declaring it)
        datetime: UtcTime(),
        dict[str, str]: JSON(),
        dict[str, Any]: JSON(),
        list[str]: JSON(),
        list[Scope]: JSON(),
        list[dict[str, Any]]: JSON(),
    }


Entity = TypeVar("Entity", bound=Row)


def alias_of(table: type[Entity]) -> type[Entity]:
    """Return a table under another name, for a question that names it twice, ready for many threads.

    SQLAlchemy makes the columns of an alias when they are first asked for, and two threads that ask at once each make
    their own: one of them then looks in its answer for columns that the other has made. So one asks for them here.
    """
    alias = aliased(table)
    select(alias).compile()
    return alias


Id = String(ID_LENGTH)
Code = String(32)  # of a delegation: KAZ, UN-Habitat, CHAIR
Language = String(16)  # BCP 47: en, ru, kk-Cyrl
Word = String(32)  # one of a known few
Hash = String(64)  # SHA-256 in hex
