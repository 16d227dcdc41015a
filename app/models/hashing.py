"""Hashes over values and rows in one canonical form: JSON with sorted keys, no spaces, UTF-8; SHA-256 in hex.

A row's hash is over all of its columns that hold something, times in UTC: one that is added later, and holds nothing
in old rows, leaves their hashes as they were. Columns that are loaded apart, the bytes of files, have their own.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import inspect

from app.models.registry import Row


def canonical(values: Mapping[str, Any]) -> bytes:
    """Return values in their canonical form."""
    return json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def hash_values(**values: Any) -> str:
    """Return SHA-256 (hex) over values in their canonical form."""
    return sha256(canonical(values)).hexdigest()


def hash_content(content: Mapping[str, str]) -> str:
    """Return the hash to which agreement is bound: over the fields of a clause and nothing else."""
    return hash_values(content=dict(content))


def hash_row(row: Row) -> str:
    """Return the hash of a row as it is stored; where it counts its versions, with the number before it ("3:…")."""
    mapper = inspect(type(row))
    kept = [column.key for column in mapper.column_attrs if not column.deferred]
    values = {name: _plain(getattr(row, name)) for name in kept}
    hashed = hash_values(
        table=type(row).__tablename__,
        **{name: value for name, value in values.items() if value is not None},
    )
    version = mapper.version_id_col
    return hashed if version is None else f"{values[str(version.key)]}:{hashed}"


def key_of(row: Row) -> str:
    """Return by what a row is called in the record: "clause_head:k3v9…/en"."""
    mapper = inspect(type(row))
    identity = "/".join(str(value) for value in mapper.primary_key_from_instance(row))
    return f"{type(row).__tablename__}:{identity}"


def _plain(value: Any) -> Any:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value
